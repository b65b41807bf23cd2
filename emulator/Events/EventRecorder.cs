using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Contract;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Events;

/// <summary>An event that was recorded, and the endpoints that it goes to.</summary>
internal sealed record RecordedEvent(Record Event, IReadOnlyList<long> Endpoints)
{
    public IEnumerable<WaitingDelivery> Deliveries => Endpoints.Select(endpoint => new WaitingDelivery(Event.Id, endpoint));
}

/// <summary>Records the events of a call in the commit of the call. The caller must hold the gate of the store.</summary>
internal sealed class EventRecorder(ApiContract contract, RecordStore store, RecordWriter writer)
{
    /// <summary>Records what the changes since the last commit cause.</summary>
    [Behavior("Events happen with the change that causes them: a call that fails causes none", Evidence.Assumed, "not published")]
    [Behavior(
        "A call raises an event about a record at most once, even if it changes the record several times",
        Evidence.Assumed,
        "not published"
    )]
    public IReadOnlyList<RecordedEvent> Record(DateTimeOffset time)
    {
        if (store.Of("WebhookEndpoint").Count == 0)
        {
            return [];
        }

        var context = new EventContext(store, time, resource => contract.Schema(resource).Properties.Keys);
        var seen = new HashSet<(string, long)>();
        var recorded = new List<RecordedEvent>();
        foreach (var change in store.Changes)
        {
            foreach (var rule in EventTable.BySource[change.Record.Resource])
            {
                if (
                    rule.Subject(change, context) is { } subject
                    && seen.Add((rule.Type, subject.Id))
                    && Record(rule, subject, time) is { } one
                )
                {
                    recorded.Add(one);
                }
            }
        }

        return recorded;
    }

    /// <summary>Records one event; null when no endpoint listens.</summary>
    [Behavior("An event is recorded when an endpoint listens to its type, and only then", Evidence.Assumed, "not published")]
    public RecordedEvent? Record(EventRule rule, Record subject, DateTimeOffset time)
    {
        var page = subject.Number("page_id");
        var funnel = subject.Number("funnel_id") ?? (page is { } id ? store.Find("Page", id)?.Number("funnel_id") : null);
        var workspace = subject.WorkspaceId ?? 0;
        var endpoints = Listening(workspace, rule.Type, page, funnel);
        if (endpoints.Count == 0)
        {
            return null;
        }

        var data = rule.Schema is { } schema ? writer.Render(subject, contract.Schema(schema)) : new JsonObject();
        rule.Complete?.Invoke(data, subject, store);
        var record = store.Insert(
            "WebhookEvent",
            subject.TeamId,
            workspace,
            new JsonObject
            {
                ["uuid"] = Guid.NewGuid().ToString(),
                ["event_type_id"] = rule.Type,
                ["api_version"] = 2L,
                ["subject_id"] = subject.Id,
                ["subject_type"] = rule.SubjectType,
                ["data"] = data,
                ["page_id"] = page,
                ["funnel_id"] = funnel,
                ["created_at"] = WireText.Time(time),
            }
        );
        return new RecordedEvent(record, endpoints);
    }

    /// <summary>Endpoints of the workspace that want the event, oldest first.</summary>
    [Behavior(
        "page_ids and funnel_ids of an endpoint, unless empty, let events of these pages and funnels through only",
        Evidence.Documented,
        "published spec 2025-06; that other events stay out is assumed"
    )]
    [Behavior(
        "Endpoints of version 1 get no deliveries from the emulator",
        Evidence.Assumed,
        "only the service's user interface makes them"
    )]
    public IReadOnlyList<long> Listening(long workspace, string type, long? page, long? funnel) =>
        [
            .. store
                .Of("WebhookEndpoint")
                .Where(endpoint =>
                    endpoint.WorkspaceId == workspace
                    && !endpoint.IsDeleted
                    && endpoint.Number("api_version") != 1
                    && endpoint.Fields["event_type_ids"] is JsonArray types
                    && types.Any(one => one?.ToString() == type)
                    && Accepts(endpoint, "page_ids", page)
                    && Accepts(endpoint, "funnel_ids", funnel)
                )
                .Select(endpoint => endpoint.Id),
        ];

    private static bool Accepts(Record endpoint, string name, long? id) =>
        endpoint.Fields[name] is not JsonArray { Count: > 0 } || (id is { } known && endpoint.Numbers(name).Contains(known));
}
