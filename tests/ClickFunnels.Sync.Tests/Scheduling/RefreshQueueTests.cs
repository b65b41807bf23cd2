namespace ClickFunnels.Sync.Tests.Scheduling;

/// <summary>Several events of one record lead to as few reads as possible, and none of them is missed.</summary>
public sealed class RefreshQueueTests
{
    [Test]
    public async Task Calls_that_wait_share_a_read_and_a_call_during_a_read_gets_another_one()
    {
        List<TaskCompletionSource<bool>> reads = [];
        using var started = new SemaphoreSlim(0);
        var queue = new RefreshQueue(
            (table, id) =>
            {
                Assert.That((table, id), Is.EqualTo(("contacts", 7L)));
                var read = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                reads.Add(read);
                started.Release();
                return read.Task;
            }
        );

        var first = queue.RefreshAsync("contacts", 7);
        Assert.That(await started.WaitAsync(TimeSpan.FromSeconds(20)), Is.True);
        var waiting = Enumerable.Range(0, 100).Select(_ => queue.RefreshAsync("contacts", 7)).ToArray();
        reads[0].SetResult(true);
        Assert.That(await first, Is.True);
        Assert.That(await started.WaitAsync(TimeSpan.FromSeconds(20)), Is.True);
        var late = queue.RefreshAsync("contacts", 7);
        reads[1].SetResult(false);
        Assert.That(await Task.WhenAll(waiting), Is.All.False);
        Assert.That(await started.WaitAsync(TimeSpan.FromSeconds(20)), Is.True);
        reads[2].SetResult(true);

        Assert.That(await late, Is.True);
        Assert.That(reads, Has.Count.EqualTo(3));
        await queue.WaitAsync();
    }

    [Test]
    public async Task A_read_that_fails_fails_its_calls_only()
    {
        var fails = true;
        using var contacts = new SemaphoreSlim(0);
        using var orders = new SemaphoreSlim(0);
        var queue = new RefreshQueue(
            async (table, _) =>
            {
                await (table == "orders" ? orders : contacts).WaitAsync();
                return fails ? throw new SyncException("The read failed.") : true;
            }
        );

        var first = queue.RefreshAsync("contacts", 7);
        var other = queue.RefreshAsync("orders", 7);
        var second = queue.RefreshAsync("contacts", 7);
        contacts.Release();
        orders.Release();
        Assert.That(async () => await first, Throws.TypeOf<SyncException>());
        Assert.That(async () => await other, Throws.TypeOf<SyncException>());
        fails = false;
        contacts.Release();
        orders.Release();

        Assert.That(await second, Is.True);
        Assert.That(await queue.RefreshAsync("orders", 7), Is.True);
    }
}
