#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>Rules that are checked before anything is sent.</content>
public sealed partial class ExternalPurchaseEndpointUpdate
{
    /// <inheritdoc />
    protected override string? BrokenRule() =>
        Has("secret") && string.IsNullOrWhiteSpace(Secret)
            ? "secret is blank. The service ignores a blank secret and keeps the old one: leave it out, or set the new one."
            : null;
}
