using System.Net;

namespace ClickFunnels.Sync.Tests.Scheduling;

/// <summary>The requests of a process are shared fairly among workspaces.</summary>
public sealed class FairGateTests
{
    [Test]
    public async Task Workspaces_take_turns_whatever_they_have_prepared()
    {
        using var gate = new FairGate(new FairGateOptions { MaxConcurrentRequests = 1 });
        await gate.EnterAsync(0);
        List<long> order = [];
        List<Task> requests = [];
        foreach (var (workspace, count) in new[] { (1L, 30), (2L, 3), (3L, 1) })
        {
            requests.AddRange(Enumerable.Range(0, count).Select(_ => PassAsync(workspace)));
        }

        Assert.That(gate.Waiting, Is.EqualTo(34));
        gate.Exit();
        await Task.WhenAll(requests);

        Assert.That(order.Take(7), Is.EqualTo(new long[] { 1, 2, 3, 1, 2, 1, 2 }));
        Assert.That(order, Has.Count.EqualTo(34));
        Assert.That((gate.Waiting, gate.InFlight), Is.EqualTo((0, 0)));

        async Task PassAsync(long workspace)
        {
            await gate.EnterAsync(workspace);
            order.Add(workspace);
            gate.Exit();
        }
    }

    /// <summary>
    /// 2,500 workspaces with Zipf sizes share 64 requests in flight; each prepares 16 requests. Time is counted in rounds of the service.
    /// </summary>
    [TestCase(2500, 64, 16)]
    [TestCase(50, 8, 16)]
    [TestCase(4, 4, 64)]
    public void The_biggest_workspace_delays_the_median_one_at_most_one_and_a_half_times(int count, int capacity, int parallel)
    {
        var sizes = Enumerable.Range(1, count).Select(rank => Math.Max(1, 20_000 / rank)).ToArray();

        var with = Median(Simulate(sizes, capacity, parallel));
        var without = Median(Simulate([0, .. sizes[1..]], capacity, parallel));

        Assert.That(with / without, Is.LessThanOrEqualTo(1.5));

        static double Median(double[] ends) => ends[1..].Order().ElementAt((ends.Length - 1) / 2);
    }

    [Test]
    public async Task Requests_are_spaced_by_the_rate()
    {
        var clock = new ManualTimeProvider();
        using var gate = new FairGate(new FairGateOptions { MaxRequestsPerSecond = 10, TimeProvider = clock });
        var passed = 0;
        var requests = Enumerable.Range(0, 5).Select(PassAsync).ToArray();

        Assert.That(passed, Is.EqualTo(1));
        for (var next = 2; next <= 5; next++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAll(requests.Take(next)).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.That(requests.Count(static request => request.IsCompleted), Is.EqualTo(next));
        }

        async Task PassAsync(int index)
        {
            await gate.EnterAsync(index);
            passed++;
        }
    }

    [Test]
    public async Task A_canceled_wait_costs_its_workspace_no_turn()
    {
        using var gate = new FairGate(new FairGateOptions { MaxConcurrentRequests = 1 });
        using var cancel = new CancellationTokenSource();
        await gate.EnterAsync(0);
        var canceled = gate.EnterAsync(1, cancel.Token).AsTask();
        var first = gate.EnterAsync(1).AsTask();
        var second = gate.EnterAsync(2).AsTask();

        await cancel.CancelAsync();
        Assert.That(async () => await canceled, Throws.InstanceOf<OperationCanceledException>());
        gate.Exit();
        await first;
        Assert.That(second.IsCompleted, Is.False);
        gate.Exit();
        await second;

        Assert.That((gate.Waiting, gate.InFlight), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_refusal_pauses_all_workspaces_and_fewer_requests_pass_for_a_while()
    {
        var clock = new ManualTimeProvider();
        using var gate = new FairGate(new FairGateOptions { MaxConcurrentRequests = 4, TimeProvider = clock });
        await gate.EnterAsync(1);
        gate.Refused(TimeSpan.FromSeconds(7));
        gate.Refused(null);
        gate.Exit();
        var requests = Enumerable.Range(0, 4).Select(index => gate.EnterAsync(index).AsTask()).ToArray();

        clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.That(gate.Waiting, Is.EqualTo(4));
        clock.Advance(TimeSpan.FromSeconds(0.1));
        await Task.WhenAll(requests[..2]).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That((gate.Waiting, gate.InFlight), Is.EqualTo((2, 2)));
        gate.Exit();
        gate.Exit();
        await Task.WhenAll(requests).WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Test]
    public async Task A_client_holds_its_place_until_the_response_is_read_or_the_request_fails()
    {
        using var gate = new FairGate(new FairGateOptions { MaxConcurrentRequests = 1 });
        var inFlight = new List<int>();
        using var service = new FakeService();
        service.Respond(_ => Reply(HttpStatusCode.OK, """{"id":1,"workspace_id":42}"""));
        service.Respond(new Func<HttpRequestMessage, HttpResponseMessage>(_ => throw new HttpRequestException("lost")));
        service.Respond(_ => Reply(HttpStatusCode.OK, """{"id":2,"workspace_id":42}"""));
        var options = new ClickFunnelsClientOptions
        {
            AccessToken = FakeService.Token,
            UserAgent = "tests",
            BaseAddress = new Uri("https://service.example"),
            WorkspaceId = 42,
            HttpHandler = service,
            RetryDelay = TimeSpan.Zero,
        };
        gate.Attach(options, 42);
        using var client = new ClickFunnelsClient(options);

        var first = await client.Contacts.GetAsync(1);
        var second = await client.Contacts.GetAsync(2);

        Assert.That((first.Id, second.Id), Is.EqualTo((1, 2)));
        Assert.That(inFlight, Is.EqualTo(new[] { 1, 1 }));
        Assert.That((gate.InFlight, service.Sent.Count), Is.EqualTo((0, 3)));

        HttpResponseMessage Reply(HttpStatusCode status, string body)
        {
            inFlight.Add(gate.InFlight);
            return new HttpResponseMessage(status) { Content = new StringContent(body, null, FakeService.Json) };
        }
    }

    [Test]
    public void Settings_out_of_range_are_refused_with_the_range()
    {
        Assert.That(
            () => new FairGate(new FairGateOptions { MaxConcurrentRequests = 0 }),
            Throws.ArgumentException.With.Message.Contains("1 to 10000")
        );
        Assert.That(
            () => new FairGate(new FairGateOptions { MaxRequestsPerSecond = double.NaN }),
            Throws.ArgumentException.With.Message.Contains("0.001 to 100000")
        );
        Assert.That(() => new FairGate(new FairGateOptions { MaxWait = TimeSpan.Zero }), Throws.ArgumentException);
    }

    /// <summary>Returns the time at which each workspace ends.</summary>
    private static double[] Simulate(int[] sizes, int capacity, int parallel)
    {
        var queue = new FairQueue<object>();
        var unsent = (int[])sizes.Clone();
        var open = (int[])sizes.Clone();
        var ends = new double[sizes.Length];
        var owners = new Dictionary<object, int>();
        for (var workspace = 0; workspace < sizes.Length; workspace++)
        {
            for (var prepared = 0; prepared < parallel; prepared++)
            {
                Prepare(workspace);
            }
        }

        for (var time = 1; queue.Count > 0; time++)
        {
            List<int> done = [];
            while (done.Count < capacity && queue.TryDequeue(out var request))
            {
                done.Add(owners[request]);
                owners.Remove(request);
            }

            foreach (var workspace in done)
            {
                open[workspace]--;
                ends[workspace] = time;
                Prepare(workspace);
            }
        }

        Assert.That(open, Is.All.Zero);
        return ends;

        void Prepare(int workspace)
        {
            if (unsent[workspace] > 0)
            {
                unsent[workspace]--;
                var request = new object();
                owners.Add(request, workspace);
                queue.Enqueue(workspace, request);
            }
        }
    }
}
