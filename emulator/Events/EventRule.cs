using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Events;

/// <summary>The record that an event is about when the change causes it, else null.</summary>
internal delegate Record? EventSubject(RecordChange change, EventContext context);

/// <summary>What rules may look at.</summary>
internal sealed record EventContext(RecordStore Store, DateTimeOffset Time, Func<string, IEnumerable<string>> PropertiesOf);

/// <summary>When an event of a type happens.</summary>
/// <param name="Type">Name of the type.</param>
/// <param name="Resource">Resource that the event is about.</param>
/// <param name="SubjectType">The service's name of that resource.</param>
/// <param name="Cause">What causes it, in words; null when no operation does.</param>
/// <param name="Source">Resource whose change is looked at.</param>
/// <param name="Subject">Finds the record that the event is about.</param>
internal sealed record EventRule(string Type, string Resource, string SubjectType, string? Cause, string Source, EventSubject Subject)
{
    /// <summary>Schema that the record is written in; null when its shape is not published.</summary>
    public string? Schema { get; init; } = Resource;
}
