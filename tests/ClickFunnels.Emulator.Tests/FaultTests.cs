namespace ClickFunnels.Emulator.Tests;

public sealed class FaultTests
{
    [Test]
    public async Task A_fault_strikes_as_often_as_planned_and_in_order()
    {
        await using var api = await Api.StartAsync();
        api.Emulator.Faults.Add("listTeams", Fault.RateLimit(TimeSpan.FromSeconds(3)));
        api.Emulator.Faults.Add("GET /teams", Fault.BadGateway(), times: 2);
        api.Emulator.Faults.Add("listContacts", Fault.Error(503, "later"));

        var replies = new List<Reply>();
        for (var index = 0; index < 4; index++)
        {
            replies.Add(await api.GetAsync("/teams"));
        }

        Assert.That(replies.Select(reply => reply.Status), Is.EqualTo(new[] { 429, 502, 502, 200 }));
        Assert.That(replies[0].Header("Retry-After"), Is.EqualTo("3"));
        Assert.That(replies[1].ContentType, Is.EqualTo("text/html"));
        Assert.That(
            api.Emulator.Faults.Unconsumed.Select(planned => (planned.Target, planned.Remaining)),
            Is.EqualTo(new[] { ("listContacts", 1) })
        );
        Assert.That(api.Emulator.Requests.Select(request => request.Fault), Is.EqualTo(new[] { "429", "502", "502", null }));
    }

    [TestCase("createContacts")]
    [TestCase("POST /workspaces/{workspace_id}/contacts")]
    [TestCase("POST /workspaces/1002/contacts")]
    [TestCase("POST /api/v2/workspaces/1002/contacts")]
    [TestCase("*")]
    public async Task A_connection_cut_before_leaves_no_effect(string target)
    {
        await using var api = await Api.StartAsync();
        api.Emulator.Faults.Add(target, Fault.CutBefore());

        Assert.That(
            async () => await api.PostAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "A" } }),
            Throws.InstanceOf<HttpRequestException>()
        );

        Assert.That((await api.GetAsync($"{api.Workspace}/contacts")).Ids, Is.Empty);
        Assert.That(api.Emulator.Faults.Unconsumed, Is.Empty);
        Assert.That(api.Emulator.Requests[0].Status, Is.Null);
    }

    [Test]
    public async Task A_connection_cut_after_keeps_the_effect()
    {
        await using var api = await Api.StartAsync();
        api.Emulator.Faults.Add("createContacts", Fault.CutAfter());

        Assert.That(
            async () => await api.PostAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "A" } }),
            Throws.InstanceOf<HttpRequestException>()
        );

        Assert.That((await api.GetAsync($"{api.Workspace}/contacts")).Ids, Has.Exactly(1).Items);
    }

    [Test]
    public async Task Broken_json_ends_in_the_middle()
    {
        await using var api = await Api.StartAsync();
        api.Emulator.Faults.Add("listTeams", Fault.BrokenJson());

        var reply = await api.GetAsync("/teams");

        Assert.That(reply.Status, Is.EqualTo(200));
        Assert.That(() => reply.Json, Throws.InstanceOf<System.Text.Json.JsonException>());
    }

    [Test]
    public async Task A_delay_goes_by_the_clock_of_the_emulator()
    {
        var clock = new HandClock();
        await using var api = await Api.StartAsync(configure: options => options.TimeProvider = clock);
        api.Emulator.Faults.Add("listTeams", Fault.Delay(TimeSpan.FromMinutes(50)));

        var call = api.GetAsync("/teams");
        await clock.TimerStarted;
        Assert.That(call.IsCompleted, Is.False);
        clock.Fire();

        Assert.That((await call).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Faults_wait_for_calls_that_are_let_in()
    {
        await using var api = await Api.StartAsync();
        api.Emulator.Faults.Add("*", Fault.Response(500));
        api.Token = "wrong";

        Assert.That((await api.GetAsync("/teams")).Status, Is.EqualTo(401));
        Assert.That(api.Emulator.Faults.Unconsumed, Has.Count.EqualTo(1));
        api.Emulator.Faults.Clear();
        Assert.That(api.Emulator.Faults.Unconsumed, Is.Empty);
    }

    [TestCase("listTeam")]
    [TestCase("GET /team")]
    [TestCase("PATCH /teams")]
    public async Task A_target_that_does_not_exist_is_refused_at_once(string target)
    {
        await using var api = await Api.StartAsync();

        Assert.That(() => api.Emulator.Faults.Add(target, Fault.BadGateway()), Throws.ArgumentException);
    }

    /// <summary>A clock whose only timer fires by hand.</summary>
    private sealed class HandClock : TimeProvider
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Action? _fire;

        public Task TimerStarted => _started.Task;

        public void Fire() => _fire!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _fire = () => callback(state);
            _started.TrySetResult();
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() { }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
