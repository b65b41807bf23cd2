using System;
using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels.Workflows;

/// <summary>Rules for <c>POST /products/variants/{variant_id}/prices</c>, by type of payment.</summary>
internal static class PriceRules
{
    private static readonly PriceInterval[] Intervals =
    [
        PriceInterval.Days,
        PriceInterval.Weeks,
        PriceInterval.Months,
        PriceInterval.Years,
    ];

    public static void Check(string path, IList<PricePlan> prices, ProblemList problems)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < prices.Count; index++)
        {
            var at = $"{path}[{index}]";
            if (prices[index] is not { } price)
            {
                problems.Add(at, "is null. Remove it.");
                continue;
            }

            Check(at, price, problems);
            if (price.Key is { } key && problems.OptionalName($"{at}.{nameof(price.Key)}", key) && !keys.Add(key))
            {
                problems.Add(
                    $"{at}.{nameof(price.Key)}",
                    "is the key of another price of the variant as well. Give each price its own key, or set them to null."
                );
            }
        }
    }

    private static void Check(string at, PricePlan price, ProblemList problems)
    {
        if (price.Amount is null)
        {
            problems.Add($"{at}.{nameof(price.Amount)}", "is missing. Set the amount in units of the currency; 0 for free.");
        }

        if (!Currencies.IsCode(price.Currency))
        {
            problems.Add(
                $"{at}.{nameof(price.Currency)}",
                price.Currency is null
                    ? "is missing. Use three ISO 4217 letters, such as USD."
                    : "is not a currency code. Use three ISO 4217 letters, such as USD."
            );
        }

        problems.Money($"{at}.{nameof(price.Amount)}", price.Amount, price.Currency);
        problems.Money($"{at}.{nameof(price.SetupAmount)}", price.SetupAmount, price.Currency);
        problems.Money($"{at}.{nameof(price.CompareAtAmount)}", price.CompareAtAmount, price.Currency);
        problems.Money($"{at}.{nameof(price.TrialAmount)}", price.TrialAmount, price.Currency);
        problems.NotNegative($"{at}.{nameof(price.Cost)}", price.Cost);
        if (price.PaymentType == PaymentType.OneTime)
        {
            OneTime(at, price, problems);
        }
        else if (price.PaymentType == PaymentType.Subscription || price.PaymentType == PaymentType.PaymentPlan)
        {
            Recurring(at, price, problems);
        }
        else
        {
            problems.Add(
                $"{at}.{nameof(price.PaymentType)}",
                $"'{price.PaymentType}' is unknown. Use PaymentType.OneTime, Subscription or PaymentPlan."
            );
        }
    }

    private static void OneTime(string at, PricePlan price, ProblemList problems)
    {
        const string Fix = "does not apply to a one-time price. Remove it, or make the price a subscription or a payment plan.";
        void Check(string name, object? value)
        {
            if (value is not null)
            {
                problems.Add($"{at}.{name}", Fix);
            }
        }

        Check(nameof(price.Interval), price.Interval);
        Check(nameof(price.IntervalCount), price.IntervalCount);
        Check(nameof(price.Duration), price.Duration);
        Check(nameof(price.TrialInterval), price.TrialInterval);
        Check(nameof(price.TrialDuration), price.TrialDuration);
        Check(nameof(price.TrialAmount), price.TrialAmount);
    }

    private static void Recurring(string at, PricePlan price, ProblemList problems)
    {
        if (price.Interval is null)
        {
            problems.Add($"{at}.{nameof(price.Interval)}", "is missing. Set the unit of the billing period, such as PriceInterval.Months.");
        }

        Interval($"{at}.{nameof(price.Interval)}", price.Interval, problems);
        problems.Positive($"{at}.{nameof(price.IntervalCount)}", price.IntervalCount);
        problems.Positive($"{at}.{nameof(price.Duration)}", price.Duration);
        if (price.PaymentType == PaymentType.PaymentPlan && price.Duration is null)
        {
            problems.Add($"{at}.{nameof(price.Duration)}", "is missing. A payment plan needs the number of its installments.");
        }

        Interval($"{at}.{nameof(price.TrialInterval)}", price.TrialInterval, problems);
        problems.Positive($"{at}.{nameof(price.TrialDuration)}", price.TrialDuration);
        if (price.TrialInterval is null && (price.TrialDuration is not null || price.TrialAmount is not null))
        {
            problems.Add($"{at}.{nameof(price.TrialInterval)}", "is missing. A trial needs its unit and its duration.");
        }

        if (price.TrialDuration is null && (price.TrialInterval is not null || price.TrialAmount is not null))
        {
            problems.Add($"{at}.{nameof(price.TrialDuration)}", "is missing. A trial needs its unit and its duration.");
        }
    }

    /// <summary>The service refuses the singular with 422 "Interval is not included in the list".</summary>
    private static void Interval(string path, PriceInterval? interval, ProblemList problems)
    {
        if (interval is not { } unit || Intervals.Contains(unit))
        {
            return;
        }

        var value = (unit.Value ?? string.Empty).Trim();
        var fix = value.ToUpperInvariant() switch
        {
            "DAY" or "DAILY" => "Use PriceInterval.Days ('days'); units are plural.",
            "WEEK" or "WEEKLY" => "Use PriceInterval.Weeks ('weeks'); units are plural.",
            "MONTH" or "MONTHLY" => "Use PriceInterval.Months ('months'); units are plural.",
            "YEAR" or "YEARLY" or "ANNUAL" or "ANNUALLY" => "Use PriceInterval.Years ('years'); units are plural.",
            "QUARTER" or "QUARTERS" or "QUARTERLY" => "Use PriceInterval.Months ('months') with a count of 3.",
            _ => "Use PriceInterval.Days, Weeks, Months or Years.",
        };
        problems.Add(path, $"'{value}' is not a unit of the service. {fix}");
    }
}
