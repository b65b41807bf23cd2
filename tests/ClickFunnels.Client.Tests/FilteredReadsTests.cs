using System.Text.Json.Nodes;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>
/// The documented bound of two filtered reads under way in each workspace: further ones wait, and other requests do not.
/// </summary>
public sealed class FilteredReadsTests
{
    private readonly FakeService _service = new();
    private readonly SemaphoreSlim _responses = new(0);
    private readonly SemaphoreSlim _arrivals = new(0);

    [TestCase(2)]
    [TestCase(5)]
    public async Task No_more_filtered_reads_than_the_limit_are_under_way(int limit)
    {
        var underWay = 0;
        var largest = 0;
        HoldResponses(change => largest = Math.Max(largest, Interlocked.Add(ref underWay, change)));
        using var client = _service.Client(options => options.MaxConcurrentFilteredReads = limit);

        var reads = Enumerable.Range(1, 12).Select(id => Filtered(client, id)).ToArray();
        for (var index = 0; index < limit; index++)
        {
            await _arrivals.WaitAsync();
        }

        Assert.That(_service.Sent, Has.Count.EqualTo(limit), "The others wait.");
        _responses.Release(reads.Length);
        await Task.WhenAll(reads);

        Assert.That(largest, Is.EqualTo(limit));
        Assert.That(_service.Sent, Has.Count.EqualTo(reads.Length));
    }

    /// <summary>Statistics and contact filters count whatever their parameters are, together with filtered reads.</summary>
    [Test]
    public async Task Operations_that_are_always_limited_take_turns()
    {
        var underWay = 0;
        var largest = 0;
        HoldResponses(change => largest = Math.Max(largest, Interlocked.Add(ref underWay, change)));
        using var client = _service.Client();

        Task[] reads =
        [
            client.Workspaces.GetStatsAsync(),
            client.Emails.Broadcasts.GetStatsAsync(1),
            client.Workflows.Steps.GetStatsAsync(1),
            client.Funnels.GetStatsAsync(1),
            client.Pages.GetStatsAsync(1),
            client.Contacts.Filters.GetAsync(1),
            client.Contacts.Filters.GenerateAsync(new() { Text = "buyers" }),
            Filtered(client, 1),
        ];
        for (var index = 0; index < 2; index++)
        {
            await _arrivals.WaitAsync();
        }

        Assert.That(_service.Sent, Has.Count.EqualTo(2), "The others wait.");
        _responses.Release(reads.Length);
        await Task.WhenAll(reads);

        Assert.That(largest, Is.EqualTo(2));
        Assert.That(
            reads,
            Has.Length.EqualTo(
                1
                    + Contract.Root["paths"]!
                        .AsObject()
                        .SelectMany(static path => path.Value!.AsObject())
                        .Count(static member => (member.Value as JsonObject)?["x-limited"] is not null)
            ),
            "Each operation with x-limited is here."
        );
    }

    [Test]
    public async Task Other_requests_and_other_workspaces_do_not_wait()
    {
        HoldResponses(static _ => { });
        using var client = _service.Client();
        var other = client.ForWorkspace(7, "other");
        Task[] calls =
        [
            Filtered(client, 1),
            client.Contacts.ListAsync(new() { StoredFilterId = "vip" }).ToListAsync(),
            Filtered(other, 1),
            Filtered(other, 2),
            client.Contacts.ListAsync().ToListAsync(),
            client.Contacts.GetAsync(1),
            client.Orders.ListAsync(new() { Filter = new() { Id = 1 } }).ToListAsync(),
            client.Products.ListAsync().ToListAsync(),
        ];
        var late = client.Orders.ListAsync(new() { StableId = "abc" }).ToListAsync();
        for (var index = 0; index < calls.Length; index++)
        {
            await _arrivals.WaitAsync();
        }

        Assert.That(_service.Sent.Select(static request => request.Url), Has.None.Contain("stable_id"));
        _responses.Release(calls.Length + 1);
        await Task.WhenAll([.. calls, late]);
    }

    [Test]
    public async Task A_call_that_is_canceled_while_it_waits_leaves_its_turn_to_others()
    {
        HoldResponses(static _ => { });
        using var client = _service.Client(static options => options.MaxConcurrentFilteredReads = 1);
        using var cancellation = new CancellationTokenSource();
        var first = Filtered(client, 1);
        await _arrivals.WaitAsync();
        var canceled = Filtered(client, 2, cancellation.Token);
        var third = Filtered(client, 3);
        await cancellation.CancelAsync();

        Assert.That(async () => await canceled, Throws.InstanceOf<OperationCanceledException>());
        _responses.Release(2);
        await Task.WhenAll(first, third);
        Assert.That(_service.Sent, Has.Count.EqualTo(2));
    }

    private static Task<IReadOnlyList<Contact>> Filtered(
        ClickFunnelsClient client,
        long id,
        CancellationToken cancellationToken = default
    ) => client.Contacts.ListAsync(new() { Filter = new() { Id = id } }, cancellationToken).ToListAsync(cancellationToken);

    private void HoldResponses(Action<int> underWay) =>
        _service.Always(async request =>
        {
            underWay(1);
            _arrivals.Release();
            await _responses.WaitAsync();
            underWay(-1);
            return FakeService.Response(
                200,
                request.RequestUri!.AbsolutePath.EndsWith("/1", StringComparison.Ordinal) ? """{"id":1}"""
                    : request.RequestUri.Segments[^1] is "stats" or "filters" ? "{}"
                    : "[]"
            );
        });
}
