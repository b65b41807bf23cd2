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

    [Test]
    public async Task Records_of_the_emulator()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        var contactId = emulator.AddRecords("Contact", [new JsonObject { ["first_name"] = "Ada" }])[0];

        emulator.UpdateRecord("Contact", contactId, new JsonObject { ["first_name"] = "Grace", ["created_at"] = "2020-01-31T12:00:00Z" });
        var contact = emulator.GetRecord("Contact", contactId);
        emulator.DeleteRecord("Contact", contactId);
        emulator.ClearRequests();

        Assert.That((string?)contact!["first_name"], Is.EqualTo("Grace"));
        Assert.That(emulator.Requests, Is.Empty);
    }
}
