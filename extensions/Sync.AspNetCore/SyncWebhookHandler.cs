using System.Diagnostics.Metrics;
using ClickFunnels.AspNetCore;
using ClickFunnels.Webhooks;
using Microsoft.Extensions.Options;

namespace ClickFunnels.Sync.AspNetCore;

/// <summary>
/// Applies webhook events to a copy of the data: it reads the record of the event again, and stores it or removes it. So the order of
/// the events does not matter, and duplicates do no harm.
/// </summary>
/// <remarks>
/// Events of unknown tables, and of tables that are not synced, are ignored and counted. If a read fails, the event is handled again
/// later, as the webhook receiver does it for every handler.
/// </remarks>
public sealed class SyncWebhookHandler : IWebhookHandler<WebhookNotification>
{
    private static readonly Meter Meter = new("ClickFunnels.Sync");
    private static readonly Counter<long> Events = Meter.CreateCounter<long>(
        "clickfunnels.sync.webhooks",
        "{event}",
        "Webhook events, by result: applied, unchanged, joined with an earlier read, or ignored with its reason."
    );

    private readonly IRecordRefresher _refresher;
    private readonly SyncWebhookOptions _options;
    private readonly RecentReads _recent;
    private readonly TimeProvider _clock;

    /// <summary>Creates a handler.</summary>
    /// <param name="refresher">Reads the records again.</param>
    /// <param name="options">The settings.</param>
    /// <param name="timeProvider">The clock; null for that of the system.</param>
    public SyncWebhookHandler(IRecordRefresher refresher, IOptions<SyncWebhookOptions> options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _refresher = refresher ?? throw new ArgumentNullException(nameof(refresher));
        _options = options.Value;
        _clock = timeProvider ?? TimeProvider.System;
        _recent = new RecentReads();
    }

    /// <inheritdoc />
    public async Task HandleAsync(WebhookNotification notification, WebhookContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        ArgumentNullException.ThrowIfNull(context);
        if (WebhookTables.Find(notification.EventType, notification.SubjectType) is not { } table)
        {
            Ignored("unknown_table");
        }
        else if (!table.CanRefresh)
        {
            Ignored("not_readable");
        }
        else if ((notification.SubjectId ?? IdOf(notification)) is not { } id)
        {
            Ignored("no_id");
        }
        else if (_options.Workspace(notification, context) is not { } workspace)
        {
            Ignored("no_workspace");
        }
        else if (_recent.Covers(workspace, table.Table, id, context.ReceivedAt))
        {
            Count("joined");
        }
        else
        {
            await RefreshAsync(workspace, table.Table, id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RefreshAsync(long workspace, string table, long id, CancellationToken cancellationToken)
    {
        var start = _clock.GetUtcNow();
        try
        {
            var changed = await _refresher.RefreshAsync(workspace, table, id, cancellationToken).ConfigureAwait(false);
            _recent.Add(workspace, table, id, start);
            Count(changed ? "applied" : "unchanged");
        }
        catch (SyncException failure) when (failure.GetType() == typeof(SyncException))
        {
            // The workspace or the table is not synced. Another attempt would find the same; a failure of the sink has its own type.
            Ignored("not_synced");
        }
    }

    // The sender of an old format may leave the id of the record out of the envelope.
    private static long? IdOf(WebhookNotification notification) =>
        notification.RawData?["id"] is Newtonsoft.Json.Linq.JValue { Value: long id } ? id : null;

    private static void Count(string result) => Events.Add(1, new KeyValuePair<string, object?>("result", result));

    private static void Ignored(string reason) =>
        Events.Add(1, new KeyValuePair<string, object?>("result", "ignored"), new KeyValuePair<string, object?>("reason", reason));
}
