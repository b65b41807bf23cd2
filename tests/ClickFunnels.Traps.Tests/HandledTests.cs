namespace ClickFunnels.Traps.Tests;

/// <summary>What the client does right by itself.</summary>
public sealed class HandledTests
{
    private readonly FakeService _service = new();

    [Test]
    [Trap(32, Protection.Handled)]
    public async Task A_third_statistic_waits_until_one_of_two_has_ended()
    {
        using var arrivals = new SemaphoreSlim(0);
        using var responses = new SemaphoreSlim(0);
        _service.Always(async _ =>
        {
            arrivals.Release();
            await responses.WaitAsync();
            return FakeService.Response(200, "{}");
        });
        using var client = _service.Client();

        Task[] reads = [client.Workspaces.GetStatsAsync(), client.Funnels.GetStatsAsync(1), client.Pages.GetStatsAsync(1)];
        await arrivals.WaitAsync();
        await arrivals.WaitAsync();
        Assert.That(_service.Sent, Has.Count.EqualTo(2));

        responses.Release();
        await arrivals.WaitAsync();
        responses.Release(2);
        await Task.WhenAll(reads);
        Assert.That(_service.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    [Trap(33, Protection.Handled)]
    public void A_filter_that_takes_too_long_is_not_repeated()
    {
        _service.Respond(422, """{"error":"The filter took longer than 10s."}""");
        using var client = _service.Client();

        Assert.That(
            async () => await client.Contacts.ListAsync(new ContactsListOptions { StoredFilterId = "7" }).FirstPageAsync(),
            Throws.TypeOf<ApiValidationException>().With.Property(nameof(ApiException.IsTransient)).False
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    [Trap(33, Protection.Handled)]
    public async Task A_request_that_exceeds_its_budget_is_repeated()
    {
        _service.Respond(503, """{"error":"The request ran out of its 20s budget."}""").Respond(200, "[]");
        using var client = _service.Client();

        var page = await client.Contacts.ListAsync(new ContactsListOptions { StoredFilterId = "7" }).FirstPageAsync();

        Assert.That(page.Items, Is.Empty);
        Assert.That(_service.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    [Trap(54, Protection.Handled)]
    public async Task A_page_of_an_overloaded_service_is_an_error_by_its_status()
    {
        const string Page = "<html><body>502 Bad Gateway</body></html>";
        _service.Respond(502, Page, "text/html").Respond(200, """{"id":7,"workspace_id":42}""");
        using var client = _service.Client();

        Assert.That((await client.Contacts.GetAsync(7)).Id, Is.EqualTo(7), "A read is repeated.");

        _service.Respond(502, Page, "text/html");
        Assert.That(
            async () => await client.Contacts.CreateAsync(new ContactCreate { EmailAddress = "jane@example.com" }),
            Throws.TypeOf<ApiServerException>().With.Property(nameof(ApiStatusException.StatusCode)).EqualTo(502)
        );
    }

    [Test]
    [Trap(55, Protection.Handled)]
    public async Task A_list_has_the_records_of_all_its_pages()
    {
        Page(1, next: "20").Page(21, next: "40").Page(41, next: null);
        using var client = _service.Client();

        var contacts = await client.Contacts.ListAsync().ToListAsync();

        Assert.That(contacts.Select(static contact => contact.Id), Is.EqualTo(Enumerable.Range(1, 60)));
    }

    private HandledTests Page(int first, string? next)
    {
        var records = Enumerable.Range(first, 20).Select(static id => $$"""{"id":{{id}},"workspace_id":42}""");
        _service.Respond(200, $"[{string.Join(',', records)}]", FakeService.Json, next is null ? [] : [("Pagination-Next", next)]);
        return this;
    }
}
