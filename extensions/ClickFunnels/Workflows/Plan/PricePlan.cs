using System.Text.Json.Serialization;

namespace ClickFunnels.Workflows;

/// <summary>One price of a variant. Amounts are in units of the currency, such as <c>29.00</c> dollars, never in cents.</summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class PricePlan
{
    /// <summary>Display name.</summary>
    public string? Name { get; set; }

    /// <summary>Amount that is paid once or per period. Required, 0 or more, with no more decimals than the currency has.</summary>
    public decimal? Amount { get; set; }

    /// <summary>
    /// Currency: three ISO 4217 letters. Required. The service ignores it and uses the currency of the workspace (documented), so the
    /// workflow compares it with that of the new price, and stops if they differ.
    /// </summary>
    public string? Currency { get; set; }

    /// <summary>
    /// Type of payment. The default is one-time; see <see cref="OneTime" />, <see cref="Subscription" /> and
    /// <see cref="PaymentPlan" />.
    /// </summary>
    public PaymentType PaymentType { get; set; } = PaymentType.OneTime;

    /// <summary>
    /// Unit of the billing period, in the plural: <see cref="PriceInterval.Months" />. For subscriptions and payment plans.
    /// </summary>
    public PriceInterval? Interval { get; set; }

    /// <summary>Number of units in a billing period, 1 or more. The default is 1.</summary>
    public int? IntervalCount { get; set; }

    /// <summary>
    /// Number of periods that are billed, 1 or more. Required for a payment plan; a subscription without it does not end.
    /// </summary>
    public int? Duration { get; set; }

    /// <summary>Unit of the trial, in the plural; together with <see cref="TrialDuration" />.</summary>
    public PriceInterval? TrialInterval { get; set; }

    /// <summary>Number of units in the trial, 1 or more.</summary>
    public int? TrialDuration { get; set; }

    /// <summary>Price of the trial, 0 or more.</summary>
    public decimal? TrialAmount { get; set; }

    /// <summary>Fee that is paid once at the start, 0 or more.</summary>
    public decimal? SetupAmount { get; set; }

    /// <summary>Former or list price, for display only; 0 or more.</summary>
    public decimal? CompareAtAmount { get; set; }

    /// <summary>Cost of goods, 0 or more.</summary>
    public decimal? Cost { get; set; }

    /// <summary>
    /// A key of your own, unique among the prices of a variant. If it is null, the workflow derives one from the plan. The
    /// workflow finds the price by it if a response is lost.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>True to offer the price.</summary>
    public bool? Visible { get; set; }

    /// <summary>True to let customers cancel.</summary>
    public bool? SelfCancel { get; set; }

    /// <summary>True to let customers change to a higher price.</summary>
    public bool? SelfUpgrade { get; set; }

    /// <summary>True to let customers change to a lower price.</summary>
    public bool? SelfDowngrade { get; set; }

    /// <summary>True to let customers reactivate.</summary>
    public bool? SelfReactivate { get; set; }

    /// <summary>Creates a price that is paid once.</summary>
    /// <param name="amount">Amount in units of the currency.</param>
    /// <param name="currency">Three ISO 4217 letters.</param>
    public static PricePlan OneTime(decimal amount, string currency) => new() { Amount = amount, Currency = currency };

    /// <summary>Creates a price that is paid every period until the subscription ends.</summary>
    /// <param name="amount">Amount per period, in units of the currency.</param>
    /// <param name="currency">Three ISO 4217 letters.</param>
    /// <param name="interval">Unit of the period, such as <see cref="PriceInterval.Months" />.</param>
    /// <param name="intervalCount">Number of units in a period.</param>
    public static PricePlan Subscription(decimal amount, string currency, PriceInterval interval, int intervalCount = 1) =>
        new()
        {
            Amount = amount,
            Currency = currency,
            PaymentType = PaymentType.Subscription,
            Interval = interval,
            IntervalCount = intervalCount,
        };

    /// <summary>Creates a price that is paid in a fixed number of installments.</summary>
    /// <param name="amount">Amount of one installment, in units of the currency.</param>
    /// <param name="currency">Three ISO 4217 letters.</param>
    /// <param name="duration">Number of installments.</param>
    /// <param name="interval">Unit of the time between them, such as <see cref="PriceInterval.Months" />.</param>
    /// <param name="intervalCount">Number of units between them.</param>
    public static PricePlan PaymentPlan(decimal amount, string currency, int duration, PriceInterval interval, int intervalCount = 1) =>
        new()
        {
            Amount = amount,
            Currency = currency,
            PaymentType = PaymentType.PaymentPlan,
            Duration = duration,
            Interval = interval,
            IntervalCount = intervalCount,
        };

    internal bool IsRecurring => PaymentType != PaymentType.OneTime;

    internal PricePlan Copy() => (PricePlan)MemberwiseClone();
}
