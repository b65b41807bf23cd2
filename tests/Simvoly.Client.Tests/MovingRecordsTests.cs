using System.Globalization;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Simvoly.Tests;

/// <summary>Lists are complete and without duplicates, although records are added, removed and moved while they are read.</summary>
public sealed class MovingRecordsTests
{
    /// <summary>A change of the list between two requests.</summary>
    public sealed record Change(int Kind, int From, int To);

    public sealed record Story(int Records, int Limit, IReadOnlyList<IReadOnlyList<Change>> Changes);

    private static Gen<Story> Stories =>
        from records in Gen.Choose(0, 40)
        from limit in Gen.Choose(2, 12)
        from gaps in Gen.Choose(0, 12)
        from changes in Gen.ListOf(Changes, gaps)
        select new Story(records, limit, [.. changes]);

    // Three changes between two requests can hide each other; the guarantee in docs/simvoly.md is about fewer.
    private static Gen<IReadOnlyList<Change>> Changes =>
        from count in Gen.Choose(0, 2)
        from changes in Gen.ListOf(
            from kind in Gen.Choose(0, 2)
            from start in Gen.Choose(0, 1000)
            from end in Gen.Choose(0, 1000)
            select new Change(kind, start, end),
            count
        )
        select (IReadOnlyList<Change>)[.. changes];

    [Test]
    public void Each_record_that_stays_is_returned_and_none_twice() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(8, 15),
            Prop.ForAll(
                Stories.ToArbitrary(),
                static story =>
                {
                    using var service = new MovingList(story.Records, story.Changes);
                    using var client = service.Client();

                    var read = client.Contacts.ListAsync(new ContactsListOptions { Limit = story.Limit }).ToListAsync().Result;
                    var ids = read.Select(static contact => contact.Id).ToList();

                    return ids.Distinct().Count() == ids.Count && service.Stayed.All(ids.Contains);
                }
            )
        );

    [Test]
    public async Task A_list_that_does_not_change_is_read_once()
    {
        using var service = new MovingList(100, []);
        using var client = service.Client();

        var read = await client.Contacts.ListAsync(new ContactsListOptions { Limit = 50 }).ToListAsync();

        Assert.That(read.Select(static contact => contact.Id), Is.EqualTo(Enumerable.Range(1, 100)));
        Assert.That(service.Skips, Is.EqualTo(new[] { 0, 49, 98 }), "Each page begins with the last record of the page before.");
    }

    [Test]
    public async Task A_record_that_was_skipped_comes_with_the_second_reading()
    {
        // Record 3 moves to the front after the first page, and with it record 2 behind the end of that page.
        using var service = new MovingList(
            4,
            [
                [],
                [new Change(2, 2, 0)],
            ]
        );
        using var client = service.Client();

        var pages = new List<IReadOnlyList<long>>();
        await foreach (var page in client.Contacts.ListAsync(new ContactsListOptions { Limit = 2 }).AsPages())
        {
            pages.Add([.. page.Items.Select(static contact => contact.Id)]);
        }

        Assert.That(pages.SelectMany(static page => page), Is.EquivalentTo(new[] { 1, 2, 3, 4 }).And.Unique);
        Assert.That(service.Skips.Count(static skip => skip == 0), Is.EqualTo(2));
    }

    /// <summary>Record 8 moves to the front, and the numbers of records stay as they would be without that.</summary>
    [Test]
    public async Task Changes_that_leave_the_counts_alone_show_at_the_border_of_the_pages()
    {
        Change[] changes = [new(1, 0, 0), new(2, 6, 0), new(0, 0, 7), new(2, 1, 7)];
        using var service = new MovingList(
            8,
            [
                [],
                changes,
            ]
        );
        using var client = service.Client();

        var read = await client.Contacts.ListAsync(new ContactsListOptions { Limit = 4 }).ToListAsync();

        Assert.That(read.Select(static contact => contact.Id), Is.EquivalentTo(Enumerable.Range(1, 9)));
    }

    [Test]
    public void A_list_that_never_rests_ends_with_an_error_instead_of_without_a_record()
    {
        using var service = new MovingList(10, Enumerable.Repeat<IReadOnlyList<Change>>([new Change(0, 0, 0)], 1000).ToList());
        using var client = service.Client();

        Assert.That(
            () => client.Contacts.ListAsync(new ContactsListOptions { Limit = 5 }).ToListAsync(),
            Throws.TypeOf<ApiResponseException>().With.Message.Contains("in each of 10 attempts").And.Message.Contains("GET /contacts")
        );
        Assert.That(service.Skips, Has.Count.LessThan(200));
    }

    [Test]
    public void A_service_that_ignores_the_position_does_not_keep_the_client_for_ever()
    {
        using var service = new FakeService();
        service.Always(200, """{"totalCount":1000000,"limit":2,"skip":0,"items":[{"id":1},{"id":2}]}""");
        using var client = service.Client();

        Assert.That(
            () => client.Contacts.ListAsync().ToListAsync(),
            Throws.TypeOf<ApiResponseException>().With.Message.Contains("does not end")
        );
        Assert.That(service.Sent, Has.Count.LessThan(200));
    }

    [Test]
    public async Task Records_without_an_id_are_counted_and_not_lost()
    {
        using var service = new FakeService();
        service
            .Respond(200, """{"totalCount":4,"limit":3,"skip":0,"items":[{"formName":"A"},{"formName":"B"},{"formName":"B"}]}""")
            .Respond(200, """{"totalCount":4,"limit":3,"skip":2,"items":[{"formName":"B"},{"formName":"B"}]}""");
        using var client = service.Client();

        var read = await client.FormSubmissions.ListAsync().ToListAsync();

        Assert.That(read.Select(static form => form.FormName), Is.EqualTo(new[] { "A", "B", "B", "B" }));
    }

    [Test]
    public async Task An_interrupted_reading_continues_at_its_cursor()
    {
        using var service = new MovingList(10, []);
        using var client = service.Client();
        var first = await client.Contacts.ListAsync(new ContactsListOptions { Limit = 4 }).FirstPageAsync();

        var rest = await client.Contacts.ListAsync(new ContactsListOptions { Limit = 4, After = first.NextCursor }).ToListAsync();

        Assert.That(rest.Select(static contact => contact.Id), Is.EqualTo(Enumerable.Range(5, 6)));
        Assert.That(
            () => client.Contacts.ListAsync(new ContactsListOptions { After = "x" }).ToListAsync(),
            Throws.ArgumentException.With.Message.Contains("NextCursor")
        );
    }

    [Test]
    public async Task A_record_that_cannot_be_read_does_not_stop_the_list()
    {
        using var service = new FakeService();
        service
            .Respond(200, """{"totalCount":4,"limit":3,"skip":0,"items":[{"id":1},null,{"id":2}]}""")
            .Respond(200, """{"totalCount":4,"limit":3,"skip":3,"items":[{"id":3}]}""");
        using var client = service.Client();

        var read = await client.Products.ListAsync().ToListAsync();

        Assert.That(read.Select(static product => product.Id), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    /// <summary>A list of contacts that changes before each request.</summary>
    private sealed class MovingList(int records, IReadOnlyList<IReadOnlyList<Change>> changes) : HttpMessageHandler
    {
        private readonly List<int> _ids = [.. Enumerable.Range(1, records)];
        private readonly HashSet<int> _removed = [];
        private int _added;
        private int _request;

        public List<int> Skips { get; } = [];

        /// <summary>The records that were there from the first request to the last.</summary>
        public IEnumerable<long> Stayed => Enumerable.Range(1, records).Where(id => !_removed.Contains(id)).Select(static id => (long)id);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            foreach (var change in _request < changes.Count ? changes[_request] : [])
            {
                Apply(change);
            }

            _request++;
            var query = System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query);
            var limit = int.Parse(query["limit"] ?? "30", CultureInfo.InvariantCulture);
            var skip = int.Parse(query["skip"]!, CultureInfo.InvariantCulture);
            Skips.Add(skip);
            var items = string.Join(",", _ids.Skip(skip).Take(limit).Select(static id => $$"""{"id":{{id}}}"""));
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent(
                        $$"""{"totalCount":{{_ids.Count}},"limit":{{limit}},"skip":{{skip}},"items":[{{items}}]}""",
                        Encoding.UTF8,
                        "application/json"
                    ),
                }
            );
        }

        private void Apply(Change change)
        {
            if (change.Kind == 0)
            {
                _ids.Insert(change.To % (_ids.Count + 1), records + ++_added);
                return;
            }

            if (_ids.Count == 0)
            {
                return;
            }

            var from = change.From % _ids.Count;
            var id = _ids[from];
            _ids.RemoveAt(from);
            if (change.Kind == 1)
            {
                _removed.Add(id);
            }
            else
            {
                _ids.Insert(change.To % (_ids.Count + 1), id);
            }
        }
    }
}
