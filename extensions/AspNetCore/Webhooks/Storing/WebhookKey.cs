namespace ClickFunnels.AspNetCore;

/// <summary>Identifies an event: the same id of another tenant is another event.</summary>
/// <param name="Tenant">The tenant; empty for an endpoint without tenants.</param>
/// <param name="EventId">
/// The id that the sender gave. When it gave none, or one that is longer than 200 characters or not plain printable ASCII, a hash
/// takes its place: <c>sha256:</c> and 64 digits, of the body or of the id.
/// </param>
public readonly record struct WebhookKey(string Tenant, string EventId)
{
    /// <summary>Returns the id, after its tenant if it has one.</summary>
    public override string ToString() => Tenant.Length == 0 ? EventId : Tenant + "/" + EventId;
}
