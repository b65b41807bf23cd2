using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Workflows;

namespace ClickFunnels.Migration;

/// <summary>Maps the prices of a product, paid once or charged again.</summary>
internal sealed class PriceMapper(string source, MigrationRules rules, MappingFindings findings)
{
    private const ShopRecordKind Kind = ShopRecordKind.Product;

    // The service stores keys of up to 255 characters.
    private const int LongestKey = 200;

    /// <summary>Adds the plan of each price.</summary>
    public void Add(IList<PricePlan> plans, ShopProduct product, string variant, IReadOnlyList<ShopPrice> prices)
    {
        foreach (var (index, price) in prices.Index())
        {
            var plan = new PricePlan
            {
                Amount = price.Amount,
                Currency = Currency(product.Key, price),
                CompareAtAmount = price.CompareAt > price.Amount ? price.CompareAt : null,
                Name = price.Name?.Trim() is { Length: > 0 } name ? name : null,
                Cost = price.Cost,
                Key = PriceKey(product.Key, variant, index),
            };
            if (price.Subscription is { } subscription)
            {
                Repeat(plan, product, subscription);
            }

            plans.Add(plan);
        }
    }

    private string? Currency(string key, ShopPrice price)
    {
        if ((price.Currency ?? rules.Currency) is { } currency)
        {
            return currency.ToUpperInvariant();
        }

        findings.Ask("currency", "The source does not say the currency of its prices. Which one is it, by ISO 4217?", key);
        return null;
    }

    private void Repeat(PricePlan plan, ShopProduct product, ShopSubscription subscription)
    {
        var interval = subscription.Interval ?? rules.Subscriptions.Interval;
        if (interval is null)
        {
            findings.Ask(
                "subscriptions.interval",
                "The source does not say the unit of billing periods. Which one is it?",
                product.Key,
                "day",
                "week",
                "month",
                "year"
            );
            interval = "month";
        }

        plan.PaymentType = PaymentType.Subscription;
        plan.Interval = new PriceInterval(interval.TrimEnd('s') + "s");
        plan.IntervalCount = subscription.IntervalCount;
        if (subscription.Cycles is { } cycles)
        {
            if (rules.Subscriptions.Cycles is null)
            {
                findings.Ask(
                    "subscriptions.cycles",
                    "The source has a number of cycles. Is it the number of payments, where 0 means no end, or is it ignored?",
                    product.Key,
                    "payments",
                    "ignore"
                );
            }

            if (rules.Subscriptions.Cycles == CycleRule.Payments && cycles > 0)
            {
                plan.PaymentType = PaymentType.PaymentPlan;
                plan.Duration = cycles;
            }
            else if (rules.Subscriptions.Cycles == CycleRule.Ignore && cycles > 0)
            {
                findings.Lose(Kind, product.Key, "cycles", "The number of cycles is ignored, as the rules say.");
            }
        }

        if (subscription.TrialDays is > 0 and var days)
        {
            (plan.TrialInterval, plan.TrialDuration, plan.TrialAmount) = (PriceInterval.Days, days, 0);
        }

        if (subscription.FirstChargeFree)
        {
            WaiveFirstCharge(plan, product, subscription);
        }
    }

    private void WaiveFirstCharge(PricePlan plan, ShopProduct product, ShopSubscription subscription)
    {
        switch (rules.Subscriptions.FirstChargeFree)
        {
            case null:
                findings.Ask(
                    "subscriptions.first_charge_free",
                    "Some subscriptions waive the first charge. Does the first period become a free trial, or is it charged?",
                    product.Key,
                    "free_trial",
                    "charge"
                );
                break;
            case FirstChargeRule.Charge:
                findings.Lose(Kind, product.Key, "first_charge_free", "The first charge is due, as the rules say.");
                break;
            case FirstChargeRule.FreeTrial when subscription.TrialDays is > 0:
                findings.Lose(Kind, product.Key, "first_charge_free", "The price has a trial already, which is not extended.");
                break;
            default:
                (plan.TrialInterval, plan.TrialDuration, plan.TrialAmount) = (plan.Interval, plan.IntervalCount, 0);
                break;
        }
    }

    // The key says where the price came from.
    private string PriceKey(string productKey, string variant, int index)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{source}/{productKey}:{variant}:{index}");
        return key.Length <= LongestKey ? key : Digest(key);
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
