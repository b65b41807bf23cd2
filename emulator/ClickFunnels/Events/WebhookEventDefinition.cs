namespace ClickFunnels.Emulator;

/// <summary>An event type of the service, and its cause in the emulator.</summary>
/// <param name="Type">Name of the type, such as <c>contact.created</c>.</param>
/// <param name="SubjectType">Type of the record that the event is about, such as <c>Contact</c>.</param>
/// <param name="Cause">The cause; null if no operation of the API causes the event. <see cref="ApiEmulator.RaiseEvent"/>
/// raises any event.</param>
public sealed record WebhookEventDefinition(string Type, string SubjectType, string? Cause)
{
    /// <summary>Gets the event types of the contract that the service still lists.</summary>
    public static IReadOnlyList<WebhookEventDefinition> All { get; } =
    [.. ClickFunnels.EventTable.All.Select(rule => new WebhookEventDefinition(rule.Type, rule.SubjectType, rule.Cause))];
}
