using ClickFunnels.Emulator;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Tests.Results;

/// <summary>
/// Whatever the budgets are and whatever fails on the way: a query returns every row of the emulator once, or fails and can be resumed
/// without a loss.
/// </summary>
public sealed class ResultPropertyTests
{
    private const int Contacts = 60;

    // Each case is a fault of the next requests of the query.
    private static readonly Fault[] Faults =
    [
        Fault.Error(503, "The request ran out of its 20s budget"),
        Fault.Error(429, "Too many filtered reads in progress"),
        Fault.CutBefore(),
        Fault.CutAfter(),
        Fault.BrokenJson(),
        Fault.BadGateway(),
        Fault.Error(422, "The filter took longer than 10s"),
    ];

    private static Gen<Case> Cases =>
        from limit in Gen.Choose(1, 80)
        from maxBytes in Gen.Frequency((3, Gen.Choose(60, 3000)), (1, Gen.Constant(ResultQueryOptions.LargestMaxBytes)))
        from recordsInTime in Gen.Frequency((2, Gen.Choose(1, 70)), (1, Gen.Constant(0)))
        from faults in Gen.Choose(0, Faults.Length - 1).ListOf(4)
        from prefix in Gen.Elements("", "a", "b", "d", "nobody")
        select new Case(limit, maxBytes, recordsInTime, [.. faults], prefix);

    [Test]
    public async Task No_row_is_lost_or_doubled()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = Contacts });
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = emulator.AccessToken,
                UserAgent = "Tests/1.0",
                BaseAddress = emulator.Url,
                WorkspaceId = emulator.WorkspaceId,
                RetryDelay = TimeSpan.Zero,
                MaxRetryDelay = TimeSpan.FromMilliseconds(1),
            }
        );
        var contacts = await client.Contacts.ListAsync().ToListAsync();
        var filters = new Dictionary<string, ResourceId>();
        foreach (var prefix in (string[])["", "a", "b", "d", "nobody"])
        {
            var criterion =
                prefix.Length == 0
                    ? new RefineFilterCriterionCreate
                    {
                        Attribute = "created_at",
                        Clause = "gte",
                        Value = "2000-01-01",
                    }
                    : new RefineFilterCriterionCreate
                    {
                        Attribute = "first_name",
                        Clause = "sw",
                        Value = prefix,
                    };
            filters[prefix] = (await client.RefineFilters.CreateAsync(new() { Criteria = [criterion] })).Id;
        }

        var statuses = 0;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(40),
            Prop.ForAll(
                Cases.ToArbitrary(),
                one =>
                {
                    emulator.FilteredReads.RecordsInTime = one.RecordsInTime == 0 ? null : one.RecordsInTime;
                    foreach (var fault in one.Faults)
                    {
                        emulator.Faults.Add("getRefineFilter", Faults[fault]);
                    }

                    var expected = contacts
                        .Where(contact => contact.FirstName!.StartsWith(one.Prefix, StringComparison.OrdinalIgnoreCase))
                        .Select(static contact => (contact.Id, contact.EmailAddress));
                    var (rows, failures) = ReadAsync(client, filters[one.Prefix], one).GetAwaiter().GetResult();
                    statuses += failures;
                    emulator.Faults.Clear();
                    Assert.That(rows, Is.EqualTo(expected), one.ToString());
                }
            )
        );
        Assert.That(statuses, Is.GreaterThan(0), "Some of the queries failed and were resumed.");
    }

    // Goes on after each failure from the position of the last page, as a program does that is started again.
    private static async Task<(List<(long Id, string? Email)> Rows, int Failures)> ReadAsync(
        ClickFunnelsClient client,
        ResourceId filter,
        Case one
    )
    {
        var rows = new List<(long, string?)>();
        var failures = 0;
        var options = new ResultQueryOptions { Limit = one.Limit, MaxBytes = one.MaxBytes };
        while (true)
        {
            try
            {
                var query = client.RefineFilters.QueryContacts(filter, static c => new { c.Id, c.EmailAddress }, options);
                await foreach (var page in query.AsPages())
                {
                    rows.AddRange(page.Rows.Select(static row => (row.Id, row.EmailAddress)));
                    options.After = page.NextAfter;
                }

                return (rows, failures);
            }
            catch (ApiException) when (failures++ < one.Faults.Count)
            {
                // Resumed with the options, whose position is that of the last page.
            }
        }
    }

    private sealed record Case(int Limit, int MaxBytes, int RecordsInTime, IReadOnlyList<int> Faults, string Prefix)
    {
        public override string ToString() =>
            $"limit {Limit}, {MaxBytes} bytes, {RecordsInTime} records, faults {string.Join(",", Faults)}, prefix '{Prefix}'";
    }
}
