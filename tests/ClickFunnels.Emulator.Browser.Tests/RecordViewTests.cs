using Microsoft.Playwright;

namespace ClickFunnels.Emulator.Browser.Tests;

/// <summary>The view of records.</summary>
public sealed class RecordViewTests
{
    [Test]
    public async Task A_record_that_was_edited_is_read_by_the_client()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 60 });
        var client = Client(emulator);
        var contact = await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada", LastName = "Lovelace" });
        await using var opened = await EmulatorPage.OpenAsync(emulator, "#records/Contact");
        var page = opened.Page;
        await Expect(page.Locator("#record-rows tr")).ToHaveCountAsync(50);
        await opened.Button("Show more").ClickAsync();
        await Expect(page.Locator("#record-rows tr")).ToHaveCountAsync(61);
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search", Exact = true }).FillAsync("lovelace");
        await Expect(page.Locator("#record-rows tr")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Ada Lovelace" }).ClickAsync();
        await Expect(page.Locator("#record-title")).ToBeFocusedAsync();

        await page.GetByLabel("first_name").FillAsync("Augusta");
        await opened.Button("Save").ClickAsync();
        await Expect(opened.Status).ToHaveTextAsync($"Saved Contact {contact.Id}.");
        Assert.That((await client.Contacts.GetAsync(contact.Id)).FirstName, Is.EqualTo("Augusta"));

        // As JSON, with a mistake first.
        await opened.Button("JSON").ClickAsync();
        var json = page.GetByLabel("Fields as JSON");
        await json.FillAsync("{ \"first_name\": ");
        await opened.Button("Save").ClickAsync();
        await Expect(page.Locator("#record-detail [role=alert]")).ToContainTextAsync("This is not JSON");
        await json.FillAsync("{ \"nothing\": 1 }");
        await opened.Button("Save").ClickAsync();
        await Expect(page.Locator("#record-detail [role=alert]")).ToContainTextAsync("Contact");
        opened.Expected = new("status of 400");
    }

    [Test]
    public async Task Records_are_created_and_deleted()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        var client = Client(emulator);
        await using var opened = await EmulatorPage.OpenAsync(emulator, "#records/Contact");
        var page = opened.Page;
        await Expect(page.Locator("#no-records")).ToHaveTextAsync("There is no Contact.");
        await opened.Button("New record").ClickAsync();
        await page.GetByLabel("first_name").FillAsync("Grace");
        await page.GetByLabel("email_address").FillAsync("grace@example.com");
        await opened.Button("Create").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("Contact [0-9]+ Grace") })).ToBeVisibleAsync();
        var contact = (await client.Contacts.ListAsync().ToListAsync()).Single();
        Assert.That(contact.EmailAddress, Is.EqualTo("grace@example.com"));

        // A change by the client appears as well.
        await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Katherine" });
        await Expect(page.Locator("#record-rows tr")).ToHaveCountAsync(2);

        await opened.Button("Delete…").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await opened.Button("Delete…").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(opened.Status).ToHaveTextAsync($"Deleted Contact {contact.Id}.");
        await Expect(page.Locator("#record-rows tr").Last).ToContainTextAsync("deleted");
        Assert.That((await client.Contacts.ListAsync().ToListAsync()).Select(one => one.FirstName), Is.EqualTo((string[])["Katherine"]));
    }

    [Test]
    public async Task Hostile_data_stays_text()
    {
        const string Hostile =
            "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>{{7*7}}${7*7}\u202e\u0000";
        await using var emulator = await ClickFunnelsEmulator.StartAsync(Unrecorded());
        await using var receiver = await WebhookReceiver.StartAsync();
        using var http = Caller(emulator);
        var workspace = $"{emulator.Url}api/v2/workspaces/{emulator.WorkspaceId}";
        using var endpoint = Json(
            System.Text.Json.JsonSerializer.Serialize(
                new
                {
                    webhooks_outgoing_endpoint = new
                    {
                        url = receiver.Url + "/%3Cimg%20src=x%3E",
                        name = Hostile,
                        event_type_ids = (string[])["contact.created"],
                    },
                }
            )
        );
        await http.PostAsync($"{workspace}/webhooks/outgoing/endpoints", endpoint);
        using var contact = Json(
            System.Text.Json.JsonSerializer.Serialize(
                new
                {
                    contact = new Dictionary<string, string>
                    {
                        ["first_name"] = Hostile,
                        ["last_name"] = Hostile,
                        [Hostile] = Hostile,
                    },
                }
            )
        );
        contact.Headers.Add("X-Hostile", "<img src=x onerror=alert(4)>");
        await http.PostAsync($"{workspace}/contacts?{Uri.EscapeDataString(Hostile)}=<img>", contact);
        await http.GetAsync($"{emulator.Url}api/v2/<img src=x onerror=alert(5)>");
        await emulator.WaitForDeliveriesAsync();

        await using var opened = await EmulatorPage.OpenAsync(emulator);
        var page = opened.Page;
        await Expect(opened.Requests).ToHaveCountAsync(3);
        await page.Locator("#request-rows a").Nth(1).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Request body" })).ToContainTextAsync("<img src=x onerror=alert(2)>");
        await page.Locator("summary", new() { HasText = "Request headers" }).ClickAsync();
        await ExpectInertAsync(page);

        await opened.ShowAsync("Records");
        await page.Locator("#record-rows a").First.ClickAsync();
        await Expect(page.Locator("#record-title")).ToContainTextAsync("<script>alert(1)</script>");
        await ExpectInertAsync(page);
        await opened.Button("JSON").ClickAsync();
        await Expect(page.GetByLabel("Fields as JSON")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("alert\\(3\\)"));
        await ExpectInertAsync(page);

        await opened.ShowAsync("Webhooks");
        await Expect(page.Locator("#deliveries tr")).ToHaveCountAsync(1);
        await ExpectInertAsync(page);
        await page.GotoAsync($"{opened.Address}#records/%3Cimg%20src=x%20onerror=alert(6)%3E/1");
        await Expect(page.Locator("#alert")).ToContainTextAsync("<img src=x onerror=alert(6)>");
        await ExpectInertAsync(page);
        opened.Expected = new("status of 404");
    }

    // The only image is the sign of the page, and scripts and frames do not appear. A dialog would fail the test as well.
    private static async Task ExpectInertAsync(IPage page)
    {
        Assert.That(await page.Locator("img").CountAsync(), Is.EqualTo(1));
        Assert.That(await page.Locator("script").CountAsync(), Is.EqualTo(1));
        Assert.That(await page.Locator("svg, iframe, object, embed, style, [onerror], [onload]").CountAsync(), Is.Zero);
    }
}
