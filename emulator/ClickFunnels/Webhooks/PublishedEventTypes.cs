namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>The event types that endpoints can be created for: those of the contract.</summary>
[Behavior("The event types are those published in August 2026", Evidence.Documented, "vendor catalog of event types, 2026-08")]
internal static class PublishedEventTypes
{
    public static IReadOnlySet<string> All { get; } = EventTable.All.Select(rule => rule.Type).ToHashSet();
}
