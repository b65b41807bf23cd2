namespace ClickFunnels.Emulator;

/// <summary>An event type of the service, and what causes it here.</summary>
/// <param name="Type">Name of the type, such as <c>contact.created</c>.</param>
/// <param name="SubjectType">Kind of the record that the event is about, such as <c>Contact</c>.</param>
/// <param name="Cause">What causes it; null when no operation of the API does. <see cref="ClickFunnelsEmulator.RaiseEvent"/> can tell of
/// any.</param>
public sealed record WebhookEventDefinition(string Type, string SubjectType, string? Cause)
{
    /// <summary>All event types of version 2.</summary>
    public static IReadOnlyList<WebhookEventDefinition> All { get; } =
    [.. Events.EventTable.All.Select(rule => new WebhookEventDefinition(rule.Type, rule.SubjectType, rule.Cause))];
}
