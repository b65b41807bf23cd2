using System;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The rules on the dates of discounts that the service documents.</summary>
internal static class DiscountRules
{
    public static string? Broken(DateTimeOffset? from, DateTimeOffset? until) =>
        until is not { } end ? null
        : from is { } start && end <= start ? "apply_until is not after apply_from."
        : from is null && end <= DateTimeOffset.UtcNow
            ? "apply_until lies in the past, which the service refuses. To end a discount now, update it with expired set to true."
        : null;
}

/// <content>Rules that are checked before anything is sent.</content>
public sealed partial class DiscountCreate
{
    /// <inheritdoc />
    protected override string? BrokenRule() => DiscountRules.Broken(ApplyFrom, ApplyUntil);
}

/// <content>Rules that are checked before anything is sent.</content>
public sealed partial class DiscountUpdate
{
    /// <inheritdoc />
    protected override string? BrokenRule() => DiscountRules.Broken(ApplyFrom, ApplyUntil);
}
