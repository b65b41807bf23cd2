namespace ClickFunnels.Sync;

/// <summary>The table of the records that a webhook event is about.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="CanRefresh">True if the service returns its records one by one.</param>
internal readonly record struct WebhookTables(string Table, bool CanRefresh)
{
    /// <summary>Finds the table of an event; null if there is none.</summary>
    /// <param name="eventType">Type of the event.</param>
    /// <param name="subjectType">Kind of the record, as the event names it; null if it names none.</param>
    public static WebhookTables? Find(string eventType, string? subjectType) =>
        ContractTables.Current.OfEvent(eventType, subjectType) is { } source
            ? new WebhookTables(source.Table, source.Get is not null)
            : null;
}
