using System.Web;
using ClickFunnels.Tests.Support;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.Results;

/// <summary>Queries of filter results on the wire: what they send, how they page, and what they do when the service stops early.</summary>
public sealed class ResultQueryTests
{
    private readonly FakeService _service = new();

    [TearDown]
    public void Dispose() => _service.Dispose();

    [Test]
    public async Task A_query_sends_its_fields_and_budgets_and_reads_the_columns_of_the_response()
    {
        // The service may return the columns in another order, and more of them.
        Results(["is_active", "new_one", "email_address", "id"], "[true,1,\"a@example.org\",910],[null,2,null,913]");
        using var client = _service.Client();

        var rows = await client
            .RefineFilters.QueryContacts(
                "Rk2m",
                static c => new
                {
                    c.Id,
                    Mail = c.EmailAddress,
                    c.IsActive,
                }
            )
            .ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(
                rows.Select(static row => (row.Id, row.Mail, row.IsActive)),
                Is.EqualTo(new (long, string?, bool?)[] { (910, "a@example.org", true), (913, null, null) })
            );
            Assert.That(_service.Only.Method, Is.EqualTo("GET"));
            Assert.That(new Uri(_service.Only.Url).AbsolutePath, Is.EqualTo("/api/v2/refine_filters/Rk2m"));
            Assert.That(
                Uri.UnescapeDataString(_service.Only.Query),
                Is.EqualTo(
                    "?results[fields][]=id&results[fields][]=email_address&results[fields][]=is_active&results[limit]=100000"
                        + "&results[max_bytes]=4194304"
                )
            );
        });
    }

    [Test]
    public async Task Pages_follow_one_another_until_the_rows_are_not_truncated()
    {
        Results(["id"], "[1],[2]", """ "truncated":true,"stop_reason":"row_limit","next_after":"2","count":5,"guidance":"ask again" """);
        Results(["id"], "[7]", """ "truncated":true,"stop_reason":"a_new_reason","next_after":"7" """);
        Results(["id"], "[9]", """ "truncated":false,"next_after":"9","unknown":{"a":[1]} """);
        using var client = _service.Client();
        var query = client.RefineFilters.QueryContacts(
            5,
            static c => c.Id,
            new()
            {
                IncludeCount = true,
                Limit = 2,
                MaxBytes = 1000,
                After = "0",
            }
        );

        var pages = await ToListAsync(query.AsPages());

        Assert.Multiple(() =>
        {
            Assert.That(pages.SelectMany(static page => page.Rows), Is.EqualTo(new[] { 1, 2, 7, 9 }));
            Assert.That(pages.Select(static page => page.NextAfter), Is.EqualTo(new[] { "2", "7", null }));
            Assert.That(pages.Select(static page => page.Truncated), Is.EqualTo(new[] { true, true, false }));
            Assert.That(pages.Select(static page => page.StopReason?.Value), Is.EqualTo(new[] { "row_limit", "a_new_reason", null }));
            Assert.That(
                pages.Select(static page => page.Count),
                Is.EqualTo(new BoundedCount?[] { BoundedCount.Exact(5), null, null }),
                "Counting costs as much as the rows, so it is asked for once."
            );
            Assert.That(Sent("results[after]"), Is.EqualTo(new[] { "0", "2", "7" }));
            Assert.That(Sent("results[count]"), Is.EqualTo(new[] { "true", null, null }));
            Assert.That(Sent("results[limit]"), Is.EqualTo(new[] { "2", "2", "2" }));
            Assert.That(Sent("results[max_bytes]"), Is.EqualTo(new[] { "1000", "1000", "1000" }));
        });
    }

    /// <summary>Every way in which a service could let a query run for ever, or return rows twice.</summary>
    [TestCase(null, "3", "3")]
    [TestCase(null, "3", "03")]
    [TestCase(null, "9", "10", "10")]
    [TestCase(null, "9", "10", "9")]
    [TestCase("5", "5")]
    [TestCase("5", "4")]
    [TestCase(null, "99999999999999999999999", "99999999999999999999998")]
    [TestCase(null, "a", "a")]
    [TestCase(null, "a", "b", "c", "a", "b", "c", "a", "b", "c")]
    [TestCase(null, "7", "b", "7", "b", "7")]
    public void A_position_that_does_not_advance_ends_the_query(string? after, params string[] positions)
    {
        foreach (var position in positions)
        {
            Results(["id"], "", $""" "truncated":true,"stop_reason":"time_budget","next_after":"{position}" """);
        }

        using var client = _service.Client();

        Assert.That(
            () => client.RefineFilters.QueryContacts(5, static c => c.Id, new() { After = after }).ToListAsync(),
            Throws.TypeOf<ApiResponseException>().With.Message.Contains("does not advance")
        );
    }

    [Test]
    public void A_position_that_advances_for_ever_without_rows_ends_the_query()
    {
        var number = 0;
        _service.Always(_ =>
            Task.FromResult(
                FakeService.Response(200, Body(["id"], "", $$""" "truncated":true,"next_after":"{{Interlocked.Increment(ref number)}}" """))
            )
        );
        using var client = _service.Client();

        Assert.That(
            () => client.RefineFilters.QueryContacts(5, static c => c.Id).ToListAsync(),
            Throws.TypeOf<ApiResponseException>().With.Message.Contains("have no rows")
        );
        Assert.That(number, Is.EqualTo(100));
    }

    [Test]
    public void A_service_that_ignores_the_position_does_not_double_rows()
    {
        Results(["id"], "[1],[2]", """ "truncated":true,"next_after":"2" """);
        Results(["id"], "[1],[2],[3]", """ "truncated":true,"next_after":"3" """);
        using var client = _service.Client();
        var rows = new List<long>();

        Assert.That(
            async () =>
            {
                await foreach (var row in client.RefineFilters.QueryContacts(5, static c => c.Id))
                {
                    rows.Add(row);
                }
            },
            Throws.TypeOf<ApiResponseException>().With.Message.Contains("ignore the position")
        );
        Assert.That(rows, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task After_503_the_query_asks_for_half_and_grows_again()
    {
        _service.Respond(503, """{"error":"ran out of its 20s budget"}""").Respond(503);
        for (var id = 1; id <= 8; id++)
        {
            Results(["id"], $"[{id}]", $$""" "truncated":true,"next_after":"{{id}}" """);
        }

        Results(["id"], "[9]");
        using var client = _service.Client();

        var rows = await client.RefineFilters.QueryContacts(5, static c => c.Id, new() { Limit = 100, MaxBytes = 4000 }).ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(rows, Is.EqualTo(Enumerable.Range(1, 9)));
            Assert.That(
                Sent("results[limit]"),
                Is.EqualTo(new[] { "100", "50", "25", "25", "25", "25", "50", "50", "50", "50", "100" }),
                "No request is repeated as it was."
            );
            Assert.That(Sent("results[max_bytes]")[..3], Is.EqualTo(new[] { "4000", "2000", "1000" }));
        });
    }

    [Test]
    public void Halving_comes_to_an_end()
    {
        _service.Always(503);
        using var client = _service.Client();

        Assert.That(
            () => client.RefineFilters.QueryContacts(5, static c => c.Id, new() { Limit = 4 }).ToListAsync(),
            Throws.TypeOf<ApiServerException>().With.Property("StatusCode").EqualTo(503)
        );
        Assert.That(Sent("results[limit]"), Is.EqualTo(new[] { "4", "2", "1", "1", "1", "1", "1" }));
    }

    [TestCase("The filter took longer than 10s to evaluate.", true)]
    [TestCase("Request unprocessable: took longer than 10s", true)]
    [TestCase("Unknown results.fields for contact: tags", false)]
    public void A_refused_query_is_not_repeated_and_one_that_takes_too_long_says_what_to_do(string error, bool advises)
    {
        _service.Respond(422, $$"""{"error":"{{error}}"}""");
        using var client = _service.Client();

        Assert.That(
            () => client.RefineFilters.QueryContacts(5, static c => c.Id).ToListAsync(),
            Throws
                .TypeOf<ApiValidationException>()
                .With.Message.Matches(advises ? "whole days of created_at" : @"See Errors \(1\)\.$")
                .And.Property("IsTransient")
                .False
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_record_that_is_too_large_names_the_fields_after_the_rows_before_it()
    {
        Results(["id", "first_name"], "[1,\"a\"]", """ "truncated":true,"stop_reason":"record_exceeds_budget","next_after":"2" """);
        using var client = _service.Client();
        var pages = new List<ResultPage<string?>>();

        Assert.That(
            async () =>
            {
                await foreach (var page in client.RefineFilters.QueryContacts(5, static c => c.FirstName, new() { MaxBytes = 9 }).AsPages())
                {
                    pages.Add(page);
                }
            },
            Throws
                .TypeOf<ApiResponseException>()
                .With.Message.Contains("9 bytes with the fields id, first_name")
                .And.Message.Contains("raise MaxBytes")
        );
        Assert.Multiple(() =>
        {
            Assert.That(pages.Single().Rows, Is.EqualTo(new[] { "a" }));
            Assert.That(pages[0].NextAfter, Is.EqualTo("1"), "The position of the service is behind the record that is missing.");
            Assert.That(pages[0].Truncated);
        });
    }

    [TestCase(""" "truncated":true,"stop_reason":"record_exceeds_budget","next_after":null """)]
    [TestCase(""" "truncated":false,"stop_reason":"record_exceeds_budget" """)]
    [TestCase(""" "stop_reason":"record_exceeds_budget" """)]
    public void A_record_that_is_too_large_never_looks_like_the_end(string rest)
    {
        Results(["id"], "", rest);
        using var client = _service.Client();

        Assert.That(
            () => client.RefineFilters.QueryContacts(5, static c => c.Id).ToListAsync(),
            Throws.TypeOf<ApiResponseException>().With.Message.EndsWith("Select fewer fields.")
        );
    }

    [Test]
    public async Task A_record_that_is_too_large_for_half_of_the_budget_is_read_with_all_of_it()
    {
        _service.Respond(503);
        Results(["id"], "[1]", """ "truncated":true,"stop_reason":"record_exceeds_budget","next_after":"1" """);
        _service.Respond(503);
        Results(["id"], "", """ "truncated":true,"stop_reason":"record_exceeds_budget" """);
        Results(["id"], "[2]");
        using var client = _service.Client();

        var rows = await client.RefineFilters.QueryContacts(5, static c => c.Id, new() { MaxBytes = 800 }).ToListAsync();

        Assert.That(rows, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(Sent("results[max_bytes]"), Is.EqualTo(new[] { "800", "400", "800", "400", "800" }));
    }

    [Test]
    public void A_record_that_never_fits_ends_also_when_the_service_alternates_with_503()
    {
        var number = 0;
        _service.Always(_ =>
            Task.FromResult(
                Interlocked.Increment(ref number) % 2 == 1
                    ? FakeService.Response(503)
                    : FakeService.Response(200, Body(["id"], "", """ "truncated":true,"stop_reason":"record_exceeds_budget" """))
            )
        );
        using var client = _service.Client();

        Assert.That(() => client.RefineFilters.QueryContacts(5, static c => c.Id).ToListAsync(), Throws.InstanceOf<ApiException>());
        Assert.That(number, Is.LessThan(10));
    }

    /// <summary>Responses that cannot be rows. None of them may look like a short list.</summary>
    [TestCase("""{"id":5}""")]
    [TestCase("""{"id":5,"results":null}""")]
    [TestCase("""{"id":5,"results":[]}""")]
    [TestCase("""{"id":5,"results":{}}""")]
    [TestCase("""{"id":5,"results":{"fields":["id"]}}""")]
    [TestCase("""{"id":5,"results":{"rows":[[1]]}}""")]
    [TestCase("""{"id":5,"results":{"fields":["id"],"rows":[[1],2]}}""")]
    [TestCase("""{"id":5,"results":{"fields":["id"],"rows":[[1,2]]}}""")]
    [TestCase("""{"id":5,"results":{"fields":["id","first_name"],"rows":[[1]]}}""")]
    [TestCase("""{"id":5,"results":{"fields":["first_name"],"rows":[["a"]]}}""")]
    [TestCase("""{"id":5,"results":{"fields":["id"],"rows":[[1]],"truncated":true}}""")]
    public void A_response_without_the_rows_that_were_asked_for_is_an_error(string body)
    {
        _service.Respond(200, body);
        using var client = _service.Client();

        Assert.That(
            () => client.RefineFilters.QueryContacts(5, static c => c.Id).ToListAsync(),
            Throws.TypeOf<ApiResponseException>().With.Message.Contains("getRefineFilter")
        );
    }

    [Test]
    public async Task Criteria_become_a_filter_that_is_deleted_with_the_query()
    {
        _service.Respond(201, """{"id":77,"name":"x"}""");
        Results(["id"], "[1]", """ "truncated":true,"next_after":"1" """);
        Results(["id"], "[2]");
        _service.Respond(204);
        using var client = _service.Client();
        var query = client.RefineFilters.QueryContacts(
            [
                new()
                {
                    Attribute = "email_address",
                    Clause = "sw",
                    Value = "a",
                },
            ],
            static c => c.Id
        );

        var rows = await query.ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(rows, Is.EqualTo(new[] { 1, 2 }));
            Assert.That(
                _service.Sent.Select(static request => $"{request.Method} {new Uri(request.Url).AbsolutePath}"),
                Is.EqualTo(
                    new[]
                    {
                        "POST /api/v2/workspaces/42/refine_filters",
                        "GET /api/v2/refine_filters/77",
                        "GET /api/v2/refine_filters/77",
                        "DELETE /api/v2/refine_filters/77",
                    }
                )
            );
            var filter = (JObject)_service.Sent[0].Json["refine_filter"]!;
            Assert.That((string?)filter["filter_class"], Is.EqualTo("ContactsFilter"));
            Assert.That(((JArray)filter["criteria"]!).ToString(Newtonsoft.Json.Formatting.None), Does.Contain("email_address"));
            Assert.That((string?)filter["name"], Does.StartWith("Temporary filter of a query "));
        });
    }

    /// <summary>The filter is deleted however the query ends, and its deletion hides no other failure.</summary>
    [TestCase(204, 500)]
    [TestCase(404, 422)]
    [TestCase(500, 422)]
    public void A_query_that_fails_deletes_its_filter(int deletion, int query)
    {
        _service.Respond(201, """{"id":77}""").Respond(query);
        _service.Respond(deletion);
        using var client = _service.Client(static options => options.MaxRetries = 0);

        Assert.That(
            () => client.RefineFilters.QueryContacts([new() { Attribute = "id" }], static c => c.Id).ToListAsync(),
            Throws.InstanceOf<ApiStatusException>().With.Property("StatusCode").EqualTo(query)
        );
        _service.AllResponsesWereUsed();
    }

    [Test]
    public async Task A_query_that_is_left_or_canceled_deletes_its_filter()
    {
        _service.Respond(201, """{"id":77}""");
        Results(["id"], "[1],[2]", """ "truncated":true,"next_after":"2" """);
        _service.Respond(204).Respond(201, """{"id":78}""");
        Results(["id"], "[1],[2]", """ "truncated":true,"next_after":"2" """);
        _service.Respond(204);
        using var client = _service.Client();
        using var cancellation = new CancellationTokenSource();
        var query = client.RefineFilters.QueryContacts(
            [new() { Attribute = "id" }],
            static c => c.Id,
            new() { OnResponse = response => CancelAtPage(response, cancellation) }
        );

        await foreach (var row in query.WithCancellation(default(CancellationToken)))
        {
            Assert.That(row, Is.EqualTo(1));
            break;
        }

        _cancels = true;
        Assert.That(() => query.ToListAsync(cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_service.Sent[^1].Method, Is.EqualTo("DELETE"));
        _service.AllResponsesWereUsed();
    }

    private bool _cancels;

    private void CancelAtPage(ApiResponse response, CancellationTokenSource cancellation)
    {
        if (_cancels && response.StatusCode == 200)
        {
            cancellation.Cancel();
        }
    }

    [Test]
    public async Task A_filter_whose_creation_was_answered_but_lost_is_found_by_its_name()
    {
        string? name = null;
        _service.Respond(async request =>
        {
            name = (string?)JObject.Parse(await request.Content!.ReadAsStringAsync())["refine_filter"]!["name"];
            return FakeService.Response(500);
        });
        _service.Respond(_ => FakeService.Response(200, $$"""{"refine_filters":[{"id":1,"name":"other"},{"id":77,"name":"{{name}}"}]}"""));
        Results(["id"], "[1]");
        _service.Respond(204);
        using var client = _service.Client();

        Assert.That(
            await client.RefineFilters.QueryContacts([new() { Attribute = "id" }], static c => c.Id).ToListAsync(),
            Is.EqualTo(new[] { 1 })
        );
        Assert.That(new Uri(_service.Sent[^1].Url).AbsolutePath, Is.EqualTo("/api/v2/refine_filters/77"));
    }

    [Test]
    public async Task Orders_are_read_by_the_names_of_their_fields()
    {
        Results(
            ["id", "total_amount", "live_mode", "created_at", "count", "note"],
            """[7,"12.50",true,"2026-01-02T03:04:05.678Z",3.0,null],[8,9.99,"x",null,"4",{"a":1}]"""
        );
        using var client = _service.Client();

        var rows = await client
            .RefineFilters.QueryOrders(5, ["total_amount", "live_mode", "created_at", "count", "note", "id"])
            .ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(rows.Select(static row => row.Id), Is.EqualTo(new[] { 7, 8 }));
            Assert.That(rows.Select(static row => row.GetDecimal("total_amount")), Is.EqualTo(new[] { 12.50m, 9.99m }));
            Assert.That(rows.Select(static row => row.GetText("total_amount")), Is.EqualTo(new[] { "12.50", "9.99" }));
            Assert.That(rows.Select(static row => row.GetBoolean("live_mode")), Is.EqualTo(new bool?[] { true, null }));
            Assert.That(rows.Select(static row => row.GetInt64("count")), Is.EqualTo(new[] { 3, 4 }));
            Assert.That(rows[0].GetTimestamp("created_at"), Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero)));
            Assert.That(rows[0]["note"], Is.Null);
            Assert.That(rows[0].GetText("note"), Is.Null);
            Assert.That(rows[1]["note"], Is.InstanceOf<JObject>());
            Assert.That(rows[1].Has("nothing"), Is.False);
            Assert.That(() => rows[1]["nothing"], Throws.ArgumentException.With.Message.Contains("total_amount"));
            Assert.That(rows[0].ToString(), Does.Not.Contain("12.50"));
            Assert.That(
                Uri.UnescapeDataString(_service.Only.Query),
                Does.StartWith("?results[fields][]=id&results[fields][]=total_amount&")
            );
        });
    }

    [Test]
    public async Task A_list_of_fields_gives_records_with_those_fields()
    {
        Results(["id", "email_address", "created_at"], """[1,"a@example.org","2026-01-02T03:04:05.678Z"]""");
        using var client = _service.Client();

        var row = (await client.RefineFilters.QueryContacts(5, [c => c.EmailAddress, c => c.CreatedAt]).ToListAsync()).Single();

        Assert.Multiple(() =>
        {
            Assert.That(row.EmailAddress, Is.EqualTo("a@example.org"));
            Assert.That(row.CreatedAt?.Year, Is.EqualTo(2026));
            Assert.That(row.Has("first_name"), Is.False);
            Assert.That(row.Id, Is.EqualTo(1));
        });
    }

    [TestCase(""" "count":31 """, "31", true)]
    [TestCase(""" "count":0 """, "0", true)]
    [TestCase(""" "count":100000,"count_capped_at":100000 """, "at least 100000", false)]
    [TestCase(""" "count_unavailable_reason":"took too long" """, "unavailable", false)]
    [TestCase(""" "count":-1 """, "unavailable", false)]
    [TestCase(""" "count":"many" """, "unavailable", false)]
    public async Task A_count_is_exact_a_bound_or_unavailable(string rest, string expected, bool isExact)
    {
        Results(["id"], "[1]", """ "truncated":true,"next_after":"1", """ + rest);
        using var client = _service.Client();

        var count = await client.RefineFilters.QueryContacts(5, static c => c.Id).CountAsync();

        Assert.Multiple(() =>
        {
            Assert.That(count.ToString(), Is.EqualTo(expected));
            Assert.That(count.IsExact, Is.EqualTo(isExact));
            Assert.That(count.Total is not null, Is.EqualTo(isExact));
            Assert.That(count.UnavailableReason, Is.EqualTo(rest.Contains("reason", StringComparison.Ordinal) ? "took too long" : null));
            Assert.That(Sent("results[count]"), Is.EqualTo(new[] { "true" }));
            Assert.That(Sent("results[limit]"), Is.EqualTo(new[] { "1" }));
        });
    }

    [Test]
    public async Task Queries_are_filtered_reads_and_wait_for_their_turn()
    {
        var underWay = 0;
        var largest = 0;
        using var arrivals = new SemaphoreSlim(0);
        using var responses = new SemaphoreSlim(0);
        _service.Always(async request =>
        {
            largest = Math.Max(largest, Interlocked.Increment(ref underWay));
            arrivals.Release();
            await responses.WaitAsync();
            Interlocked.Decrement(ref underWay);
            return FakeService.Response(request.Method == HttpMethod.Post ? 201 : 200, Body(["id"], "[1]"));
        });
        using var client = _service.Client();
        Task[] calls =
        [
            client.RefineFilters.QueryContacts(5, static c => c.Id).ToListAsync(),
            client.RefineFilters.QueryContacts(6, static c => c.Id).ToListAsync(),
            client.RefineFilters.UpdateAsync(5, new() { Name = "a" }, new() { ResultsLimit = 1 }),
            client.RefineFilters.CreateAsync(new() { Name = "b" }, new() { ResultsFields = ["id"] }),
            client.Contacts.Filters.GetAsync(5),
        ];
        await arrivals.WaitAsync();
        await arrivals.WaitAsync();
        var free = client.RefineFilters.GetAsync(5);
        await arrivals.WaitAsync();
        Assert.That(_service.Sent, Has.Count.EqualTo(3), "Two filtered reads, and a filter without results.");

        responses.Release(calls.Length + 1);
        await Task.WhenAll([.. calls, free]);
        Assert.That(largest, Is.LessThanOrEqualTo(3));
    }

    [Test]
    public async Task The_settings_of_a_call_apply_to_each_page_and_later_changes_do_not()
    {
        Results(["id"], "[1]", """ "truncated":true,"next_after":"1" """);
        Results(["id"], "[2]");
        using var client = _service.Client();
        var seen = new List<int>();
        var options = new ResultQueryOptions { Headers = { ["X-Trace"] = "t" }, OnResponse = response => seen.Add(response.StatusCode) };

        var query = client.RefineFilters.QueryContacts(5, static c => c.Id, options);
        options.Headers["X-Trace"] = "changed";
        options.Limit = 1;
        await query.ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(seen, Is.EqualTo(new[] { 200, 200 }));
            Assert.That(_service.Sent.Select(static request => request.Headers["X-Trace"]), Is.All.EqualTo("t"));
            Assert.That(Sent("results[limit]"), Is.All.Not.EqualTo("1"));
        });
    }

    [Test]
    public void A_canceled_query_sends_nothing()
    {
        using var client = _service.Client();
        var canceled = new CancellationToken(canceled: true);

        Assert.Multiple(() =>
        {
            Assert.That(
                () => client.RefineFilters.QueryContacts(5, static c => c.Id).ToListAsync(canceled),
                Throws.InstanceOf<OperationCanceledException>()
            );
            Assert.That(
                () => client.RefineFilters.QueryContacts(5, static c => c.Id, cancellationToken: canceled).ToListAsync(),
                Throws.InstanceOf<OperationCanceledException>()
            );
            Assert.That(
                () => client.RefineFilters.QueryContacts(5, static c => c.Id, cancellationToken: canceled).CountAsync(),
                Throws.InstanceOf<OperationCanceledException>()
            );
            Assert.That(_service.Sent, Is.Empty);
        });
    }

    [Test]
    public async Task Queries_can_be_mocked()
    {
        var filters = new MockedFilters();
        var query = filters.QueryContacts(5, static c => c.EmailAddress);

        Assert.Multiple(() =>
        {
            Assert.That(async () => await query.ToListAsync(), Is.EqualTo(new[] { "a" }));
            Assert.That(async () => await new MockedQuery().ToListAsync(), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(() => new MockedQuery().CountAsync(), Throws.TypeOf<NotSupportedException>());
        });
        var row = new ResultRow([new("id", 5L), new("total", "1.50")]);
        Assert.That((row.Id, row.GetDecimal("total")), Is.EqualTo((5L, 1.50m)));
        await Task.CompletedTask;
    }

    private sealed class MockedFilters : RefineFiltersClient
    {
        public override Task<RefineFilter> GetAsync(
            ResourceId id,
            RefineFiltersGetOptions? options = null,
            CancellationToken cancellationToken = default
        ) =>
            Task.FromResult(
                new RefineFilter
                {
                    Results = new() { Fields = ["id", "email_address"], Rows = [new ValueRow([1L, "a"])] },
                }
            );
    }

    private sealed class MockedQuery : ResultQuery<int>
    {
        public override async IAsyncEnumerable<ResultPage<int>> AsPages(
            string? after = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
        )
        {
            await Task.Yield();
            yield return new ResultPage<int>([1], "1");
            yield return new ResultPage<int>([2], null);
        }
    }

    private void Results(string[] fields, string rows, string rest = """ "truncated":false """) =>
        _service.Respond(200, Body(fields, rows, rest));

    private static string Body(string[] fields, string rows, string rest = """ "truncated":false """) =>
        """{"id":5,"public_id":"Rk2m","workspace_id":42,"results":{"rows":["""
        + rows
        + """],"fields":["""
        + string.Join(",", fields.Select(static field => $"\"{field}\""))
        + "],"
        + rest
        + "}}";

    private List<string?> Sent(string parameter) =>
        [.. _service.Sent.Select(request => HttpUtility.ParseQueryString(request.Query)[parameter])];

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
