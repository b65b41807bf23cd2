using ElasticFunnels.Tests.Support;

namespace ElasticFunnels.Tests;

/// <summary>The lists of the service: pages of Laravel, counts below <c>meta</c>, and lists without pages in two forms.</summary>
public sealed class PagingTests
{
    private readonly FakeService _service = new();

    [Test]
    public async Task All_pages_are_fetched()
    {
        _service.Page(1, 3, 5, 1, 2).Page(2, 3, 5, 3, 2).Page(3, 3, 5, 5, 1);

        var products = await _service.Client().Products.ListAsync(new() { PerPage = 2 }).ToListAsync();

        Assert.That(products.Select(static product => product.Id), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
        Assert.That(
            _service.Sent.Select(static request => request.Query),
            Is.EqualTo(new[] { "?per_page=2&page=1", "?per_page=2&page=2", "?per_page=2&page=3" })
        );
    }

    [Test]
    public async Task A_list_that_shrinks_meanwhile_ends()
    {
        // Records were deleted while the list was read: the third page is gone.
        _service.Page(1, 3, 5, 1, 2).Page(2, 2, 4, 3, 2);
        Assert.That(await _service.Client().Products.ListAsync().ToListAsync(), Has.Count.EqualTo(4));

        var emptied = new FakeService().Page(1, 2, 3, 1, 2).Page(2, 1, 2, 0, 0);
        Assert.That(await emptied.Client().Coupons.ListAsync().ToListAsync(), Has.Count.EqualTo(2));
        emptied.AllResponsesWereUsed();
    }

    [Test]
    public async Task A_list_that_grows_meanwhile_is_read_to_its_new_end()
    {
        _service.Page(1, 1, 2, 1, 2);
        var list = _service.Client().Products.ListAsync();
        Assert.That(await list.ToListAsync(), Has.Count.EqualTo(2));

        var growing = new FakeService().Page(1, 2, 3, 1, 2).Page(2, 3, 5, 3, 2).Page(3, 3, 5, 5, 1);
        Assert.That(await growing.Client().Products.ListAsync().ToListAsync(), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_list_is_resumed_from_a_page()
    {
        _service.Page(1, 2, 3, 1, 2);
        var first = await _service.Client().Products.ListAsync().FirstPageAsync();
        Assert.That(first.NextCursor, Is.EqualTo("2"));

        var resumed = new FakeService().Page(2, 2, 3, 3, 1);
        Assert.That(
            (await resumed.Client().Products.ListAsync(new() { After = first.NextCursor }).ToListAsync()).Single().Id,
            Is.EqualTo(3)
        );
        Assert.That(resumed.Only.Query, Is.EqualTo("?page=2"));
    }

    [Test]
    public async Task The_counts_of_conversions_are_below_meta_and_name_no_last_page()
    {
        static string Page(int page, string codes) => $$"""{"data":[{{codes}}],"meta":{"current_page":{{page}},"per_page":2,"total":3} }""";
        _service
            .Respond(200, Page(1, """{"code":"EF-1","total":149.97},{"code":"EF-2","total":"1.10"}"""))
            .Respond(200, Page(2, """{"code":"EF-3"}"""));

        var conversions = await _service.Client().Conversions.ListAsync(new() { PerPage = 2, Search = "lee" }).ToListAsync();

        Assert.That(conversions.Select(static conversion => conversion.Code), Is.EqualTo(new[] { "EF-1", "EF-2", "EF-3" }));
        Assert.That(conversions.Select(static conversion => conversion.Total), Is.EqualTo(new decimal?[] { 149.97m, 1.10m, null }));
        Assert.That(
            _service.Sent.Select(static request => request.Query),
            Is.EqualTo(new[] { "?per_page=2&search=lee&page=1", "?per_page=2&search=lee&page=2" })
        );
    }

    [TestCase("[{\"id\":1},{\"id\":2}]")]
    [TestCase("{\"data\":[{\"id\":1},{\"id\":2}]}")]
    public async Task A_list_without_pages_has_either_form(string body)
    {
        _service.Respond(200, body).Respond(200, body).Respond(200, body).Respond(200, body);
        using var client = _service.Client();

        Assert.That(await client.Products.ListAllAsync().ToListAsync(), Has.Count.EqualTo(2));
        Assert.That(await client.Brands.ListAsync().ToListAsync(), Has.Count.EqualTo(2));
        Assert.That(await client.Funnels.ListAsync().ToListAsync(), Has.Count.EqualTo(2));
        Assert.That(await client.Courses.Modules.ListTitlesAsync(1).ToListAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_service_that_ignores_the_page_is_noticed()
    {
        _service.Always(200, """{"data":[{"id":1}]}""");

        await Assert.ThrowsAsync<ApiResponseException>(() => _service.Client().Customers.ListAsync().ToListAsync());
    }

    [Test]
    public async Task Columns_are_sent_one_by_one()
    {
        _service.Respond(200, """{"data":[],"last_page":1}""");

        await _service
            .Client()
            .Customers.ListAsync(
                new() { Columns = [CustomerColumn.CustomerEmail, CustomerColumn.LifetimeValue], SortDirection = SortDirection.Desc }
            )
            .ToListAsync();

        Assert.That(
            Uri.UnescapeDataString(_service.Only.Query),
            Is.EqualTo("?sort_direction=desc&columns[]=customer_email&columns[]=lifetime_value&page=1")
        );
    }
}
