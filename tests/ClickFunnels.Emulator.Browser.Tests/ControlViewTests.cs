using System.Net;
using Microsoft.Playwright;

namespace ClickFunnels.Emulator.Browser.Tests;

/// <summary>The views that control the emulator: webhooks, faults, clock and states.</summary>
public sealed class ControlViewTests
{
    [Test]
    public async Task A_delivery_is_sent_again_and_an_event_is_raised()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var client = Client(emulator);
        await client.Webhooks.Endpoints.EnsureEndpointAsync(receiver.Url, ["contact.created", "contact.identified"]);
        await using var opened = await EmulatorPage.OpenAsync(emulator, "#webhooks");
        var page = opened.Page;
        await Expect(page.Locator("#no-deliveries")).ToBeVisibleAsync();
        await Expect(page.Locator("#endpoints")).ToContainTextAsync(receiver.Url.AbsoluteUri);

        var contact = await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada" });
        var deliveries = page.Locator("#deliveries tr");
        await Expect(deliveries).ToHaveCountAsync(1);
        await Expect(deliveries.First).ToContainTextAsync("delivered");
        await deliveries.First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(opened.Status).ToHaveTextAsync("Sent again: delivered.");
        await Expect(deliveries).ToHaveCountAsync(2);

        await page.Locator("#raise select").SelectOptionAsync("contact.identified");
        await Expect(page.Locator("#raise-hint")).ToContainTextAsync("a record of Contact");
        await page.GetByLabel("Id of the record").FillAsync(contact.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await opened.Button("Raise").ClickAsync();
        await Expect(deliveries).ToHaveCountAsync(3);
        Assert.That(
            receiver.Received.Select(one => one.EventType),
            Is.EqualTo((string[])["contact.created", "contact.created", "contact.identified"])
        );
        Assert.That(receiver.Received[1].EventId, Is.EqualTo(receiver.Received[0].EventId));
    }

    [Test]
    public async Task The_clock_stands_still_and_jumps_so_that_a_delivery_is_tried_again()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.RespondWith(500);
        var client = Client(emulator);
        await client.Webhooks.Endpoints.EnsureEndpointAsync(receiver.Url, ["contact.created"]);
        await using var opened = await EmulatorPage.OpenAsync(emulator, "#faults");
        var page = opened.Page;
        await opened.Button("Freeze").ClickAsync();
        await Expect(page.Locator("#clock-state")).ToBeVisibleAsync();
        Assert.That(emulator.Clock.IsFrozen, Is.True);
        var before = emulator.Clock.GetUtcNow();
        await Expect(page.Locator("#clock-big")).ToHaveTextAsync($"{before:yyyy-MM-dd HH:mm:ss} UTC");

        await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada" });
        await emulator.WaitForDeliveriesAsync();
        receiver.RespondWith(200);
        await opened.Button("+ 1 hour").ClickAsync();
        await Expect(page.Locator("#clock-big")).ToHaveTextAsync($"{before.AddHours(1):yyyy-MM-dd HH:mm:ss} UTC");
        await opened.ShowAsync("Webhooks");
        await Expect(page.Locator("#deliveries tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("#deliveries tr").First).ToContainTextAsync("delivered");

        await opened.ShowAsync("Faults and clock");
        await page.GetByLabel("Advance by").FillAsync("2");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Unit", Exact = true }).SelectOptionAsync("days");
        await opened.Button("Advance").ClickAsync();
        await Expect(page.Locator("#clock-big")).ToHaveTextAsync($"{before.AddHours(49):yyyy-MM-dd HH:mm:ss} UTC");
        await opened.Button("Resume").ClickAsync();
        await Expect(page.Locator("#clock-state")).ToBeHiddenAsync();
        Assert.That(emulator.Clock.IsFrozen, Is.False);

        // Another program moves the clock: the page shows it.
        emulator.Clock.Freeze(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));
        await Expect(page.Locator("#clock-now")).ToHaveTextAsync("2031-05-06 07:08:09 UTC");
    }

    [Test]
    public async Task A_planned_fault_is_listed_until_it_has_happened()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(Unrecorded());
        await using var opened = await EmulatorPage.OpenAsync(emulator, "#faults");
        var page = opened.Page;
        using var http = Caller(emulator);
        await page.Locator("#fault [name=target]").FillAsync("listTeams");
        await page.GetByLabel("Times", new() { Exact = true }).FillAsync("2");
        await opened.Button("429 Too many requests").ClickAsync();
        var planned = page.Locator("#planned tr");
        await Expect(planned).ToHaveCountAsync(1);
        await Expect(planned).ToContainTextAsync("listTeams");
        await Expect(planned.Locator("td").Last).ToHaveTextAsync("2");

        Assert.That((await http.GetAsync($"{emulator.Url}api/v2/teams")).StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        await Expect(planned.Locator("td").Last).ToHaveTextAsync("1");
        Assert.That((await http.GetAsync($"{emulator.Url}api/v2/teams")).StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        await Expect(page.Locator("#no-planned")).ToBeVisibleAsync();

        foreach (
            var kind in (string[])
                [
                    "500 Error",
                    "502 Bad gateway",
                    "Slow: 5 s",
                    "Cut before handling",
                    "Cut after handling",
                    "Broken JSON",
                    "Twice",
                    "Hold until the next",
                    "Wrong signature",
                    "Old timestamp",
                ]
        )
        {
            await opened.Button(kind).ClickAsync();
            await Expect(opened.Status).ToContainTextAsync("Planned: ");
        }

        await Expect(planned).ToHaveCountAsync(10);
        await opened.Button("Clear all").ClickAsync();
        await Expect(page.Locator("#no-planned")).ToBeVisibleAsync();
        Assert.That(emulator.Faults.Unconsumed, Is.Empty);

        await page.Locator("#fault [name=target]").FillAsync("noSuchOperation");
        await opened.Button("500 Error").ClickAsync();
        await Expect(page.Locator("#alert")).ToContainTextAsync("noSuchOperation");
        opened.Expected = new("status of 400");
    }

    [Test]
    public async Task States_are_saved_and_restored_and_a_reset_asks_first()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 3 });
        var client = Client(emulator);
        await using var opened = await EmulatorPage.OpenAsync(emulator, "#faults");
        var page = opened.Page;
        await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada" });
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("with-ada");
        await opened.Button("Save state").ClickAsync();
        await Expect(page.Locator("#states")).ToContainTextAsync("with-ada");

        await opened.Button("Reset…").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Reset the emulator?" });
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        Assert.That(await CountAsync(client), Is.EqualTo(4));
        await opened.Button("Reset…").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Reset", Exact = true }).ClickAsync();
        await Expect(opened.Status).ToHaveTextAsync("The emulator was reset.");
        await opened.ShowAsync("Records");
        await Expect(page.Locator("#record-count")).ToHaveTextAsync("Contact, 3 records");
        Assert.That(emulator.Requests, Is.Empty);

        await opened.ShowAsync("Faults and clock");
        await opened.Button("Restore with-ada").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await Expect(opened.Status).ToHaveTextAsync("Restored with-ada.");
        Assert.That(await CountAsync(client), Is.EqualTo(4));
        await opened.Button("Delete with-ada").ClickAsync();
        await Expect(page.Locator("#no-states")).ToBeVisibleAsync();
    }

    private static async Task<int> CountAsync(ClickFunnelsClient client) => (await client.Contacts.ListAsync().ToListAsync()).Count;
}
