using ClickFunnels.Core.Tests.Support;

namespace ClickFunnels.Core.Tests;

/// <summary>The three ways of paging behave alike: they end, resume from a cursor, and notice a service that repeats itself.</summary>
public sealed class PagingTests
{
    private readonly FakeLibrary _library = new();

    [Test]
    public async Task A_cursor_in_a_header_leads_to_the_end()
    {
        _library.Respond(200, Records(1, 2), ("Pagination-Next", "b c")).Respond(200, Records(3, 1));

        var books = await _library.Client().Books.ListAsync().ToListAsync();

        Assert.That(books.Select(static book => book.Id), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(_library.Sent.Select(static request => request.Query), Is.EqualTo(new[] { "", "?after=b%20c" }));
    }

    [Test]
    public async Task A_number_of_records_to_skip_leads_to_the_end()
    {
        _library.Respond(200, Members(1, 2, 5)).Respond(200, Members(3, 2, 5)).Respond(200, Members(5, 1, 5));

        var members = await _library.Client().Members.ListAsync(new() { Limit = 2 }).ToListAsync();

        Assert.That(members.Select(static member => member.Id), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
        Assert.That(_library.Queries, Is.EqualTo(new[] { "?limit=2&skip=0", "?limit=2&skip=2", "?limit=2&skip=4" }));
    }

    [Test]
    public async Task A_page_number_leads_to_the_last_page()
    {
        _library
            .Respond(200, Loans(1, 2, ""","current_page":1,"last_page":2"""))
            .Respond(200, Loans(3, 1, ""","current_page":2,"last_page":2"""));

        var loans = await _library.Client().Loans.ListAsync(new() { PerPage = 2, Status = "open" }).ToListAsync();

        Assert.That(loans.Select(static loan => loan.Id), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(_library.Queries, Is.EqualTo(new[] { "?per_page=2&status=open&page=1", "?per_page=2&status=open&page=2" }));
    }

    [TestCase(""","meta":{"current_page":1,"links":[{"url":null}],"last_page":2,"total":3}""")]
    [TestCase(""","meta":{"per_page":2,"total":3}""")]
    [TestCase(""","per_page":2,"total":3""")]
    public async Task Counts_are_found_in_the_response_and_in_its_meta_object(string counts)
    {
        _library.Respond(200, Loans(1, 2, counts)).Respond(200, Loans(3, 1, counts));

        Assert.That(await _library.Client().Loans.ListOverdueAsync().ToListAsync(), Has.Count.EqualTo(3));
        Assert.That(_library.Queries, Is.EqualTo(new[] { "?page=1", "?page=2" }));
    }

    [Test]
    public async Task Counts_may_come_before_the_list()
    {
        _library.Respond(200, """{"meta":{"last_page":1},"data":[{"id":1}]}""");

        Assert.That(await _library.Client().Loans.ListOverdueAsync().ToListAsync(), Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(Styles))]
    public async Task Without_a_total_a_list_ends_with_its_first_empty_page(Style style)
    {
        style.Respond(_library, 1, 2, more: null).Respond(_library, 3, 2, more: null).Respond(_library, 0, 0, more: null);

        Assert.That(await style.Ids(_library.Client(), null), Is.EqualTo(style.HasTotals ? [1, 2, 3, 4] : new long[] { 1, 2 }));
    }

    [TestCaseSource(nameof(Styles))]
    public async Task An_empty_page_ends_a_list_whatever_else_the_response_says(Style style)
    {
        style.Respond(_library, 1, 2, more: true).Respond(_library, 0, 0, more: true);

        Assert.That(await style.Ids(_library.Client(), null), Is.EqualTo(new[] { 1, 2 }));
    }

    [TestCaseSource(nameof(Styles))]
    public async Task A_list_resumes_from_the_cursor_of_a_page(Style style)
    {
        style.Respond(_library, 1, 2, more: true);
        var cursor = await style.FirstCursor(_library.Client());
        style.Respond(_library, 3, 2, more: false).Respond(_library, 3, 2, more: false);

        Assert.That(cursor, Is.Not.Null);
        Assert.That(await style.Ids(_library.Client(), cursor), Is.EqualTo(new[] { 3, 4 }), "AsPages(after)");
        Assert.That(await style.IdsAfter(_library.Client(), cursor!), Is.EqualTo(new[] { 3, 4 }), "options.After");
        Assert.That(_library.Sent[1].Query, Is.EqualTo(_library.Sent[2].Query).And.EqualTo(style.SecondQuery));
    }

    [TestCaseSource(nameof(Styles))]
    public void A_service_that_repeats_itself_is_noticed(Style style)
    {
        _library.Always(_ => style.Page(1, 2, more: style.HasTotals ? null : true));

        Assert.That(() => style.Ids(_library.Client(), null), Throws.TypeOf<ApiResponseException>());
        Assert.That(_library.Sent, Has.Count.LessThanOrEqualTo(3));
    }

    [TestCase("x")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase(" 1")]
    [TestCase("1.0")]
    [TestCase("")]
    [TestCase("99999999999999999999")]
    public void A_cursor_of_another_list_is_refused_before_anything_is_sent(string cursor)
    {
        using var client = _library.Client();

        Assert.Multiple(() =>
        {
            Assert.That(
                () => client.Members.ListAsync(new() { After = cursor }).ToListAsync(),
                Throws.ArgumentException.With.Message.Not.Contains("99999")
            );
            Assert.That(() => client.Loans.ListAsync(new() { After = cursor }).ToListAsync(), Throws.ArgumentException);
            Assert.That(() => client.Loans.ListAsync(new() { After = cursor }).FirstPageAsync(), Throws.ArgumentException);
            Assert.That(
                () => client.Loans.ListAsync(new() { After = "0" }).FirstPageAsync(),
                Throws.ArgumentException,
                "Pages start at 1."
            );
            Assert.That(_library.Sent, Is.Empty);
        });
    }

    [Test]
    public async Task A_list_in_one_response_is_one_request()
    {
        _library.Respond(200, Records(1, 3)).Respond(200, """{"replies":[{"text":"Yes"}]}""");
        using var client = _library.Client();

        Assert.That(await client.Books.Reviews.ListAsync(7).ToListAsync(), Has.Count.EqualTo(3));
        Assert.That((await client.Books.Reviews.Replies.ListAsync(7, 8).ToListAsync())[0].Text, Is.EqualTo("Yes"));
        Assert.That(
            _library.Sent.Select(static request => new Uri(request.Url).PathAndQuery),
            Is.EqualTo(new[] { "/v1/books/7/reviews", "/v1/books/7/reviews/8/replies" })
        );
    }

    [TestCase("""[]""")]
    [TestCase("""{"items":{}}""")]
    [TestCase("""{"totalCount":3}""")]
    [TestCase("""{"items":[{"id":1}],"totalCount":3""")]
    [TestCase("")]
    public void A_counted_list_of_another_shape_is_an_error(string body)
    {
        _library.Respond(200, body);

        Assert.That(() => _library.Client().Members.ListAsync().ToListAsync(), Throws.TypeOf<ApiResponseException>());
    }

    [TestCase("\"3\"")]
    [TestCase("-3")]
    [TestCase("null")]
    [TestCase("{\"of\":3}")]
    [TestCase("1e400")]
    public async Task A_count_that_cannot_be_used_is_ignored(string count)
    {
        _library.Respond(200, $$"""{"items":[{"id":1}],"totalCount":{{count}}}""").Respond(200, """{"items":[]}""");

        Assert.That(await _library.Client().Members.ListAsync().ToListAsync(), Has.Count.EqualTo(1));
    }

    [TearDown]
    public void Dispose() => _library.Dispose();

    private static string Records(int first, int count) =>
        $"[{string.Join(',', Enumerable.Range(first, count).Select(static id => $$"""{"id":{{id}},"name":"N","title":"T"}"""))}]";

    private static string Members(int first, int count, long? total) =>
        $$"""{"items":{{Records(first, count)}}{{(total is null ? "" : $",\"totalCount\":{total}")}}}""";

    private static string Loans(int first, int count, string counts) => $$"""{"data":{{Records(first, count)}}{{counts}}}""";

    private static IEnumerable<Style> Styles =>
        [
            new(
                "cursor",
                false,
                "?after=next",
                static (first, count, more) =>
                    FakeLibrary.Response(200, Records(first, count), more == true ? [("Pagination-Next", "next")] : []),
                static (client, after) => Numbers(client.Books.ListAsync(new() { After = after }), static book => book.Id)
            ),
            new(
                "skip",
                true,
                "?skip=2",
                static (first, count, more) =>
                    FakeLibrary.Response(
                        200,
                        Members(
                            first,
                            count,
                            more switch
                            {
                                null => null,
                                true => 99,
                                false => 4,
                            }
                        )
                    ),
                static (client, after) => Numbers(client.Members.ListAsync(new() { After = after }), static member => member.Id)
            ),
            new(
                "page",
                true,
                "?page=2",
                static (first, count, more) =>
                    FakeLibrary.Response(200, Loans(first, count, more is { } follows ? $",\"last_page\":{(follows ? 50 : 2)}" : "")),
                static (client, after) => Numbers(client.Loans.ListAsync(new() { After = after }), static loan => loan.Id)
            ),
        ];

    private static AsyncPageable<long> Numbers<T>(AsyncPageable<T> list, Func<T, long> id) => new Mapped<T>(list, id);

    private sealed class Mapped<T>(AsyncPageable<T> list, Func<T, long> id) : AsyncPageable<long>
    {
        public override async IAsyncEnumerable<Page<long>> AsPages(
            string? after = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
        )
        {
            await foreach (var page in list.AsPages(after, cancellationToken))
            {
                yield return new Page<long>([.. page.Items.Select(id)], page.NextCursor);
            }
        }
    }

    /// <summary>One way of paging: what the service returns, and the call that lists.</summary>
    /// <param name="name">Name of the test case.</param>
    /// <param name="hasTotals">True when the response body may say how long the list is.</param>
    /// <param name="secondQuery">The query of the second page.</param>
    /// <param name="page">A page: its first id, its size, and whether more pages follow; null when the response does not say.</param>
    /// <param name="list">Lists the ids of the records.</param>
    public sealed class Style(
        string name,
        bool hasTotals,
        string secondQuery,
        Func<int, int, bool?, HttpResponseMessage> page,
        Func<LibraryClient, string?, AsyncPageable<long>> list
    )
    {
        public bool HasTotals { get; } = hasTotals;

        public string SecondQuery { get; } = secondQuery;

        internal StyleResponses Respond(FakeLibrary library, int first, int count, bool? more) =>
            new StyleResponses(this).Respond(library, first, count, more);

        public HttpResponseMessage Page(int first, int count, bool? more) => page(first, count, more);

        public async Task<IReadOnlyList<long>> Ids(LibraryClient client, string? after)
        {
            var ids = new List<long>();
            await foreach (var item in list(client, null).AsPages(after))
            {
                ids.AddRange(item.Items);
            }

            return ids;
        }

        public Task<IReadOnlyList<long>> IdsAfter(LibraryClient client, string after) => list(client, after).ToListAsync();

        public async Task<string?> FirstCursor(LibraryClient client) => (await list(client, null).FirstPageAsync()).NextCursor;

        public override string ToString() => name;
    }

    /// <summary>Prepares several pages of one style.</summary>
    internal sealed class StyleResponses(Style style)
    {
        public StyleResponses Respond(FakeLibrary library, int first, int count, bool? more)
        {
            library.Respond(_ => Task.FromResult(style.Page(first, count, more)));
            return this;
        }
    }
}
