using System.Globalization;

namespace ClickFunnels.Migration;

/// <summary>Maps coupons to discounts where they fit. A coupon that would give more away in ClickFunnels is rejected.</summary>
internal sealed class CouponMapper(MigrationRules rules, MappingFindings findings)
{
    private const ShopRecordKind Kind = ShopRecordKind.Coupon;

    public IReadOnlyList<MappedDiscount> Map(
        IReadOnlyList<ShopCoupon> coupons,
        IReadOnlyList<ShopProduct> products,
        HashSet<string> carried
    )
    {
        var mapped = new List<MappedDiscount>(coupons.Count);
        var codes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var all = products.Select(product => product.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var coupon in coupons)
        {
            if (Problem(coupon, all, carried, codes) is var (field, reason))
            {
                findings.Reject(Kind, coupon.Key, field, reason);
                continue;
            }

            codes.Add(coupon.Code.Trim());
            mapped.Add(Map(coupon));
        }

        return mapped;
    }

    private MappedDiscount Map(ShopCoupon coupon)
    {
        if (coupon.UsageLimit is not null)
        {
            findings.Lose(Kind, coupon.Key, "usage_limit", "The limit is dropped, as the rules say.");
        }

        foreach (var (name, _) in coupon.Other)
        {
            findings.Lose(Kind, coupon.Key, name, "ClickFunnels has no field for it.");
        }

        var isPercent = coupon.Type == "percent";
        var create = new DiscountCreate
        {
            Name = coupon.Name?.Trim() is { Length: > 0 } text ? text : coupon.Code.Trim(),
            Code = coupon.Code.Trim(),
            DiscountType = DiscountType.Code,
            DiscountMethod = isPercent ? DiscountMethod.Percentage : DiscountMethod.Fixed,
            AppliesTo = coupon.ProductKeys.Count == 0 ? DiscountAppliesTo.AllProducts : DiscountAppliesTo.SpecificProducts,
        };
        if (isPercent)
        {
            create.Percent = coupon.Value.ToString(CultureInfo.InvariantCulture);
        }
        else
        {
            create.Amount = coupon.Value;
            create.Currency = (coupon.Currency ?? rules.Currency)?.ToUpperInvariant();
            if (create.Currency is null)
            {
                findings.Ask("currency", "The source does not say the currency of its prices. Which one is it, by ISO 4217?", coupon.Key);
            }
        }

        if (coupon.ValidFrom is { } from)
        {
            create.ApplyFrom = from;
        }

        if (coupon.ValidUntil is { } until)
        {
            create.ApplyUntil = until;
        }

        return new MappedDiscount(coupon.Key, create, coupon.ProductKeys);
    }

    private (string Field, string Reason)? Problem(ShopCoupon coupon, HashSet<string> all, HashSet<string> carried, HashSet<string> codes)
    {
        var code = coupon.Code.Trim();
        if (code.Length == 0 || !code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            return ("code", "Codes of ClickFunnels have only letters, digits and hyphens. Choose another code.");
        }

        if (codes.Contains(code))
        {
            return ("code", "Another coupon has the same code; upper and lower case are the same. Choose another code.");
        }

        if (coupon.Type is not ("percent" or "fixed"))
        {
            return ("type", "The type must be percent or fixed.");
        }

        if (coupon.Value <= 0 || (coupon.Type == "percent" && coupon.Value is < 0.01m or > 100))
        {
            return ("value", "The value must be above 0, and a percentage from 0.01 to 100.");
        }

        if (coupon.Status is not (null or "active"))
        {
            return ("status", "Discounts of ClickFunnels are always active. Create it in ClickFunnels when it is needed.");
        }

        if (coupon.ExcludedProductKeys.Count > 0)
        {
            return ("excluded_product_keys", "Discounts of ClickFunnels cannot exclude products. List the products that it applies to.");
        }

        if (coupon.UsageLimit is not null && rules.Coupons.UsageLimit == CouponLimitRule.Reject)
        {
            return (
                "usage_limit",
                "Discounts of ClickFunnels have no limit for all customers together. The rule coupons.usage_limit can drop it."
            );
        }

        if (coupon.ValidUntil < coupon.ValidFrom)
        {
            return ("valid_until", "The end is before the start.");
        }

        return coupon.ProductKeys.FirstOrDefault(key => !carried.Contains(key)) is { } missing
            ? (
                "product_keys",
                all.Contains(missing) ? $"The product {missing} is not carried. Correct it first." : $"The shop has no product {missing}."
            )
            : null;
    }
}
