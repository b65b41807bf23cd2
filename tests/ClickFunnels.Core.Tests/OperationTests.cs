using ClickFunnels.Core.Tests.Support;

namespace ClickFunnels.Core.Tests;

/// <summary>
/// The requests and responses of the generated operations of the library: scope, hosts, envelopes, bodies, filters and names that clash.
/// </summary>
public sealed class OperationTests
{
    private const string Book = """{"id":7,"title":"Momo"}""";

    private readonly FakeLibrary _library = new();

    [Test]
    public async Task The_scope_fills_in_its_parameter()
    {
        await _library.Respond(200, "[]").Client().Books.ListAsync().ToListAsync();

        Assert.That(_library.Only.Url, Is.EqualTo("https://api.library.example/v1/branches/3/books"));
    }

    [Test]
    public void A_client_without_a_branch_says_what_is_missing()
    {
        using var client = _library.Client(static options => options.BranchId = default);

        Assert.That(() => client.Books.ListAsync().ToListAsync(), Throws.InvalidOperationException.With.Message.Contains("BranchId"));
        Assert.That(_library.Sent, Is.Empty);
    }

    [Test]
    public async Task An_operation_of_another_host_goes_there_unless_a_base_address_replaces_both()
    {
        _library.Respond(200, "[]").Respond(200, "[]");
        await _library.Client().Catalog.Shelves.ListAsync().ToListAsync();
        await _library
            .Client(static options => options.BaseAddress = new Uri("http://127.0.0.1:4010"))
            .Catalog.Shelves.ListAsync()
            .ToListAsync();

        Assert.That(
            _library.Sent.Select(static request => request.Url),
            Is.EqualTo(new[] { "https://catalog.library.example/v1/shelves", "http://127.0.0.1:4010/v1/shelves" })
        );
    }

    [Test]
    public async Task A_record_is_sent_and_read_in_its_envelopes()
    {
        var created = await _library
            .Respond(201, $$"""{"meta":{},"book":{{Book}}}""")
            .Client()
            .Books.CreateAsync(
                new BookCreate
                {
                    Title = "Momo",
                    Fine = 0.50m,
                    Price = 12.90m,
                    Status = BookStatus.OnShelf,
                }
            );

        Assert.That(_library.Only.Body, Is.EqualTo("""{"book":{"title":"Momo","price":12.90,"fine":"0.50","status":"on_shelf"}}"""));
        Assert.That(created.Title, Is.EqualTo("Momo"));
    }

    [Test]
    public async Task A_record_is_sent_and_read_without_an_envelope()
    {
        var book = await _library.Respond(200, Book).Client().Books.UpsertAsync(new() { Title = "Momo" });

        Assert.That((_library.Only.Body, book.Id), Is.EqualTo(("""{"title":"Momo"}""", 7)));
    }

    [Test]
    public async Task A_record_is_read_from_an_envelope_that_no_request_has()
    {
        var member = await _library.Respond(200, """{"data":{"id":1,"name":"Ada"}}""").Client().Members.GetAsync("ab/c");

        Assert.That((member.Name, _library.Only.Url), Is.EqualTo(("Ada", "https://api.library.example/v1/members/ab%2Fc")));
    }

    [Test]
    public async Task Changes_and_deletions_are_sent()
    {
        _library.Respond(200, Book).Respond(204);
        using var client = _library.Client();
        await client.Books.UpdateAsync(7, new BookUpdate { Pages = null });
        await client.Books.DeleteAsync(7);

        Assert.That(
            _library.Sent.Select(static request => (request.Method, request.Body)),
            Is.EqualTo(new[] { ("PATCH", """{"book":{"pages":null}}"""), ("DELETE", (string?)null) })
        );
    }

    [Test]
    public async Task An_optional_body_is_an_option()
    {
        _library.Respond(201, """{"id":1}""").Respond(201, """{"id":2}""");
        using var client = _library.Client();
        await client.Books.ReserveAsync(7);
        await client.Books.ReserveAsync(
            7,
            new()
            {
                Body = new() { MemberId = 9 },
                Notify = true,
            }
        );

        Assert.That(
            _library.Sent.Select(static request => (request.Body, request.Query)),
            Is.EqualTo(new[] { ((string?)null, ""), ("""{"reservation":{"member_id":9}}""", "?notify=true") })
        );
    }

    [Test]
    public void A_required_body_is_required_before_anything_is_sent()
    {
        using var client = _library.Client();

        Assert.That(() => client.Books.CreateAsync(null!), Throws.ArgumentNullException);
        Assert.That(_library.Sent, Is.Empty);
    }

    [Test]
    public async Task A_filter_is_written_under_the_name_of_its_parameter()
    {
        await _library
            .Respond(200, "[]")
            .Client()
            .Books.ListAsync(
                new()
                {
                    Where = new()
                    {
                        Id = [1, 2],
                        Title = "Momo & Co",
                        Status = [BookStatus.Lost, "burnt"],
                        PublishedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
                        Available = false,
                    },
                }
            )
            .ToListAsync();

        Assert.That(
            _library.Queries.Single(),
            Is.EqualTo(
                "?where[id]=1,2&where[title]=Momo & Co&where[status]=lost,burnt"
                    + "&where[published_at]=2026-01-02T03:04:05.000Z&where[available]=false"
            )
        );
        Assert.That(_library.Only.Query, Does.Contain("Momo%20%26%20Co"));
    }

    [Test]
    public async Task Query_parameters_of_any_type_are_written_also_under_names_that_clash_with_the_core()
    {
        await _library
            .Respond(200, "[]")
            .Client()
            .Books.ListAsync(
                new()
                {
                    Sort = BookSort.Newest,
                    Fields = ["id", "title"],
                    ShelfIds = [4, 5],
                    TimeoutValue = 9,
                }
            )
            .ToListAsync();
        await _library
            .Respond(200, """{"items":[]}""")
            .Client()
            .Members.ListAsync(new() { After = "20", AfterValue = DateTimeOffset.UnixEpoch })
            .ToListAsync();

        Assert.That(
            _library.Queries,
            Is.EqualTo(
                new[] { "?sort=newest&fields=id&fields=title&shelf_ids=4&shelf_ids=5&timeout=9", "?after=1970-01-01T00:00:00.000Z&skip=20" }
            )
        );
    }

    [Test]
    public async Task Names_that_clash_with_csharp_or_the_core_have_members_all_the_same()
    {
        _library.Respond(201, """{"id":1,"class":"4b"}""").Respond(201, """{"id":1,"review":"Good","read":true,"set":"A","has":3}""");
        using var client = _library.Client();
        var announced = await client.Events.CreateAsync(@event: new() { Name = "Reading night", Class = "4b" });
        var review = await client.Books.Reviews.CreateAsync(7, review: new() { Review = "Good", WriteValue = true });

        Assert.That(announced.Class, Is.EqualTo("4b"));
        Assert.That((review.ReviewValue, review.ReadValue, review.SetValue, review.HasValue), Is.EqualTo(("Good", true, "A", 3)));
        Assert.That(_library.Sent[1].Body, Is.EqualTo("""{"review":"Good","write":true}"""));
        Assert.That(
            (Rating.Value1Star.Value, Rating.Value2Stars.Value, Rating.ValueValue.Value),
            Is.EqualTo(("1_star", "2_stars", "value"))
        );
    }

    [Test]
    public async Task Groups_lead_to_their_clients_and_keep_them()
    {
        using var client = _library.Respond(200, "[]").Client();

        var (shelves, replies) = (client.Catalog.Shelves, client.Books.Reviews.Replies);

        Assert.That(client.Catalog.Shelves, Is.SameAs(shelves));
        Assert.That(client.Books.Reviews.Replies, Is.SameAs(replies));
        Assert.That(await client.Catalog.Shelves.ListAsync().ToListAsync(), Is.Empty);
    }

    [TearDown]
    public void Dispose() => _library.Dispose();
}
