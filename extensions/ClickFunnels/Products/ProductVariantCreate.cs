#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>Rules that are checked before anything is sent.</content>
public sealed partial class ProductVariantCreate
{
    /// <inheritdoc />
    protected override string? BrokenRule() =>
        ProductType is null && Ships()
            ? "a variant with a weight, dimensions or locations needs product_type. Without it, the service sells it as a "
                + "digital good and asks "
                + "for no address."
            : null;

    private bool Ships() =>
        Weight is not null
        || Height is not null
        || Width is not null
        || Length is not null
        || FulfillmentRequired == true
        || FulfillmentsLocationIds is { Count: > 0 };
}
