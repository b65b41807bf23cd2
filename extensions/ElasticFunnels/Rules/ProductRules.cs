using System.Collections.Generic;

namespace ElasticFunnels;

/// <summary>The documented rules on several fields of a product, which are the same for a new product and for changes.</summary>
internal static class ProductRules
{
    private const decimal WholePercentage = 100;

    public static string? Broken(
        bool? isSubscription,
        long? frequency,
        BillingInterval? unit,
        IReadOnlyList<SubscriptionTier>? tiers,
        long? category,
        long? subcategory,
        decimal? discount
    )
    {
        if (tiers is not { Count: > 0 })
        {
            if (isSubscription == true && (frequency is null || unit is null))
            {
                return "is_subscription needs subscription_tiers, or subscription_frequency and subscription_frequency_unit.";
            }

            if (frequency is null != unit is null)
            {
                return "subscription_frequency and subscription_frequency_unit are set together.";
            }
        }

        return frequency < 1 ? "subscription_frequency is at least 1."
            : subcategory is not null && category is null ? "product_subcategory_id needs product_category_id, the parent of that category."
            : discount is < 0 or > WholePercentage ? "subscribe_save_discount_percent is from 0 to 100."
            : null;
    }
}

/// <content>Checks the rules before anything is sent.</content>
public sealed partial class ProductCreate
{
    /// <inheritdoc />
    protected override string? BrokenRule() =>
        ProductRules.Broken(
            IsSubscription,
            SubscriptionFrequency,
            SubscriptionFrequencyUnit,
            SubscriptionTiers,
            ProductCategoryId,
            ProductSubcategoryId,
            SubscribeSaveDiscountPercent
        );
}

/// <content>Checks the rules before anything is sent.</content>
public sealed partial class ProductUpdate
{
    /// <inheritdoc />
    protected override string? BrokenRule() =>
        ProductRules.Broken(
            IsSubscription,
            SubscriptionFrequency,
            SubscriptionFrequencyUnit,
            SubscriptionTiers,
            ProductCategoryId,
            ProductSubcategoryId,
            SubscribeSaveDiscountPercent
        );
}

/// <content>Checks the rules before anything is sent.</content>
public sealed partial class SubscriptionTier
{
    /// <inheritdoc />
    protected override string? BrokenRule() =>
        IntervalCount < 1 ? "interval_count is at least 1."
        : Price < 0 ? "price is at least 0."
        : null;
}
