using Microsoft.Playwright;

namespace ClickFunnels.Emulator.Browser.Tests;

/// <summary>The image of the page in the README. <c>UPDATE_IMAGES=1</c> takes it anew.</summary>
public sealed class ReadmeImageTests
{
    private const int LargestFile = 150 * 1024;

    [Test]
    public async Task Exists_and_is_small()
    {
        var file = Repository.PathOf("docs/images/emulator-page.png");
        if (Environment.GetEnvironmentVariable("UPDATE_IMAGES") == "1")
        {
            await TakeAsync(file);
        }

        Assert.That(new FileInfo(file), Has.Property("Exists").True.And.Property("Length").LessThan(LargestFile));
    }

    private static async Task TakeAsync(string file)
    {
        var options = Unrecorded();
        options.Contacts = 25;
        await using var emulator = await ClickFunnelsEmulator.StartAsync(options);
        emulator.Clock.Freeze(new DateTimeOffset(2026, 11, 27, 9, 41, 12, TimeSpan.Zero));
        var client = Client(emulator);
        using var http = Caller(emulator);
        var workspace = $"{emulator.Url}api/v2/workspaces/{emulator.WorkspaceId}";
        await client.Contacts.ListAsync().ToListAsync();
        await client.Webhooks.Endpoints.EnsureEndpointAsync(new Uri("http://127.0.0.1:9/hooks"), ["contact.created"]);
        await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada", EmailAddress = "ada@example.com" });
        await client.Products.CreateAsync(new ProductCreate { Name = "Watercolor course" });
        using var wrong = Json("""{"contact":{"first_name":"Grace","emailaddress":"grace@example.com"}}""");
        await http.PostAsync($"{workspace}/contacts", wrong);
        emulator.Faults.Add("listProducts", Fault.RateLimit());
        await http.GetAsync($"{workspace}/products");
        await client.Products.ListAsync().ToListAsync();
        await http.GetAsync($"{emulator.Url}api/v2/contacts/999999");
        var number = emulator.Requests.Single(request => request.Violations.Count > 0 && request.OperationId == "createContacts").Number;

        await using var opened = await EmulatorPage.OpenAsync(emulator, $"#requests/{number}", width: 1200, height: 660);
        await Expect(opened.Page.Locator("#request-title")).ToBeVisibleAsync();
        await opened.Page.EvaluateAsync("document.activeElement.blur()");
        await opened.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
    }
}
