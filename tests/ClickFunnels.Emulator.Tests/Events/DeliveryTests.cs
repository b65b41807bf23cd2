using System.Net;
using System.Net.Sockets;

namespace ClickFunnels.Emulator.Tests.Events;

/// <summary>The delivery of events: statuses, repetition, faults and the log.</summary>
public sealed class DeliveryTests
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(15),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(12),
        TimeSpan.FromHours(24),
    ];

    [Test]
    public async Task A_refused_event_is_sent_again_after_the_documented_waits_and_then_given_up()
    {
        var clock = new ManualTimeProvider();
        await using var listening = await Listening.StartAsync(["contact.created"], options => options.TimeProvider = clock);
        listening.Receiver.RespondWith(500);
        var start = clock.GetUtcNow();
        await listening.MakeContactAsync();
        await listening.SettledAsync();

        foreach (var (index, wait) in Waits.Index())
        {
            clock.Advance(wait - TimeSpan.FromTicks(1));
            Assert.That(await listening.SettledAsync(), Has.Exactly(index + 1).Items, $"before wait {index} is over");
            clock.Advance(TimeSpan.FromTicks(1));
            Assert.That(await listening.SettledAsync(), Has.Exactly(index + 2).Items, $"after wait {index}");
        }

        clock.Advance(TimeSpan.FromDays(30));
        var received = await listening.SettledAsync();
        var log = listening.Api.Emulator.Deliveries;
        Assert.That(received, Has.Exactly(9).Items);
        Assert.That(received.Select(one => one.EventId).Distinct(), Has.Exactly(1).Items);
        Assert.That(received, Is.All.Matches<Received>(one => one!.Signature == one.Expected(listening.Secret)));
        Assert.That(received.Select(one => one.Body), Is.All.EqualTo(received[0].Body));
        Assert.That(log.Select(one => one.Attempt), Is.EqualTo(Enumerable.Range(0, 9)));
        Assert.That(
            log.Select(one => one.Outcome),
            Is.EqualTo(Enumerable.Repeat(WebhookDeliveryOutcome.WillRetry, 8).Append(WebhookDeliveryOutcome.GivenUp))
        );
        Assert.That(log.Zip(log.Skip(1)).Select(pair => pair.Second.At - pair.First.At), Is.EqualTo(Waits));
        Assert.That(log.Select(one => one.NextAttemptAt - one.At), Is.EqualTo(Waits.Select(wait => (TimeSpan?)wait).Append(null)));
        Assert.That(
            received.Select(one => one.Timestamp),
            Is.EqualTo(log.Select(one => one.At.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)))
        );
        Assert.That(log[0].At, Is.EqualTo(start));
    }

    [TestCase(200, true)]
    [TestCase(201, true)]
    [TestCase(202, true)]
    [TestCase(204, true)]
    [TestCase(207, true)]
    [TestCase(226, true)]
    [TestCase(208, false)]
    [TestCase(304, false)]
    [TestCase(400, false)]
    [TestCase(401, false)]
    [TestCase(410, false)]
    [TestCase(503, false)]
    public async Task The_status_decides(int status, bool isTaken)
    {
        await using var listening = await Listening.StartAsync(
            ["contact.created"],
            options => options.TimeProvider = new ManualTimeProvider()
        );
        listening.Receiver.RespondWith(status);

        await listening.MakeContactAsync();
        await listening.SettledAsync();

        var entry = listening.Api.Emulator.Deliveries.Single();
        Assert.That(
            (entry.Status, entry.Outcome),
            Is.EqualTo(((int?)status, isTaken ? WebhookDeliveryOutcome.Delivered : WebhookDeliveryOutcome.WillRetry))
        );
    }

    [Test]
    public async Task Redirects_are_not_followed()
    {
        await using var elsewhere = await WebhookReceiver.StartAsync();
        await using var listening = await Listening.StartAsync(
            ["contact.created"],
            options => options.TimeProvider = new ManualTimeProvider()
        );
        listening.Receiver.Respond = (_, context) =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = elsewhere.Url.AbsoluteUri;
            return Task.CompletedTask;
        };

        await listening.MakeContactAsync();
        await listening.SettledAsync();

        Assert.That(elsewhere.Received, Is.Empty);
        Assert.That(listening.Api.Emulator.Deliveries.Single().Outcome, Is.EqualTo(WebhookDeliveryOutcome.WillRetry));
    }

    [Test]
    public async Task A_receiver_that_does_not_respond_times_out()
    {
        var clock = new ManualTimeProvider();
        await using var listening = await Listening.StartAsync(
            ["contact.created"],
            options => (options.TimeProvider, options.WebhookTimeout) = (clock, TimeSpan.FromSeconds(7))
        );
        listening.Receiver.Respond = (_, context) =>
            Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        await listening.MakeContactAsync();
        await listening.Receiver.NextAsync();

        clock.Advance(TimeSpan.FromSeconds(7));
        await listening.SettledAsync();

        var entry = listening.Api.Emulator.Deliveries.Single();
        Assert.That((entry.Failure, entry.Status, entry.Outcome), Is.EqualTo(("timeout", (int?)null, WebhookDeliveryOutcome.WillRetry)));
    }

    [Test]
    public async Task A_receiver_that_is_not_there_gets_it_when_it_is()
    {
        var clock = new ManualTimeProvider();
        await using var api = await Api.StartAsync(configure: options => options.TimeProvider = clock);
        using var reserved = new TcpListener(IPAddress.Loopback, 0); // Bound but not listening: refuses.
        reserved.Server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endpoint = await Listening.RegisterAsync(
            api,
            new Uri($"http://127.0.0.1:{((IPEndPoint)reserved.Server.LocalEndPoint!).Port}/"),
            "contact.created"
        );
        await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Ada" } });
        await api.Emulator.WaitForDeliveriesAsync();
        await using var receiver = await WebhookReceiver.StartAsync();

        await api.PutAsync($"/webhooks/outgoing/endpoints/{endpoint.Id}", new { webhooks_outgoing_endpoint = new { url = receiver.Url } });
        clock.Advance(Waits[0]);
        await api.Emulator.WaitForDeliveriesAsync();

        Assert.That(
            api.Emulator.Deliveries.Select(one => (one.Failure, one.Outcome)),
            Is.EqualTo(
                new (string?, WebhookDeliveryOutcome)[]
                {
                    ("connection", WebhookDeliveryOutcome.WillRetry),
                    (null, WebhookDeliveryOutcome.Delivered),
                }
            )
        );
        Assert.That(receiver.Received.Single().Expected(endpoint.Secret), Is.EqualTo(receiver.Received[0].Signature));
    }

    [Test]
    public async Task Deleting_the_endpoint_ends_its_deliveries()
    {
        var clock = new ManualTimeProvider();
        await using var listening = await Listening.StartAsync(["contact.created"], options => options.TimeProvider = clock);
        listening.Receiver.RespondWith(500);
        await listening.MakeContactAsync();
        await listening.SettledAsync();

        await listening.Api.DeleteAsync($"/webhooks/outgoing/endpoints/{listening.EndpointId}");
        clock.Advance(Waits[0]);

        Assert.That(await listening.SettledAsync(), Has.Exactly(1).Items);
        Assert.That(
            listening.Api.Emulator.Deliveries[^1],
            Has.Property("Outcome").EqualTo(WebhookDeliveryOutcome.Dropped).And.Property("Failure").EqualTo("no endpoint")
        );
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Other_machines_get_webhooks_only_when_an_option_says_so(bool isAllowed)
    {
        await using var api = await Api.StartAsync(configure: options =>
            (options.TimeProvider, options.DeliverBeyondLoopback) = (new ManualTimeProvider(), isAllowed)
        );
        await Listening.RegisterAsync(api, new Uri("http://receiver.invalid/"), "contact.created");

        await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Ada" } });
        await api.Emulator.WaitForDeliveriesAsync();

        var entry = api.Emulator.Deliveries.Single();
        Assert.That(
            (entry.Outcome, entry.Failure),
            Is.EqualTo(isAllowed ? (WebhookDeliveryOutcome.WillRetry, "connection") : (WebhookDeliveryOutcome.Dropped, "not on loopback"))
        );
    }

    [Test]
    public async Task A_duplicate_is_the_same_event_twice()
    {
        await using var listening = await Listening.StartAsync(["contact.created"]);
        listening.Api.Emulator.WebhookFaults.Add("contact.created", WebhookFault.Duplicate);

        await listening.MakeContactAsync();
        await listening.MakeContactAsync();

        var received = await listening.SettledAsync();
        Assert.That(received.GroupBy(one => one.EventId).Select(group => group.Count()), Is.EquivalentTo(new[] { 2, 1 }));
        Assert.That(listening.Api.Emulator.WebhookFaults.Unconsumed, Is.Empty);
    }

    [Test]
    public async Task A_held_event_arrives_after_the_next_one()
    {
        await using var listening = await Listening.StartAsync(["contact.created"]);
        listening.Api.Emulator.WebhookFaults.Add(FaultTarget.Any, WebhookFault.HoldUntilNext);

        var first = await listening.MakeContactAsync();
        Assert.That(await listening.SettledAsync(), Is.Empty);
        var second = await listening.MakeContactAsync();

        Assert.That(
            (await listening.SettledAsync()).Select(one => one.Json["subject_id"]!.GetValue<long>()),
            Is.EqualTo(new[] { second, first })
        );
    }

    [TestCase(WebhookFault.WrongSignature)]
    [TestCase(WebhookFault.OldTimestamp)]
    public async Task A_first_attempt_can_be_signed_wrongly_or_long_ago(WebhookFault fault)
    {
        var clock = new ManualTimeProvider();
        await using var listening = await Listening.StartAsync(["contact.created"], options => options.TimeProvider = clock);
        listening.Api.Emulator.WebhookFaults.Add("contact.created", fault);
        listening.Receiver.RespondWith(401);
        await listening.MakeContactAsync();
        await listening.SettledAsync();
        clock.Advance(Waits[0]);

        var received = await listening.SettledAsync();

        var ages = received.Select(
            (one, index) =>
                listening.Api.Emulator.Deliveries[index].At.ToUnixTimeSeconds()
                - long.Parse(one.Timestamp, System.Globalization.CultureInfo.InvariantCulture)
        );
        Assert.That(
            received.Select(one => one.Signature == one.Expected(listening.Secret)),
            Is.EqualTo(new[] { fault == WebhookFault.OldTimestamp, true })
        );
        Assert.That(ages, Is.EqualTo(new[] { fault == WebhookFault.OldTimestamp ? 3600 : 0, 0 }));
    }

    [Test]
    public async Task An_event_can_be_delivered_once_more()
    {
        await using var listening = await Listening.StartAsync(["contact.created"]);
        await listening.MakeContactAsync();
        var first = (await listening.SettledAsync()).Single();

        var again = await listening.Api.Emulator.RedeliverAsync(first.EventId);

        Assert.That(
            again.Single(),
            Has.Property("Outcome").EqualTo(WebhookDeliveryOutcome.Delivered).And.Property("EndpointId").EqualTo(listening.EndpointId)
        );
        Assert.That(listening.Receiver.Received.Select(one => one.Body), Is.EqualTo(new[] { first.Body, first.Body }));
        Assert.That(() => listening.Api.Emulator.RedeliverAsync(Guid.NewGuid().ToString()), Throws.ArgumentException);
    }

    [Test]
    public async Task The_log_is_bounded_and_contains_no_secrets()
    {
        await using var listening = await Listening.StartAsync(
            ["contact.created", "contact.updated"],
            options => options.DeliveryLogCapacity = 2
        );
        var api = listening.Api;
        await api.PutAsync(
            $"/webhooks/outgoing/endpoints/{listening.EndpointId}",
            new { webhooks_outgoing_endpoint = new { url = $"{listening.Receiver.Url}?token=hush" } }
        );
        for (var count = 0; count < 3; count++)
        {
            await listening.MakeContactAsync("Confidential");
        }

        var received = await listening.SettledAsync();

        Assert.That(received, Has.Exactly(3).Items);
        Assert.That(api.Emulator.Deliveries.Select(one => one.Number), Is.EqualTo(new[] { 2, 3 }));
        var text = string.Join('\n', api.Emulator.Deliveries);
        Assert.That(text, Does.Contain(listening.Receiver.Url.AbsoluteUri));
        foreach (var secret in received.Select(one => one.Signature).Append(listening.Secret).Append("hush").Append("Confidential"))
        {
            Assert.That(text, Does.Not.Contain(secret));
        }
    }

    [Test]
    public async Task All_endpoints_can_have_one_secret()
    {
        await using var listening = await Listening.StartAsync(["contact.created"], options => options.WebhookSecret = "known");

        await listening.MakeContactAsync();

        Assert.That(listening.Secret, Is.EqualTo("known"));
        var one = (await listening.SettledAsync()).Single();
        Assert.That(one.Signature, Is.EqualTo(one.Expected("known")));
    }

    [Test]
    public async Task Stopping_the_emulator_ends_what_is_under_way_and_what_waits()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var hung = new TaskCompletionSource();
        receiver.Respond = async (_, context) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            hung.TrySetResult();
        };
        var api = await Api.StartAsync();
        await Listening.RegisterAsync(api, receiver.Url, "contact.created");
        await Listening.RegisterAsync(api, new Uri("http://127.0.0.1:9/"), "contact.created");
        await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Ada" } });
        await receiver.NextAsync();
        var waiting = api.Emulator.WaitForDeliveriesAsync();

        await api.DisposeAsync();

        await hung.Task;
        await waiting;
        Assert.That(receiver.Received, Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_thousand_events_arrive_each_once()
    {
        await using var listening = await Listening.StartAsync(["contact.created"]);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1000),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (_, _) => await listening.MakeContactAsync()
        );

        var received = await listening.SettledAsync();

        Assert.That(received.Select(one => one.EventId).Distinct().Count(), Is.EqualTo(1000));
        Assert.That(received, Has.Count.EqualTo(1000));
    }

    [TestCase("contact.gone", 1)]
    [TestCase("contact.created", 0)]
    [TestCase("", 1)]
    public async Task Faults_are_checked(string eventType, int times)
    {
        await using var api = await Api.StartAsync();

        Assert.That(() => api.Emulator.WebhookFaults.Add(eventType, WebhookFault.Duplicate, times), Throws.InstanceOf<ArgumentException>());
    }
}
