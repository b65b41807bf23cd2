using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.ClickFunnels;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Results of filters: budgets, reasons to stop, counts, and the operations that have them.</summary>
public sealed class FilterResultTests
{
    private static readonly object Everyone = new
    {
        attribute = "created_at",
        clause = "gte",
        value = "2000-01-01",
    };

    [Test]
    public async Task Rows_stop_at_the_limit_and_continue_after_the_last_row()
    {
        await using var api = await Api.StartAsync(contacts: 5);
        var filter = await SaveAsync(api, Everyone);
        var contacts = await ContactsAsync(api);
        var ids = new List<long>();
        string? after = null;
        for (var number = 0; number < 3; number++)
        {
            var results = await ResultsAsync(api, filter, "results[limit]=2" + (after is null ? "" : $"&results[after]={after}"));
            ids.AddRange(results["rows"]!.AsArray().Select(static row => row!.AsArray().Single()!.GetValue<long>()));
            after = (string?)results["next_after"];
            Assert.That((string?)results["stop_reason"], Is.EqualTo(number < 2 ? "row_limit" : null));
            Assert.That((bool)results["truncated"]!, Is.EqualTo(number < 2));
        }

        Assert.That(after, Is.Null);
        Assert.That(ids, Is.EqualTo(contacts.Select(static contact => (long)contact["id"]!)));
    }

    [Test]
    public async Task Values_look_as_in_the_contact_in_the_order_that_was_asked_for()
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var filter = await SaveAsync(api, Everyone);
        var fields = ClickFunnelsPlatform.Instance.Contract.Schema("ContactRow").Properties.Keys.Reverse().ToList();
        var query = string.Join("&", fields.Select(static field => $"results[fields][]={field}"));

        var results = await ResultsAsync(api, filter, query + "&results[max_bytes]=100000");

        Assert.That(results["fields"]!.AsArray().Select(static field => (string)field!), Is.EqualTo(fields));
        foreach (var (contact, row) in (await ContactsAsync(api)).Zip(results["rows"]!.AsArray()))
        {
            var whole = (await api.GetAsync($"/contacts/{contact["id"]}")).Json;
            Assert.That(
                row!.AsArray().Select(static value => value?.ToJsonString()),
                Is.EqualTo(fields.Select(field => whole[field]?.ToJsonString()))
            );
        }
    }

    [Test]
    public async Task Each_budget_has_its_reason()
    {
        await using var api = await Api.StartAsync(contacts: 200);
        var filter = await SaveAsync(api, Everyone);
        const string Wide = "results[fields][]=id&results[fields][]=email_address&results[fields][]=uuid&results[limit]=1000";

        var usual = await ResultsAsync(api, filter, Wide);
        Assert.Multiple(() =>
        {
            Assert.That((string?)usual["stop_reason"], Is.EqualTo("byte_budget"));
            Assert.That((int)usual["max_bytes"]!, Is.EqualTo(3072));
            Assert.That((int)usual["bytes"]!, Is.InRange(2900, 3072));
            Assert.That((long)usual["suggested_max_bytes"]!, Is.InRange(3072, 100_000));
        });
        var all = await ResultsAsync(api, filter, $"{Wide}&results[max_bytes]={usual["suggested_max_bytes"]}");
        Assert.That(all["rows"]!.AsArray(), Has.Count.EqualTo(200));
        Assert.That((bool)all["truncated"]!, Is.False);

        var clamped = await ResultsAsync(api, filter, $"{Wide}&results[max_bytes]=99999999");
        Assert.That((int)clamped["max_bytes"]!, Is.EqualTo(4_194_304));

        var tight = await ResultsAsync(api, filter, $"{Wide}&results[max_bytes]=10");
        Assert.That((string?)tight["stop_reason"], Is.EqualTo("record_exceeds_budget"));
        Assert.That(tight["rows"]!.AsArray(), Is.Empty);
        Assert.That(tight["next_after"], Is.Null);

        api.Emulator.FilteredReads.RecordsInTime = 7;
        var slow = await ResultsAsync(api, filter, "results[limit]=1000");
        Assert.That((string?)slow["stop_reason"], Is.EqualTo("time_budget"));
        Assert.That(slow["rows"]!.AsArray(), Has.Count.EqualTo(7));
    }

    [Test]
    public async Task A_count_is_of_all_matches_and_bounded()
    {
        await using var api = await Api.StartAsync(contacts: 30);
        var filter = await SaveAsync(api, Everyone);
        const string Query = "results[count]=true&results[limit]=3&results[after]=0";

        Assert.That((int)(await ResultsAsync(api, filter, Query))["count"]!, Is.EqualTo(30));
        Assert.That((await ResultsAsync(api, filter, "results[limit]=3"))["count"], Is.Null);

        api.Emulator.FilteredReads.CountLimit = 20;
        var capped = await ResultsAsync(api, filter, Query);
        Assert.That(((int)capped["count"]!, (int)capped["count_capped_at"]!), Is.EqualTo((20, 20)));

        api.Emulator.FilteredReads.CountsTooSlowly = true;
        var slow = await ResultsAsync(api, filter, Query);
        Assert.That(slow["count"], Is.Null);
        Assert.That((string?)slow["count_unavailable_reason"], Is.Not.Empty);
        Assert.That(slow["rows"]!.AsArray(), Has.Count.EqualTo(3));
    }

    [TestCase("results[fields][]=tags&results[fields][]=id", "Unknown results.fields for contact: tags. Allowed: id, public_id,")]
    [TestCase("results[fields][]=deleted_at", "Unknown results.fields for contact: deleted_at")]
    [TestCase("results[limit]=0", "results.limit must be greater than 0")]
    [TestCase("results[limit]=-1", "results.limit")]
    [TestCase("results[max_bytes]=0", "results.max_bytes")]
    [TestCase("results[max_bytes]=many", "results.max_bytes")]
    [TestCase("results[after]=x", "results.after")]
    public async Task Wrong_requests_return_422(string query, string error)
    {
        await using var api = await Api.StartAsync(contacts: 1, unrecorded: "values that the contract does not allow");
        var filter = await SaveAsync(api, Everyone);

        var reply = await api.GetAsync($"/refine_filters/{filter}?{query}");

        Assert.That((reply.Status, reply.Error), Is.EqualTo((422, reply.Error)));
        Assert.That(reply.Error, Does.StartWith(error));
    }

    [Test]
    public async Task All_five_operations_have_results_only_if_asked()
    {
        await using var api = await Api.StartAsync(contacts: 4, unrecorded: "results: true, and results inside the filter");
        var contact = (await ContactsAsync(api))[1];
        var criterion = new
        {
            attribute = "email_address",
            clause = "eq",
            value = (string)contact["email_address"]!,
        };

        var created = await api.PostAsync(
            $"{api.Workspace}/refine_filters?results[fields][]=first_name",
            new { refine_filter = new { name = "one", criteria = new[] { criterion } } }
        );
        Assert.That(created.Status, Is.EqualTo(201), created.Text);
        Assert.That((string?)created.Json["results"]!["rows"]![0]![0], Is.EqualTo((string)contact["first_name"]!));
        var id = created.Id;
        var updated = await api.SendAsync(
            "PATCH",
            $"/refine_filters/{id}",
            new { refine_filter = new { name = "two", results = new { count = true } } }
        );
        Assert.That((int)updated.Json["results"]!["count"]!, Is.EqualTo(1), updated.Text);
        foreach (var path in (string[])[$"/refine_filters/{id}", $"/contacts/filters/{id}"])
        {
            Assert.That((await api.GetAsync(path)).Json["results"], Is.Null);
            Assert.That(
                (await api.GetAsync(path + "?results=true")).Json["results"]!["rows"]![0]![0]!.GetValue<long>(),
                Is.EqualTo((long)contact["id"]!)
            );
        }

        var generated = await api.PostAsync(
            $"{api.Workspace}/contacts/filters",
            new
            {
                text = $"the one with {contact["email_address"]}",
                results = new { fields = (string[])["id", "email_address"], after = 0 },
            }
        );
        Assert.Multiple(() =>
        {
            Assert.That(generated.Json["id"], Is.Null);
            Assert.That((long)generated.Json["workspace_id"]!, Is.EqualTo(api.Emulator.WorkspaceId));
            Assert.That(generated.Json["results"]!["rows"]!.AsArray(), Has.Count.EqualTo(1));
        });
        var list = (await api.GetAsync($"{api.Workspace}/refine_filters?results=true")).Json["refine_filters"]!.AsArray();
        Assert.That(list.Select(static filter => filter!["results"]), Is.All.Null);
    }

    [Test]
    public async Task Orders_have_results_and_other_records_have_none()
    {
        await using var api = await Api.StartAsync(contacts: 1, configure: static options => options.ProcessorOrders = true);
        var ids = api.Emulator.AddRecords("RefineFilter", [Filter("OrdersFilter"), Filter("ProductsFilter")]);
        var orders = (await api.GetAsync($"{api.Workspace}/orders")).Json.AsArray();

        var results = await ResultsAsync(api, ids[0], "results[fields][]=id&results[fields][]=total_amount&results[fields][]=live_mode");

        Assert.That(orders, Is.Not.Empty);
        Assert.That(
            results["rows"]!.AsArray().Select(static row => row!.ToJsonString()),
            Is.EqualTo(
                orders.Select(static order =>
                    new JsonArray(
                        order!["id"]!.DeepClone(),
                        order["total_amount"]?.DeepClone(),
                        order["live_mode"]?.DeepClone()
                    ).ToJsonString()
                )
            )
        );
        Assert.That((await api.GetAsync($"/refine_filters/{ids[1]}?results[limit]=1")).Status, Is.EqualTo(422));
        Assert.That((await api.GetAsync($"/refine_filters/{ids[0]}?results[fields][]=line_items")).Status, Is.EqualTo(422));
        Assert.That(
            (await api.SendAsync("PATCH", $"/refine_filters/{ids[0]}", new { refine_filter = new { name = "x" } })).Status,
            Is.EqualTo(422)
        );

        static JsonObject Filter(string kind) =>
            new()
            {
                ["name"] = kind,
                ["filter_class"] = kind,
                ["criteria"] = new JsonArray(),
            };
    }

    /// <summary>A filter selects the same contacts in results and in lists.</summary>
    [TestCase("created_at", "gte", "2026-01-10", 3)]
    [TestCase("created_at", "gt", "2026-01-10", 2)]
    [TestCase("created_at", "lt", "2026-01-10T23:00:00Z", 2)]
    [TestCase("created_at", "lte", "2026-01-10", 3)]
    [TestCase("created_at", "exct", "2026-01-10", 1)]
    [TestCase("created_at", "btwn", "2026-01-05,2026-01-20", 4)]
    [TestCase("created_at", "lt", "30 ago", 2)]
    [TestCase("created_at", "gt", "30 ago", 2)]
    [TestCase("created_at", "exct", "30 ago", 1)]
    [TestCase("created_at", "exct", "0 ago", 1)]
    [TestCase("unsubscribed_at", "st", null, 1)]
    [TestCase("unsubscribed_at", "nst", null, 4)]
    [TestCase("unsubscribed_at", "lt", "400 from_now", 0)]
    [TestCase("anonymous", "eq", "true", 1)]
    [TestCase("anonymous", "dne", "true", 4)]
    [TestCase("email_suppression", "st", null, 1)]
    [TestCase("first_name", "sw", "a", 2)]
    [TestCase("first_name", "eq", "ADA", 1)]
    [TestCase("tags.id", "in", "tag", 1)]
    [TestCase("tags.id", "nin", "tag", 4)]
    public async Task Criteria_are_evaluated(string attribute, string clause, string? value, int matches)
    {
        var clock = new ManualTimeProvider();
        clock.Advance(new DateTimeOffset(2026, 2, 9, 12, 0, 0, TimeSpan.Zero) - clock.GetUtcNow());
        await using var api = await Api.StartAsync(configure: options => options.TimeProvider = clock);
        var tag = api.Emulator.Workspaces[0].ContactTagIds[0];
        var ids = api.Emulator.AddRecords(
            "Contact",
            [
                Contact("Ada", "2026-01-05T23:59:59.999Z", ("unsubscribed_at", "2026-01-06T00:00:00.000Z")),
                Contact("Aron", "2026-01-09T00:00:00.000Z", ("anonymous", 1)),
                Contact("Ben", "2026-01-10T12:00:00.000Z", ("email_suppression_reason", "bounced")),
                Contact("Eve", "2026-01-20T00:00:00.000Z"),
                Contact("Zoe", "2026-02-09T11:00:00.000Z"),
            ]
        );
        await api.MakeAsync($"/contacts/{ids[3]}/applied_tags", new { contacts_applied_tag = new { tag_id = tag } });
        var criterion = new JsonObject { ["attribute"] = attribute, ["clause"] = clause };
        if (value is not null)
        {
            criterion["value"] = value switch
            {
                "tag" => new JsonArray(tag.ToString(CultureInfo.InvariantCulture)),
                _ when value.Split(' ') is [var days, var modifier] => new JsonObject { ["days"] = days, ["modifier"] = modifier },
                _ when value.Contains(',', StringComparison.Ordinal) => new JsonArray([
                    .. value.Split(',').Select(static one => (JsonNode)one),
                ]),
                _ => value,
            };
        }

        var filter = await SaveAsync(api, criterion);

        var rows = (await ResultsAsync(api, filter, "results[limit]=100"))["rows"]!.AsArray().Select(static row => (long)row![0]!).ToList();

        Assert.That(rows, Has.Count.EqualTo(matches));
        Assert.That((await api.GetAsync($"{api.Workspace}/contacts?stored_filter_id={filter}")).Ids, Is.EqualTo(rows));
        var token = (string)(await api.GetAsync($"/contacts/filters/{filter}")).Json["stable_id"]!;
        Assert.That((await api.GetAsync($"{api.Workspace}/contacts?stable_id={token}")).Ids, Is.EqualTo(rows));

        static JsonObject Contact(string name, string created, params (string Name, JsonNode Value)[] more)
        {
            var contact = new JsonObject
            {
                ["first_name"] = name,
                ["email_address"] = $"{name}@example.org",
                ["created_at"] = created,
                ["unsubscribed_at"] = null,
                ["anonymous"] = null,
                ["email_suppression_reason"] = null,
            };
            foreach (var (field, value) in more)
            {
                contact[field] = value;
            }

            return contact;
        }
    }

    [TestCase("custom", "eq", "\"x\"")]
    [TestCase("email_address", "cont", "\"x\"")]
    [TestCase("anonymous", "in", "[\"true\"]")]
    [TestCase("tags.id", "sw", "\"1\"")]
    [TestCase("opened_broadcast", "eq", "null")]
    [TestCase("created_at", "gte", "{\"days\":\"3\",\"modifier\":\"ago\"}")]
    [TestCase("created_at", "gt", "{\"days\":\"some\",\"modifier\":\"ago\"}")]
    [TestCase("created_at", "gt", "{\"days\":\"3\",\"modifier\":\"later\"}")]
    [TestCase("first_name", "eq", "{\"days\":\"3\",\"modifier\":\"ago\"}")]
    public async Task Criteria_that_are_not_supported_return_422(string attribute, string clause, string value)
    {
        await using var api = await Api.StartAsync();
        var criterion = new JsonObject
        {
            ["attribute"] = attribute,
            ["clause"] = clause,
            ["value"] = JsonNode.Parse(value),
        };

        var reply = await api.PostAsync(
            $"{api.Workspace}/refine_filters",
            new JsonObject { ["refine_filter"] = new JsonObject { ["criteria"] = new JsonArray(criterion) } }.ToJsonString()
        );

        Assert.That(reply.Status, Is.EqualTo(422), reply.Text);
        Assert.That((await api.GetAsync($"{api.Workspace}/refine_filters")).Json["refine_filters"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Filters_come_back_normalized_and_or_is_refused()
    {
        await using var api = await Api.StartAsync();
        var reply = await api.PostAsync(
            $"{api.Workspace}/refine_filters",
            new
            {
                refine_filter = new
                {
                    criteria = new object[]
                    {
                        new
                        {
                            attribute = "created_at",
                            clause = "btwn",
                            value = (string[])["2026-01-01T10:00:00Z", "2026-02-01"],
                        },
                        new
                        {
                            attribute = "tags.id",
                            clause = "eq",
                            value = "7",
                        },
                        new
                        {
                            attribute = "first_name",
                            clause = "eq",
                            value = "Ada",
                        },
                        new
                        {
                            attribute = "created_at",
                            clause = "lt",
                            value = new { days = "30", modifier = "ago" },
                        },
                    },
                },
            }
        );

        Assert.That(
            reply.Json["criteria"]!.AsArray().Select(static one => one!["value"]!.ToJsonString()),
            Is.EqualTo(new[] { """["2026-01-01","2026-02-01"]""", """["7"]""", "\"Ada\"", """{"days":"30","modifier":"ago"}""" }),
            reply.Text
        );
        var any = await api.PostAsync(
            $"{api.Workspace}/refine_filters",
            new { refine_filter = new { conjunction = "or", criteria = new[] { Everyone } } }
        );
        Assert.That(any.Status, Is.EqualTo(422));
    }

    [Test]
    public async Task A_third_filtered_read_is_refused_with_a_time_to_wait()
    {
        await using var api = await Api.StartAsync(
            contacts: 2,
            configure: static options =>
            {
                options.FilteredReads.MaxConcurrent = 2;
                options.FilteredReads.RetryAfterSeconds = 5;
                options.Workspaces.Add(new WorkspaceSeed("second"));
            }
        );
        var filter = await SaveAsync(api, Everyone);
        var other = (
            await api.MakeAsync(
                $"/workspaces/{api.Emulator.Workspaces[1].Id}/refine_filters",
                new { refine_filter = new { criteria = new[] { Everyone } } }
            )
        )["id"]!;
        var clock = new TaskCompletionSource();
        api.Emulator.Faults.Add("getRefineFilter", Fault.Delay(TimeSpan.FromHours(1)), 2);
        using var held = new HttpClient();
        held.DefaultRequestHeaders.Authorization = new("Bearer", api.Token);
        held.DefaultRequestHeaders.UserAgent.ParseAdd("emulator-tests/1.0");
        using var leave = new CancellationTokenSource();
        Task[] reads =
        [
            .. Enumerable
                .Range(0, 2)
                .Select(_ => held.GetAsync(new Uri(api.Emulator.Url, $"api/v2/refine_filters/{filter}?results[limit]=1"), leave.Token)),
        ];
        while (api.Emulator.Faults.Unconsumed.Count > 0)
        {
            await Task.Yield();
        }

        var third = await api.GetAsync($"{api.Workspace}/contacts?stored_filter_id={filter}");
        Assert.Multiple(async () =>
        {
            Assert.That(third.Status, Is.EqualTo(429));
            Assert.That((int)third.Json["retry_after"]!, Is.EqualTo(5));
            Assert.That(third.Json.AsObject().ContainsKey("hint"));
            Assert.That(third.Header("Retry-After"), Is.EqualTo("5"));
            Assert.That((await api.GetAsync($"/contacts/filters/{filter}")).Status, Is.EqualTo(429));
            Assert.That((await api.GetAsync($"/refine_filters/{filter}")).Status, Is.EqualTo(200), "Without results.");
            Assert.That((await api.GetAsync($"{api.Workspace}/contacts")).Status, Is.EqualTo(200));
            Assert.That((await api.GetAsync($"/refine_filters/{other}?results[limit]=1")).Status, Is.EqualTo(200), "Another workspace.");
        });

        await leave.CancelAsync();
        foreach (var read in reads)
        {
            Assert.That(async () => await read, Throws.InstanceOf<OperationCanceledException>());
        }

        // The server notices soon that the connections are gone.
        Reply again;
        do
        {
            again = await api.GetAsync($"/refine_filters/{filter}?results[limit]=1");
        } while (again.Status == 429);

        Assert.That(again.Status, Is.EqualTo(200));
    }

    private static async Task<long> SaveAsync(Api api, object criterion) =>
        (long)
            (await api.MakeAsync($"{api.Workspace}/refine_filters", new { refine_filter = new { criteria = new[] { criterion } } }))["id"]!;

    private static async Task<JsonNode> ResultsAsync(Api api, long filter, string query)
    {
        var reply = await api.GetAsync($"/refine_filters/{filter}?{query}");
        Assert.That(reply.Status, Is.EqualTo(200), reply.Text);
        return reply.Json["results"]!;
    }

    private static async Task<List<JsonNode>> ContactsAsync(Api api) =>
        [.. (await api.PagesAsync($"{api.Workspace}/contacts")).SelectMany(static page => page.Json.AsArray().Select(static one => one!))];
}
