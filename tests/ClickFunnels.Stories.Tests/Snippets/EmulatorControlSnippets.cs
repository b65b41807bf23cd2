using System.Text.Json.Nodes;
using ClickFunnels.Emulator;

namespace ClickFunnels.Stories.Snippets;

public class EmulatorControlSnippets
{
    [Test]
    public async Task Reset_and_kept_states_of_the_emulator()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 45 });

        await emulator.ResetAsync();
        emulator.KeepState("empty-shop");
        emulator.AddRecords("Contact", [new JsonObject { ["first_name"] = "Ada" }]);
        await emulator.RestoreStateAsync("empty-shop");

        Assert.That(emulator.KeptStates, Is.EqualTo(new[] { "empty-shop" }));
    }

    [Test]
    public async Task Clock_of_the_emulator()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();

        emulator.Clock.Freeze(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
        emulator.Clock.Advance(TimeSpan.FromDays(2));
        await emulator.WaitForDeliveriesAsync();
        emulator.Clock.Resume();

        Assert.That(emulator.Clock.GetUtcNow().Date, Is.EqualTo(new DateTime(2026, 2, 2)));
    }
}
