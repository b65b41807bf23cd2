using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests;

/// <summary>Commands of operations, against the emulator.</summary>
public sealed class OperationStories
{
    [Test]
    public async Task A_contact_is_created_read_changed_and_deleted()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);

        var created = (await cli.RunAsync("contacts create --set email_address=ada@example.com --set first_name=Ada")).Succeeds().Json;
        var id = created["id"]!.GetValue<long>();
        var changed = (await cli.RunAsync($"contacts update {id} --set first_name=null")).Succeeds().Json;
        (await cli.RunAsync($"contacts delete {id}")).Fails(4, "--yes");
        (await cli.RunAsync($"contacts delete {id} --yes")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(created["first_name"]!.GetValue<string>(), Is.EqualTo("Ada"));
            Assert.That(changed["first_name"], Is.Null);
        }
    }
}
