using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Events;

/// <summary>Returns the record that an event is about if the change causes it; otherwise null.</summary>
internal delegate Record? EventSubject(RecordChange change, EventContext context);

/// <summary>Adds to the data of an event about a record.</summary>
internal delegate void EventCompletion(JsonObject data, Record subject, RecordStore store);

/// <summary>The state that causes may look at.</summary>
internal sealed record EventContext(RecordStore Store, DateTimeOffset Time, Func<string, IEnumerable<string>> PropertiesOf);

/// <summary>The change that causes the events of a type.</summary>
/// <param name="Type">The event type.</param>
/// <param name="Resource">The resource that the event is about.</param>
/// <param name="Description">The cause in words.</param>
/// <param name="Source">The resource whose changes are looked at.</param>
/// <param name="Subject">Finds the record that the event is about.</param>
internal sealed record EventCause(string Type, string Resource, string Description, string Source, EventSubject Subject)
{
    /// <summary>Adds to the data of an event what the schema of the record lacks; null if nothing is added.</summary>
    public EventCompletion? Complete { get; init; }
}

/// <summary>An event type, and when its events happen.</summary>
/// <param name="Type">The event type.</param>
/// <param name="Resource">The resource that the event is about.</param>
/// <param name="SubjectType">The service's name of that resource.</param>
/// <param name="Cause">The cause in words; null if no operation causes the event.</param>
/// <param name="Source">The resource whose changes are looked at.</param>
/// <param name="Subject">Finds the record that the event is about.</param>
internal sealed record EventRule(string Type, string Resource, string SubjectType, string? Cause, string Source, EventSubject Subject)
{
    /// <summary>The schema that the record is written in; null if its shape is not published.</summary>
    public string? Schema { get; init; }

    /// <summary>Adds to the data what the schema lacks; null if nothing is added.</summary>
    public EventCompletion? Complete { get; init; }
}
