namespace ClickFunnels.Emulator.Tests.Seeding;

/// <summary>Each mistake in a seed file has one message, with its line and column and how to fix it.</summary>
public sealed class WrongSeedTests
{
    private static readonly string[] Files = File.ReadAllText(
            Repository.PathOf("tests/ClickFunnels.Emulator.Tests/Seeding/wrong-seeds.txt")
        )
        .Split("\n====\n");

    private static IEnumerable<TestCaseData> Cases =>
        Files
            .Index()
            .Select(one =>
            {
                var parts = one.Item.Split("\n----\n");
                var header = parts[0].Split(": ", 2);
                return new TestCaseData(header[0], parts[1], parts[2].TrimEnd('\n')) { TestName = $"{one.Index + 1}: {header[1]}" };
            });

    [TestCaseSource(nameof(Cases))]
    public async Task Is_refused(string api, string text, string message)
    {
        await using var emulator = await SeedTestEmulator.StartAsync(api);

        var error = Assert.Throws<InvalidDataException>(() => emulator.Seed(text, "shop.yaml"));

        Assert.That(error!.Message, Is.EqualTo(message));
    }

    [Test]
    public void There_are_a_hundred_of_them() => Assert.That(Cases.Count(), Is.AtLeast(100));
}
