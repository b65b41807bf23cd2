using System.Text.Json.Nodes;
using ClickFunnels.Emulator;
using ClickFunnels.Sync.Tests.Support;

namespace ClickFunnels.Sync.Tests.Passes;

public class WorkspaceSyncTests
{
    [Test]
    public async Task ContactsAreReadByResultsInFewRequests()
    {
        await using var api = await Api.StartAsync(10_000);
        using var client = Clients.For(api.Emulator);
        var sink = new MemorySink();
        var options = new SyncOptions { Tables = { "contacts" }, UseTemporaryFilter = true };
        foreach (var field in new[] { "email_address", "first_name", "updated_at" })
        {
            options.ContactFields.Add(field);
        }

        await using var sync = new WorkspaceSync(client, sink, options);
        var result = await sync.RunAsync();
        var first = (await client.Contacts.ListAsync().FirstPageAsync()).Items[0];
        await client.Contacts.DeleteAsync(first.Id);
        var second = await sync.RunAsync(SyncMode.Full);

        Assert.Multiple(() =>
        {
            Assert.That(result.Tables[0].Rows, Is.EqualTo(10_000));
            Assert.That(result.Requests, Is.LessThanOrEqualTo(5));
            Assert.That(second.Tables[0].Deletes, Is.EqualTo(1));
            Assert.That(sink.Rows("contacts", api.Emulator.WorkspaceId), Has.Count.EqualTo(9_999));
            Assert.That(
                sink.Tables["contacts"].Columns.Select(column => column.Name),
                Is.EquivalentTo(new[] { "email_address", "first_name", "updated_at" })
            );
            Assert.That(
                api.Emulator.Requests.Count(request => request.OperationId == "destroyRefineFilter"),
                Is.EqualTo(2),
                "The temporary filters are deleted."
            );
        });
    }

    [Test]
    public async Task AListThatTheTokenMayNotReadCostsNoOther()
    {
        await using var api = await Api.StartAsync(5);
        api.Emulator.Faults.Add("listFunnels", Fault.Error(403, "Forbidden"));
        using var client = Clients.For(api.Emulator);
        await using var sync = new WorkspaceSync(client, new MemorySink(), new SyncOptions { Tables = { "funnels", "contacts" } });

        var result = await sync.RunAsync();

        Assert.Multiple(() =>
        {
            Assert.That(result.Tables.Single(table => table.Table == "funnels").Unavailable, Does.Contain("403"));
            Assert.That(result.Tables.Single(table => table.Table == "contacts").Rows, Is.EqualTo(5));
        });
    }

    [Test]
    public async Task ARefreshedRecordIsStoredAndADeletedOneRemoved()
    {
        await using var api = await Api.StartAsync(3);
        using var client = Clients.For(api.Emulator);
        var sink = new MemorySink();
        await using var sync = new WorkspaceSync(client, sink, new SyncOptions { Tables = { "contacts" } });
        await sync.RunAsync();
        var contact = await client.Contacts.CreateAsync(new ContactCreate { EmailAddress = "new@example.com" });

        var added = await sync.RefreshAsync("contacts", contact.Id);
        var again = await sync.RefreshAsync("contacts", contact.Id);
        await client.Contacts.DeleteAsync(contact.Id);
        var removed = await sync.RefreshAsync("contacts", contact.Id);

        Assert.Multiple(() =>
        {
            Assert.That((added, again, removed), Is.EqualTo((true, false, true)));
            Assert.That(sink.Rows("contacts", api.Emulator.WorkspaceId), Has.Count.EqualTo(3));
            Assert.That(() => sync.RefreshAsync("nothing", 1), Throws.TypeOf<SyncException>().With.Message.Contains("nothing"));
        });
    }

    [Test]
    public async Task FieldsThatTheContractLacksAreKept()
    {
        var list = new UnknownFields();
        var sink = new MemorySink();
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = "token",
                UserAgent = "Tests/1.0",
                WorkspaceId = 42,
                Subdomain = "acme",
                HttpHandler = list,
            }
        );
        await using var sync = new WorkspaceSync(
            client,
            sink,
            new SyncOptions { Tables = { "products" }, ExcludedTables = { "products_prices" } }
        );

        await sync.RunAsync();

        var row = sink.Rows("products", 42)[7];
        var columns = sink.Tables["products"].Columns;
        Assert.Multiple(() =>
        {
            Assert.That(columns.Where(column => !column.IsDocumented).Select(column => column.Name), Is.EqualTo(new[] { "brand_new" }));
            Assert.That(row.Values[columns.Count - 1], Is.EqualTo("""{"a":1.10}"""));
            // Values that do not fit their columns, and names of columns of the sink.
            Assert.That(row.Extra, Is.EqualTo("""{"archived":"perhaps","_digest":5}"""));
        });
    }

    [Test]
    public async Task ThePlanSaysHowEachTableIsRead()
    {
        await using var api = await Api.StartAsync(45);
        using var client = Clients.For(api.Emulator);
        var options = new SyncOptions { Tables = { "contacts", "contacts_applied_tags", "domains" } };
        await using var sync = new WorkspaceSync(client, new MemorySink(), options);

        var before = await sync.PlanAsync();
        await sync.RunAsync();
        var after = await sync.PlanAsync();
        var full = await sync.PlanAsync(SyncMode.Full);

        Assert.Multiple(() =>
        {
            Assert.That(
                before.Tables.Select(table => table.Route),
                Is.EqualTo(new[] { SyncRoute.Pages, SyncRoute.PagesInOrder, SyncRoute.ListsOfParents })
            );
            Assert.That(before.Requests, Is.Null);
            Assert.That(after.Tables[0].Route, Is.EqualTo(SyncRoute.ChangedPages));
            Assert.That(full.Requests, Is.EqualTo(3 + 1 + 45));
            Assert.That(full.ToString(), Does.Contain("contacts_applied_tags").And.Contains("listTeams is not read"));
            Assert.That(JsonNode.Parse(full.ToJson())!["tables"]![0]!["route"]!.GetValue<string>(), Is.EqualTo("pages"));
        });
    }

    [Test]
    public async Task TheReportSaysHowFreshEachTableIs()
    {
        await using var api = await Api.StartAsync(5);
        using var client = Clients.For(api.Emulator);
        var clock = new ManualTimeProvider();
        var options = new SyncOptions { Tables = { "contacts_applied_tags" }, TimeProvider = clock };
        await using var sync = new WorkspaceSync(client, new MemorySink(), options);
        var before = await sync.ReportAsync();
        var start = clock.GetUtcNow();
        await sync.RunAsync();
        clock.Advance(TimeSpan.FromHours(1));
        await sync.RunAsync();
        await sync.RefreshAsync("contacts", (await client.Contacts.ListAsync().FirstPageAsync()).Items[0].Id);

        var report = await sync.ReportAsync();

        var (contacts, tags) = (report.Tables[0], report.Tables[1]);
        Assert.Multiple(() =>
        {
            Assert.That(before.Tables.Select(table => table.CompleteTo), Is.All.Null);
            Assert.That(contacts.CompleteTo, Is.EqualTo(start.AddHours(1)));
            Assert.That(contacts.Basis, Does.Contain("updated_at"));
            Assert.That(contacts.LastEvent, Is.EqualTo(start.AddHours(1)));
            Assert.That(contacts.Samples.Select(sample => sample.Rows), Is.EqualTo(new[] { 5, 5 }));
            Assert.That(tags.CompleteTo, Is.EqualTo(start), "The lists of contacts that were not changed were not read again.");
            Assert.That(report.ToText(), Does.Contain("contacts_applied_tags"));
        });
    }

    [Test]
    public async Task ProgressTellsRowsRateAndEstimate()
    {
        await using var api = await Api.StartAsync(95);
        using var client = Clients.For(api.Emulator);
        var reports = new List<SyncProgress>();
        var options = new SyncOptions { Tables = { "contacts" }, Progress = new Immediately(reports) };
        await using var sync = new WorkspaceSync(client, new MemorySink(), options);

        await sync.RunAsync();

        Assert.Multiple(() =>
        {
            Assert.That(reports[^1].Rows, Is.EqualTo(95));
            Assert.That(reports[^1].Changes, Is.EqualTo(95));
            Assert.That(reports[^1].Remaining, Is.EqualTo(TimeSpan.Zero));
            Assert.That(reports[^1].RowsPerSecond, Is.GreaterThan(0));
            Assert.That(reports[0].Table, Is.EqualTo("contacts"));
        });
    }

    [Test]
    public void WrongSettingsAreNamed()
    {
        using var client = new QuirkyList([]).Client();
        Assert.Multiple(() =>
        {
            Assert.That(
                () => new WorkspaceSync(client, new MemorySink(), new SyncOptions { Tables = { "contakts" } }),
                Throws.ArgumentException.With.Message.Contains("contakts").And.Message.Contains("contacts_tags")
            );
            Assert.That(
                () => new WorkspaceSync(client, new MemorySink(), new SyncOptions { ContactFields = { "shoe_size" } }),
                Throws.ArgumentException.With.Message.Contains("shoe_size")
            );
            Assert.That(
                () => new WorkspaceSync(client, new MemorySink(), new SyncOptions { MaxParallelReads = 0 }),
                Throws.ArgumentException.With.Message.Contains("MaxParallelReads")
            );
        });
    }

    private sealed class Immediately(List<SyncProgress> reports) : IProgress<SyncProgress>
    {
        public void Report(SyncProgress value)
        {
            lock (reports)
            {
                reports.Add(value);
            }
        }
    }

    private sealed class UnknownFields : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage
                {
                    Content = new StringContent(
                        """[{"id":7,"name":"Shirt","archived":"perhaps","brand_new":{"a":1.10},"_digest":5}]""",
                        System.Text.Encoding.UTF8,
                        "application/json"
                    ),
                }
            );
    }
}
