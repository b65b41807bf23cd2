using Microsoft.Playwright;

namespace ClickFunnels.Emulator.Browser.Tests;

/// <summary>The view of requests.</summary>
public sealed class RequestViewTests
{
    [Test]
    public async Task A_call_of_the_client_appears_at_once_with_its_bodies()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        await using var opened = await EmulatorPage.OpenAsync(emulator);
        var page = opened.Page;
        await Expect(page.Locator("#no-requests")).ToContainTextAsync("No request yet");

        var client = Client(emulator);
        var contact = await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada", EmailAddress = "ada@example.com" });
        var row = opened.Requests.First;
        await Expect(row).ToContainTextAsync("createContacts");
        await Expect(row).ToContainTextAsync("201");
        await Expect(row).Not.ToContainTextAsync("violation");

        await row.GetByRole(AriaRole.Link).ClickAsync();
        var detail = page.Locator("#request-detail");
        await Expect(page.Locator("#request-title")).ToBeFocusedAsync();
        await Expect(detail.GetByRole(AriaRole.Region, new() { Name = "Request body" }))
            .ToContainTextAsync("\"email_address\": \"ada@example.com\"");
        await Expect(detail.GetByRole(AriaRole.Region, new() { Name = "Response body" })).ToContainTextAsync($"\"id\": {contact.Id}");
        await detail.Locator("summary", new() { HasText = "Request headers" }).ClickAsync();
        await Expect(detail.GetByRole(AriaRole.Row, new() { Name = "Authorization" })).ToContainTextAsync("[redacted]");

        await opened.Button("Copy as curl").ClickAsync();
        await Expect(opened.Status).ToContainTextAsync("Copied the curl command");
        var curl = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.That(curl, Does.StartWith($"curl -X POST '{emulator.Url.GetLeftPart(UriPartial.Authority)}/api/v2/workspaces/"));
        Assert.That(
            curl,
            Does.Contain("Authorization: Bearer $TOKEN").And.Contain("ada@example.com").And.Not.Contain(emulator.AccessToken)
        );
        Assert.That(await page.ContentAsync(), Does.Not.Contain(emulator.AccessToken), "The token is not shown until somebody asks.");

        await opened.Button("Close").ClickAsync();
        await Expect(detail).ToBeHiddenAsync();
        await opened.Button("Show token").ClickAsync();
        await Expect(page.Locator("#credential")).ToHaveTextAsync(emulator.AccessToken);
    }

    [Test]
    public async Task Violations_of_the_contract_are_explained_and_found()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(Unrecorded());
        await using var opened = await EmulatorPage.OpenAsync(emulator);
        using var http = Caller(emulator);
        await http.GetAsync($"{emulator.Url}api/v2/teams");
        using var body = Json("""{"contact":{"first_name":"Grace","emailaddress":"grace@example.com"}}""");
        await http.PostAsync($"{emulator.Url}api/v2/workspaces/{emulator.WorkspaceId}/contacts", body);

        await Expect(opened.Requests).ToHaveCountAsync(2);
        await Expect(opened.Requests.First).ToContainTextAsync("1 violation");
        await opened.Page.GetByLabel("Only violations").CheckAsync();
        await Expect(opened.Requests).ToHaveCountAsync(1);
        await opened.Requests.First.ClickAsync();
        var violations = opened.Page.GetByRole(AriaRole.Region, new() { Name = "Violations of the contract" });
        await Expect(violations).ToContainTextAsync("body contact.emailaddress");
        await Expect(violations).ToContainTextAsync("email_address");

        // The filter also holds for requests that arrive later.
        await http.GetAsync($"{emulator.Url}api/v2/teams");
        await opened.Page.GetByLabel("Only violations").UncheckAsync();
        await Expect(opened.Requests).ToHaveCountAsync(3);
        await opened.Page.GetByLabel("Path or operation").FillAsync("createcontacts");
        await Expect(opened.Requests).ToHaveCountAsync(1);
        await opened.Page.GetByLabel("Path or operation").FillAsync("nothing at all");
        await Expect(opened.Page.Locator("#no-requests")).ToHaveTextAsync("No request matches the filter.");
    }

    [Test]
    public async Task A_paused_list_stays_still_and_counts()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(Unrecorded());
        await using var opened = await EmulatorPage.OpenAsync(emulator);
        using var http = Caller(emulator);
        await http.GetAsync($"{emulator.Url}api/v2/teams");
        await Expect(opened.Requests).ToHaveCountAsync(1);
        await opened.Button("Pause").ClickAsync();
        await http.GetAsync($"{emulator.Url}api/v2/teams");
        await http.GetAsync($"{emulator.Url}api/v2/teams");
        await opened.Button("Show 2 new requests").ClickAsync();
        await Expect(opened.Requests).ToHaveCountAsync(3);
        await opened.Button("Clear").ClickAsync();
        await Expect(opened.Requests).ToHaveCountAsync(0);
        Assert.That(emulator.Requests, Is.Empty);
    }

    [Test]
    public async Task Ten_thousand_requests_keep_the_page_quick()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(Unrecorded());
        await using var opened = await EmulatorPage.OpenAsync(emulator);
        using var http = Caller(emulator);
        var url = $"{emulator.Url}api/v2/teams";
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 10_000),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (_, cancellationToken) =>
            {
                using var response = await http.GetAsync(url, cancellationToken);
            }
        );

        await Expect(opened.Requests.First).ToContainTextAsync("10000");
        Assert.That(await opened.Requests.CountAsync(), Is.EqualTo(200), "The number of rows is bounded.");
        var elements = await opened.Page.EvaluateAsync<int>("document.querySelectorAll('*').length");
        Assert.That(elements, Is.LessThan(10_000));

        // A frame that comes within 250 ms means that the page reacts.
        var frame = await opened.Page.EvaluateAsync<double>(
            """
            () => new Promise((resolve) => {
              const start = performance.now();
              document.querySelector("#request-filter [name=q]").dispatchEvent(new Event("input", { bubbles: true }));
              requestAnimationFrame(() => resolve(performance.now() - start));
            })
            """
        );
        Assert.That(frame, Is.LessThan(250));
        await opened.Page.GetByLabel("Path or operation").FillAsync("nothing at all");
        await Expect(opened.Requests).ToHaveCountAsync(0);
    }

    [Test]
    public async Task The_page_finds_the_emulator_again_after_a_break()
    {
        var options = Unrecorded();
        var first = await ClickFunnelsEmulator.StartAsync(options);
        await using var opened = await EmulatorPage.OpenAsync(first);
        opened.Expected = new(
            "ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|Failed to load"
        );
        using (var http = Caller(first))
        {
            await http.GetAsync($"{first.Url}api/v2/teams");
        }

        await Expect(opened.Requests).ToHaveCountAsync(1);
        var address = first.Url;
        await first.DisposeAsync();
        await Expect(opened.Page.Locator("#stream-text")).Not.ToHaveTextAsync("Live");

        options.ListenOn = new Uri(address.GetLeftPart(UriPartial.Authority));
        await using var second = await ClickFunnelsEmulator.StartAsync(options);
        await opened.ExpectLiveAsync();
        await Expect(opened.Requests).ToHaveCountAsync(0);
        using (var http = Caller(second))
        {
            await http.GetAsync($"{second.Url}api/v2/contacts/1");
        }

        await Expect(opened.Requests).ToHaveCountAsync(1);
        await Expect(opened.Requests.First).ToContainTextAsync("getContacts");
    }
}
