using System.Text.Json.Nodes;
using ClickFunnels.Emulator.ClickFunnels;
using ClickFunnels.Emulator.Deliveries;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Tests;

/// <summary>A list over many records does not keep other calls waiting, and shows one moment.</summary>
public sealed class LargeListTests
{
    [Test]
    public async Task Sorting_does_not_need_the_lock()
    {
        await using var api = await Api.StartAsync(contacts: 500);
        var store = api.Emulator.Store;
        RecordSnapshot snapshot;
        lock (store.Gate)
        {
            snapshot = store.Snapshot("Contact");
        }

        using var held = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();
        var holder = Task.Run(() =>
        {
            lock (store.Gate)
            {
                held.Set();
                done.Wait(TimeSpan.FromSeconds(30));
            }
        });
        held.Wait();

        // Another thread holds the lock all the time.
        var sorted = await Task.Run(() => snapshot.By("updated_at")).WaitAsync(TimeSpan.FromSeconds(20));

        done.Set();
        await holder;
        Assert.That(sorted, Has.Count.EqualTo(500));
        Assert.That(sorted.Select(record => (record.Text("updated_at"), record.Id)), Is.Ordered);
    }

    [Test]
    public async Task Other_calls_complete_while_a_list_is_being_filtered()
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var platform = new BlockingPlatform();
        await using var deliveries = new DeliveryQueue(
            api.Emulator.Store,
            platform.Webhooks,
            new ClickFunnelsEmulatorOptions(),
            api.Emulator.Clock,
            null
        );
        var handler = new CallHandler(platform, api.Emulator.Store, TimeProvider.System, deliveries, null);
        var path = $"{api.Workspace}/contacts";
        var route = new ApiRoutes(platform.Contract).Match("GET", path)!;
        var caller = new Caller(new HashSet<long> { api.Emulator.TeamId }, [api.Emulator.WorkspaceId]);
        var list = Task.Run(() => handler.Handle(new RoutedRequest(route, caller, "localhost", new Uri(api.Emulator.Url, path), null, [])));
        await platform.Entered.Task.WaitAsync(TimeSpan.FromSeconds(20));

        // The list waits inside its filter until the other calls have their responses.
        var others = await Task.WhenAll(
                api.GetAsync("/teams"),
                api.GetAsync($"{path}?sort_property=updated_at"),
                api.PostAsync(path, new { contact = new { first_name = "New" } })
            )
            .WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That(others.Select(reply => reply.Status), Is.EqualTo(new[] { 200, 200, 201 }));
        Assert.That(list.IsCompleted, Is.False);
        platform.Release.Set();
        var response = await list.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(JsonNode.Parse(response.Body)!.AsArray(), Has.Count.EqualTo(3), "the list shows the moment in which it began");
    }

    [Test]
    public async Task A_snapshot_stays_as_it_was()
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var store = api.Emulator.Store;
        var id = (await api.GetAsync($"{api.Workspace}/contacts")).Ids[0];
        RecordSnapshot before;
        lock (store.Gate)
        {
            before = store.Snapshot("Contact");
        }

        await api.PutAsync($"/contacts/{id}", new { contact = new { first_name = "Changed" } });
        await api.DeleteAsync($"/contacts/{id}");

        Assert.That(before.By("id")[0].Text("first_name"), Is.Not.EqualTo("Changed"));
        Assert.That(before.By("id")[0].IsDeleted, Is.False);
        lock (store.Gate)
        {
            Assert.That(store.Snapshot("Contact").By("id")[0].Text("first_name"), Is.EqualTo("Changed"));
        }
    }

    [TestCase("asc")]
    [TestCase("desc")]
    public async Task Pages_of_a_sorted_list_hold_every_record_once(string order)
    {
        await using var api = await Api.StartAsync(contacts: 65);
        var ids = (await api.PagesAsync($"{api.Workspace}/contacts")).SelectMany(page => page.Ids).ToList();
        foreach (var id in ids.Where((_, index) => index % 7 == 0))
        {
            await api.PutAsync($"/contacts/{id}", new { contact = new { first_name = "Later" } });
        }

        var pages = await api.PagesAsync($"{api.Workspace}/contacts?sort_property=updated_at&sort_order={order}");

        var records = pages
            .SelectMany(page => page.Json.AsArray())
            .Select(one => (one!["updated_at"]!.ToString(), one["id"]!.GetValue<long>()))
            .ToList();
        Assert.That(records.Select(one => one.Item2), Is.EquivalentTo(ids));
        Assert.That(order == "asc" ? records : Enumerable.Reverse(records), Is.Ordered);
    }

    [Test]
    public async Task Reading_and_writing_at_once_works()
    {
        await using var api = await Api.StartAsync(contacts: 60);
        var path = $"{api.Workspace}/contacts";
        var ids = (await api.GetAsync(path)).Ids;

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(index =>
                    index % 2 == 0 ? api.GetAsync($"{path}?sort_property=updated_at&filter[id]={ids[index % 20]}")
                    : index % 3 == 0 ? api.PostAsync(path, new { contact = new { first_name = "New" } })
                    : api.PutAsync($"/contacts/{ids[index % 20]}", new { contact = new { first_name = $"N{index}" } })
                )
        );

        Assert.That(replies.Select(reply => reply.Status), Is.All.AnyOf(200, 201));
    }

    // A saved filter that does not return before it may.
    private sealed class BlockingPlatform : ClickFunnelsPlatform
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim Release { get; } = new();

        public override Predicate<Record> SavedFilter(Call call) =>
            _ =>
            {
                Entered.TrySetResult();
                return Release.Wait(TimeSpan.FromSeconds(30));
            };
    }
}
