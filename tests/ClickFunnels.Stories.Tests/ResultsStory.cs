namespace ClickFunnels.Stories;

/// <summary>Many contacts in few requests, with the results of a saved filter.</summary>
public class ResultsStory
{
    private const int Contacts = 10_000;

    [Test]
    public async Task Ten_thousand_contacts_come_in_few_requests_and_a_stopped_query_goes_on()
    {
        await using var emulated = await Emulated.StartAsync(Contacts);
        var client = emulated.Client;
        emulated.Server.FilteredReads.MaxConcurrent = 2;
        emulated.Server.FilteredReads.RecordsInTime = 4_000;
        var filter = await client.RefineFilters.CreateAsync(
            new()
            {
                Criteria =
                [
                    new()
                    {
                        Attribute = "created_at",
                        Clause = "gte",
                        Value = "2000-01-01",
                    },
                ],
            }
        );
        var before = emulated.Server.Requests.Count;

        var all = await client
            .RefineFilters.QueryContacts(
                filter.Id,
                contact => new
                {
                    contact.Id,
                    contact.EmailAddress,
                    contact.CreatedAt,
                }
            )
            .ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(all, Has.Count.EqualTo(Contacts));
            Assert.That(all.Select(row => row.Id), Is.Ordered.And.Unique);
            Assert.That(all, Has.All.Property("EmailAddress").Contains("@").And.Property("CreatedAt").Not.Null);
            Assert.That(emulated.Server.Requests.Count - before, Is.EqualTo(3), "The lists would need 500.");
        });

        // The program stops after a page, and another one goes on from the position that it kept.
        var rows = new List<long>();
        string? position = null;
        await foreach (var page in client.RefineFilters.QueryContacts(filter.Id, contact => contact.Id, new() { Limit = 3_000 }).AsPages())
        {
            rows.AddRange(page.Rows);
            position = page.NextAfter;
            break;
        }

        await foreach (
            var row in client.RefineFilters.QueryContacts(filter.Id, contact => contact.Id, new() { Limit = 3_000, After = position })
        )
        {
            rows.Add(row);
        }

        Assert.That(rows, Is.EqualTo(all.Select(row => row.Id)));
    }

    [Test]
    public async Task Criteria_need_no_saved_filter_and_leave_none_behind()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 50);
        var client = emulated.Client;
        var query = client.RefineFilters.QueryContacts(
            [
                new()
                {
                    Attribute = "first_name",
                    Clause = "sw",
                    Value = "a",
                },
            ],
            contact => contact.FirstName,
            new() { Limit = 2 }
        );

        var names = await query.ToListAsync();
        var count = await query.CountAsync();

        Assert.That(names, Is.Not.Empty.And.All.StartsWith("A"));
        Assert.That(count, Is.EqualTo(BoundedCount.Exact(names.Count)));
        Assert.That(await client.RefineFilters.ListAsync().ToListAsync(), Is.Empty);
    }

    [Test]
    public async Task Several_queries_share_the_two_reads_that_the_service_accepts()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 300);
        emulated.Server.FilteredReads.MaxConcurrent = 2;
        var queries = Enumerable
            .Range(0, 6)
            .Select(_ =>
                emulated
                    .Client.RefineFilters.QueryContacts(
                        [
                            new()
                            {
                                Attribute = "created_at",
                                Clause = "gte",
                                Value = "2000-01-01",
                            },
                        ],
                        contact => contact.Id,
                        new() { Limit = 40 }
                    )
                    .ToListAsync()
            );

        var results = await Task.WhenAll(queries);

        Assert.That(results, Has.All.Count.EqualTo(300));
        Assert.That(emulated.Server.Requests.Select(request => request.Status), Has.None.EqualTo(429));
    }
}
