using System;
using System.Globalization;

namespace ElasticFunnels;

/// <summary>The documented rules on several fields of a coupon.</summary>
internal static class CouponRules
{
    // A percentage outside of 0 to 100 is allowed: the service sets it to the nearest end.
    public static string? Broken(string? validFrom, string? validUntil) =>
        TryParse(validFrom, out var from) && TryParse(validUntil, out var until) && until < from
            ? "valid_until is not before valid_from."
            : null;

    private static bool TryParse(string? date, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}

/// <content>Checks the rules before anything is sent.</content>
public sealed partial class CouponCreate
{
    /// <inheritdoc />
    protected override string? BrokenRule() => CouponRules.Broken(ValidFrom, ValidUntil);
}

/// <content>Checks the rules before anything is sent.</content>
public sealed partial class CouponUpdate
{
    /// <inheritdoc />
    protected override string? BrokenRule() => CouponRules.Broken(ValidFrom, ValidUntil);
}
