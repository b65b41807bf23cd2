using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>Pages of 20 records, one after another, until the header is missing or a page is empty.</summary>
public sealed class PagingTests
{
    private readonly FakeService _service = new();

    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(19, 1)]
    [TestCase(20, 1)]
    [TestCase(21, 2)]
    [TestCase(40, 2)]
    [TestCase(45, 3)]
    public async Task Every_record_comes_once_and_in_order(int count, int requests)
    {
        for (var first = 1; first == 1 || first <= count; first += 20)
        {
            var last = Math.Min(first + 19, count);
            _service.Page(first, last - first + 1, last < count ? $"{last}" : null);
        }

        var contacts = await _service.Client().Contacts.ListAsync().ToListAsync();

        Assert.That(contacts.Select(static contact => contact.Id), Is.EqualTo(Enumerable.Range(1, count)));
        Assert.That(_service.Sent, Has.Count.EqualTo(requests));
        _service.AllResponsesWereUsed();
    }

    [Test]
    public async Task The_cursor_of_the_header_is_sent_escaped()
    {
        _service.Page(1, 20, "a b&c").Page(21, 1, null);
        await _service.Client().Contacts.ListAsync().ToListAsync();

        Assert.That(_service.Sent[1].Query, Is.EqualTo("?after=a%20b%26c"));
    }

    [Test]
    public async Task A_full_page_without_the_header_is_the_last()
    {
        Assert.That(await _service.Page(1, 20, null).Client().Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(20));
    }

    [Test]
    public async Task An_empty_page_ends_the_list_whatever_its_header_says()
    {
        _service.Page(1, 20, "20").Page(0, 0, "20");
        var pages = new List<Page<Contact>>();
        await foreach (var page in _service.Client().Contacts.ListAsync().AsPages())
        {
            pages.Add(page);
        }

        Assert.That(pages.Select(static page => page.Items.Count), Is.EqualTo(new[] { 20 }));
    }

    [Test]
    public async Task An_empty_header_ends_the_list()
    {
        Assert.That(await _service.Page(1, 20, "").Client().Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(20));
    }

    [Test]
    public async Task The_link_header_alone_does_not_lead_on()
    {
        _service.Respond(200, """[{"id":1}]""", FakeService.Json, ("Link", "<https://evil.example/?after=1>; rel=\"next\""));

        Assert.That(await _service.Client().Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_fetched_before_it_is_asked_for()
    {
        _service.Page(1, 20, "20").Page(21, 20, "40");
        var seen = 0;
        await foreach (var contact in _service.Client().Contacts.ListAsync())
        {
            if (contact.Id == 20)
            {
                seen = _service.Sent.Count;
            }

            if (contact.Id == 21)
            {
                break;
            }
        }

        Assert.That((seen, _service.Sent.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task The_first_page_alone_is_one_request()
    {
        var page = await _service.Page(1, 20, "20").Client().Contacts.ListAsync().FirstPageAsync();

        Assert.That((page.Items.Count, page.NextCursor, _service.Sent.Count), Is.EqualTo((20, "20", 1)));
    }

    [Test]
    public async Task The_first_page_of_an_empty_list_is_empty()
    {
        var page = await _service.Page(0, 0, null).Client().Contacts.ListAsync().FirstPageAsync();

        Assert.That((page.Items.Count, page.NextCursor), Is.EqualTo((0, (string?)null)));
    }

    [Test]
    public async Task A_list_can_be_enumerated_again_from_its_start()
    {
        _service.Page(1, 20, "20").Page(21, 1, null).Page(1, 20, "20").Page(21, 1, null);
        var list = _service.Client().Contacts.ListAsync();
        var first = await list.ToListAsync();
        var second = await list.ToListAsync();

        Assert.That(second.Select(static contact => contact.Id), Is.EqualTo(first.Select(static contact => contact.Id)));
        Assert.That(_service.Sent.Select(static request => request.Query), Is.EqualTo(new[] { "", "?after=20", "", "?after=20" }));
    }

    [Test]
    public async Task Two_enumerations_at_once_do_not_disturb_each_other()
    {
        _service.Always(static request =>
            Task.FromResult(
                request.RequestUri!.Query.Length == 0
                    ? FakeService.Response(200, """[{"id":1}]""", FakeService.Json, ("Pagination-Next", "1"))
                    : FakeService.Response(200, """[{"id":2}]""")
            )
        );
        var list = _service.Client().Contacts.ListAsync();
        await using var first = list.GetAsyncEnumerator();
        await using var second = list.GetAsyncEnumerator();
        var ids = new List<long>();
        while (await first.MoveNextAsync() && await second.MoveNextAsync())
        {
            ids.AddRange([first.Current.Id, second.Current.Id]);
        }

        Assert.That(ids, Is.EqualTo(new[] { 1, 1, 2, 2 }));
    }

    [Test]
    public async Task Options_that_change_during_the_enumeration_change_nothing()
    {
        _service.Page(1, 20, "20").Page(21, 1, null);
        var options = new ContactsListOptions
        {
            SortOrder = SortOrder.Desc,
            Filter = new() { Id = [1, 2] },
        };
        var list = _service.Client().Contacts.ListAsync(options);
        await foreach (var page in list.AsPages())
        {
            options.SortOrder = SortOrder.Asc;
            options.After = "999";
            options.Filter.Id = [3];
        }

        Assert.That(
            _service.Sent.Select(static request => request.Query),
            Is.EqualTo(new[] { "?sort_order=desc&filter%5Bid%5D=1%2C2", "?sort_order=desc&filter%5Bid%5D=1%2C2&after=20" })
        );
    }

    [Test]
    public async Task A_failure_between_pages_leaves_what_was_read()
    {
        _service.Page(1, 20, "20").Respond(404, """{"error":"Not found"}""");
        var ids = new List<long>();
        try
        {
            await foreach (var contact in _service.Client().Contacts.ListAsync())
            {
                ids.Add(contact.Id);
            }

            Assert.Fail("The second page could not be fetched.");
        }
        catch (ApiNotFoundException)
        {
            Assert.That(ids, Has.Count.EqualTo(20));
        }
    }

    [TearDown]
    public void Dispose() => _service.Dispose();
}
