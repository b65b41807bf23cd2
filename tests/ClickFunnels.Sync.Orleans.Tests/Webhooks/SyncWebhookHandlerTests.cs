using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using ClickFunnels.AspNetCore;
using ClickFunnels.Sync.AspNetCore;
using ClickFunnels.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClickFunnels.Sync.Orleans.Tests.Webhooks;

/// <summary>Webhook events are applied to the copy, whatever their order is.</summary>
public sealed class SyncWebhookHandlerTests
{
    /// <summary>Each event type of the contract names a table with single reads, or is ignored for one of the known reasons.</summary>
    [Test]
    public async Task Every_event_type_leads_to_the_table_of_its_record_or_is_ignored()
    {
        using var results = new Results();
        var refresher = new Refresher();
        var handler = Create(refresher);
        var handled = 0;
        foreach (var webhook in ContractTables.Current.Contract.Webhooks)
        {
            var before = refresher.Calls.Count;
            await HandleAsync(handler, Event(webhook.Type, webhook.SubjectType, 5));
            if (refresher.Calls.Count == before)
            {
                continue;
            }

            handled++;
            var (_, table, _) = refresher.Calls.Last();
            var source = ContractTables.Current.Find(table)!;
            Assert.That((source.Schema, source.Get is not null), Is.EqualTo((webhook.Data, true)), webhook.Type);
        }

        Assert.That(handled, Is.GreaterThan(ContractTables.Current.Contract.Webhooks.Count / 2));
        Assert.That(results.Of("applied"), Is.EqualTo(handled));
        Assert.That(results.Of("ignored"), Is.EqualTo(ContractTables.Current.Contract.Webhooks.Count - handled));
        Assert.That(refresher.Calls, Does.Contain((9L, "contacts", 5L)).And.Contain((9L, "orders", 5L)));
    }

    [TestCase("contact.created", "Contact", true)]
    [TestCase("contact.deleted", "Contact", true)]
    [TestCase("contact.invented_later", "Contact", true)]
    [TestCase("cat.created", "Cat", false)]
    [TestCase("contact.created", "Order", false)]
    [TestCase("cat.created", "../contacts", false)]
    public async Task The_record_is_found_by_type_and_subject(string type, string subject, bool isKnown)
    {
        var refresher = new Refresher();
        await HandleAsync(Create(refresher), Event(type, subject, 7));

        Assert.That(refresher.Calls, isKnown ? Is.EqualTo(new[] { (9L, "contacts", 7L) }) : Is.Empty);
    }

    [Test]
    public async Task An_event_without_id_or_workspace_or_of_a_table_that_is_not_synced_is_ignored_and_a_failure_is_repeated()
    {
        using var results = new Results();
        var refresher = new Refresher();
        var handler = Create(refresher);

        await HandleAsync(handler, Event("contact.created", "Contact", null));
        await HandleAsync(handler, Event("contact.created", "Contact", 1, workspace: null));
        Assert.That(refresher.Calls, Is.Empty);
        refresher.Failure = new SyncException("There is no table contacts in this sync.");
        await HandleAsync(handler, Event("contact.created", "Contact", 1));
        Assert.That(results.Of("ignored"), Is.EqualTo(3));

        refresher.Failure = new SyncSinkException("The disk is full.");
        Assert.That(() => HandleAsync(handler, Event("contact.created", "Contact", 1)), Throws.TypeOf<SyncSinkException>());

        refresher.Failure = null;
        await HandleAsync(
            Create(refresher, options => options.Workspace = (_, context) => context.Tenant.Length),
            Event("contact.created", "Contact", 2, workspace: null),
            tenant: "acme"
        );
        Assert.That(refresher.Calls.Last(), Is.EqualTo((4L, "contacts", 2L)));
    }

    [Test]
    public async Task Events_that_waited_while_their_record_was_read_need_no_read()
    {
        using var results = new Results();
        var clock = new ManualTimeProvider();
        var refresher = new Refresher();
        var handler = Create(refresher, clock: clock);
        var received = clock.GetUtcNow();

        clock.Advance(TimeSpan.FromMinutes(1));
        for (var index = 0; index < 100; index++)
        {
            await HandleAsync(handler, Event("contact.updated", "Contact", 7), received: received.AddMilliseconds(index));
        }

        Assert.That((refresher.Calls.Count, results.Of("joined")), Is.EqualTo((1, 99L)));

        // Received after the read began, or at nearly the same time by another clock.
        await HandleAsync(handler, Event("contact.updated", "Contact", 7), received: clock.GetUtcNow().AddSeconds(-4));
        await HandleAsync(handler, Event("contact.updated", "Contact", 8), received: received);
        Assert.That(refresher.Calls, Has.Count.EqualTo(3));
    }

    [Test]
    public void The_registration_handles_all_events_and_refuses_a_second_handler_for_them()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IRecordRefresher>(new Refresher());
        var webhooks = services.AddClickFunnelsWebhooks(static options => options.Secrets = ["secret"]).AddClickFunnelsSync();

        Assert.That(() => webhooks.AddClickFunnelsSync(), Throws.InvalidOperationException);
        using var provider = services.BuildServiceProvider();
        var handler = provider.GetRequiredService<SyncWebhookHandler>();
        using var scope = provider.CreateScope();
        Assert.That(scope.ServiceProvider.GetRequiredService<SyncWebhookHandler>(), Is.SameAs(handler), "It remembers what it read.");
    }

    private static SyncWebhookHandler Create(Refresher refresher, Action<SyncWebhookOptions>? configure = null, TimeProvider? clock = null)
    {
        var options = new SyncWebhookOptions();
        configure?.Invoke(options);
        return new SyncWebhookHandler(refresher, Options.Create(options), clock);
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static WebhookNotification Event(string type, string subject, long? id, long? workspace = 9) =>
        WebhookNotification.Parse(
            Encoding.UTF8.GetBytes(
                $$"""
                {"event_id":"{{Guid.NewGuid()}}","event_type":"{{type}}","subject_type":"{{subject}}",
                "subject_id":{{Number(id)}},"workspace_id":{{Number(workspace)}},"data":{} }
                """
            )
        );

    private static async Task HandleAsync(
        SyncWebhookHandler handler,
        WebhookNotification notification,
        DateTimeOffset? received = null,
        string tenant = ""
    ) => await handler.HandleAsync(notification, new WebhookContext(notification, null, tenant, received), CancellationToken.None);

    private sealed class Refresher : IRecordRefresher
    {
        public Exception? Failure { get; set; }

        public ConcurrentQueue<(long Workspace, string Table, long Id)> Calls { get; } = new();

        public Task<bool> RefreshAsync(long workspace, string table, long id, CancellationToken cancellationToken = default)
        {
            if (Failure is { } failure)
            {
                throw failure;
            }

            Calls.Enqueue((workspace, table, id));
            return Task.FromResult(true);
        }
    }

    /// <summary>Counts the results of this test.</summary>
    private sealed class Results : IDisposable
    {
        private readonly AsyncLocal<bool> _isMine = new() { Value = true };
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, long> _counts = new();

        public Results()
        {
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument is { Name: "clickfunnels.sync.webhooks", Meter.Name: "ClickFunnels.Sync" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>(
                (_, count, tags, _) =>
                {
                    if (_isMine.Value)
                    {
                        _counts.AddOrUpdate((string)tags[0].Value!, count, (_, before) => before + count);
                    }
                }
            );
            _listener.Start();
        }

        public long Of(string result) => _counts.GetValueOrDefault(result);

        public void Dispose() => _listener.Dispose();
    }
}
