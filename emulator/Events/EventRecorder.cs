using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Events;

/// <summary>An event that was recorded, and the endpoints that it goes to.</summary>
/// <param name="Event">The event.</param>
/// <param name="Endpoints">Ids of the endpoints.</param>
/// <param name="Epoch">Epoch of the store in which it was recorded.</param>
internal sealed record RecordedEvent(Record Event, IReadOnlyList<long> Endpoints, long Epoch)
{
    public IEnumerable<WaitingDelivery> Deliveries => Endpoints.Select(endpoint => new WaitingDelivery(Event.Id, endpoint));
}

/// <summary>Records the events of a call in the commit of the call. The caller must hold the gate of the store.</summary>
internal sealed class EventRecorder(WebhookStyle webhooks, ApiContract contract, RecordStore store, RecordWriter writer)
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
        if (store.Of(webhooks.EndpointResource).Count == 0)
        {
            return [];
        }

        var context = new EventContext(store, time, resource => contract.Schema(resource).Properties.Keys);
        var seen = new HashSet<(string, long)>();
        var recorded = new List<RecordedEvent>();
        foreach (var change in store.Changes)
        {
            foreach (var rule in webhooks.BySource[change.Record.Resource])
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
        var tenant = subject.WorkspaceId ?? 0;
        var endpoints = webhooks.Listening(store, tenant, rule.Type, subject);
        if (endpoints.Count == 0)
        {
            return null;
        }

        var data = rule.Schema is { } schema ? writer.Render(subject, contract.Schema(schema)) : new JsonObject();
        rule.Complete?.Invoke(data, subject, store);
        var record = store.Insert(webhooks.EventResource, subject.TeamId, tenant, webhooks.Describe(rule, subject, data, store, time));
        return new RecordedEvent(record, endpoints, store.Epoch);
    }
}
