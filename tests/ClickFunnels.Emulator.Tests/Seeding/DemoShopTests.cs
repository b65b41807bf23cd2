using ClickFunnels.Emulator.Hosting;

namespace ClickFunnels.Emulator.Tests.Seeding;

/// <summary>The shop of the demonstration.</summary>
public sealed class DemoShopTests
{
    private static IEnumerable<string> Apis => Platforms.All.Select(platform => platform.Api);

    [TestCaseSource(nameof(Apis))]
    public async Task Is_there_at_the_start(string api)
    {
        await using var emulator = await SeedTestEmulator.StartAsync(api, options => options.DemoShop = true);

        Assert.That(emulator.Seeded, Is.Not.Empty);
    }
}
