using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests.Webhooks;

/// <summary>The commands that let an emulator raise and deliver events.</summary>
public sealed class EmulatorWebhookStories
{
    [Test]
    public async Task An_event_is_triggered_listed_and_sent_again()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 2 });
        using var cli = new Cli();
        cli.Use(emulator);
        await using var listening = new RunningCli(cli, "webhooks listen --events contact.identified --count 4");
        await listening.AddressAsync();

        var triggered = (await cli.RunAsync("webhooks trigger contact.identified --set first_name=Grace")).Succeeds().Json;
        var made = (await cli.RunAsync("webhooks trigger contact.identified --new --set first_name=Ada")).Succeeds().Json;
        var listed = (await cli.RunAsync("webhooks deliveries --limit 1")).Succeeds().Json.AsArray();
        var id = triggered["event_id"]!.GetValue<string>();
        var number = triggered["deliveries"]![0]!["number"]!.GetValue<long>();
        (await cli.RunAsync($"webhooks resend {number}")).Succeeds();
        var again = (await cli.RunAsync($"webhooks resend {id}")).Succeeds().Json;
        var ended = (await listening.EndAsync()).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(listed, Has.Count.EqualTo(1));
            Assert.That(listed[0]!["event_id"]!.GetValue<string>(), Is.EqualTo(made["event_id"]!.GetValue<string>()));
            Assert.That(made["subject_id"]!.GetValue<long>(), Is.Not.EqualTo(triggered["subject_id"]!.GetValue<long>()));
            Assert.That(again[0]!["event_id"]!.GetValue<string>(), Is.EqualTo(id));
            Assert.That(ended.Output.Split('\n').Count(line => line.Contains(id, StringComparison.Ordinal)), Is.EqualTo(3));
            Assert.That(ended.Output, Does.Contain("Grace").And.Contain("Ada"));
        }
    }

    [Test]
    public async Task Mistakes_have_messages_that_say_how_to_fix_them()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 1 });
        using var cli = new Cli();
        cli.Use(emulator);

        (await cli.RunAsync("webhooks trigger contact.creatd")).Fails(2, "Did you mean contact.created?");
        (await cli.RunAsync("webhooks trigger contact.created")).Fails(1, "clickfunnels webhooks listen");
        (await cli.RunAsync("webhooks trigger contact.created --record 5")).Fails(13, "no Contact with the id 5");
        (await cli.RunAsync("webhooks trigger contact.created --record 5 --new")).Fails(2, "exclude each other");
        (await cli.RunAsync("webhooks resend 7")).Fails(12, "no delivery 7");
        (await cli.RunAsync("webhooks resend abc")).Fails(2, "number of a delivery");
        (await cli.RunAsync("webhooks deliveries --limit 0")).Fails(2, "--limit");
        var dry = (await cli.RunAsync("webhooks trigger contact.created --dry-run")).Succeeds().Json;
        Assert.That(dry["resource"]!.GetValue<string>(), Is.EqualTo("Contact"));
    }

    [Test]
    public async Task An_account_without_an_emulator_is_named_as_the_reason()
    {
        await using var receiver = await Receiver.StartAsync();
        using var cli = new Cli { Variables = { ["CLICKFUNNELS_API_KEY"] = "token" } };
        (await cli.RunAsync("webhooks deliveries")).Fails(5, "emulator only");
        cli.Variables["CLICKFUNNELS_BASE_URL"] = new Uri(receiver.Url, "/").AbsoluteUri;
        (await cli.RunAsync("webhooks trigger contact.created")).Fails(5, "emulator only");
        Assert.That(receiver.Received, Is.Empty);
    }
}
