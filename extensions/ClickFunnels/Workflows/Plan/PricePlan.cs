namespace ClickFunnels.Workflows;

/// <summary>One price of a variant. Amounts are in units of the currency, such as <c>29.00</c> dollars, never in cents.</summary>
public sealed class PricePlan
{
    /// <summary>Display name.</summary>
    public string? Name { get; set; }

    /// <summary>What is paid once or per period. Needed, 0 or more, with no more decimals than the currency has.</summary>
    public decimal? Amount { get; set; }

    /// <summary>Currency, by its three ISO 4217 letters. Needed. The live service echoes it in lower case.</summary>
    public string? Currency { get; set; }

    /// <summary>One-time when left out; see <see cref="OneTime" />, <see cref="Subscription" /> and <see cref="PaymentPlan" />.</summary>
    public PaymentType PaymentType { get; set; } = PaymentType.OneTime;

    /// <summary>Unit of the billing period, in the plural: <see cref="PriceInterval.Months" />. For subscriptions and payment plans.</summary>
    public PriceInterval? Interval { get; set; }

    /// <summary>How many units a billing period lasts, 1 or more; 1 when left out.</summary>
    public int? IntervalCount { get; set; }

    /// <summary>How many periods are billed, 1 or more. A payment plan needs it; a subscription without it does not end.</summary>
    public int? Duration { get; set; }

    /// <summary>Unit of the trial, in the plural; together with <see cref="TrialDuration" />.</summary>
    public PriceInterval? TrialInterval { get; set; }

    /// <summary>How many units the trial lasts, 1 or more.</summary>
    public int? TrialDuration { get; set; }

    /// <summary>What the trial costs, 0 or more.</summary>
    public decimal? TrialAmount { get; set; }

    /// <summary>A fee that is paid once at the start, 0 or more.</summary>
    public decimal? SetupAmount { get; set; }

    /// <summary>Former or list price, for display only; 0 or more.</summary>
    public decimal? CompareAtAmount { get; set; }

    /// <summary>Cost of goods, 0 or more.</summary>
    public decimal? Cost { get; set; }

    /// <summary>
    /// A key of your own, unique among the prices of a variant. When left out, the workflow sets one derived from the plan,
    /// by which it finds the price again after a lost answer.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>Whether it is offered.</summary>
    public bool? Visible { get; set; }

    /// <summary>Whether customers may cancel by themselves.</summary>
    public bool? SelfCancel { get; set; }

    /// <summary>Whether customers may change to a higher price by themselves.</summary>
    public bool? SelfUpgrade { get; set; }

    /// <summary>Whether customers may change to a lower price by themselves.</summary>
    public bool? SelfDowngrade { get; set; }

    /// <summary>Whether customers may reactivate by themselves.</summary>
    public bool? SelfReactivate { get; set; }

    /// <summary>Makes a price that is paid once.</summary>
    /// <param name="amount">Amount in units of the currency.</param>
    /// <param name="currency">Three ISO 4217 letters.</param>
    public static PricePlan OneTime(decimal amount, string currency) => new() { Amount = amount, Currency = currency };

    /// <summary>Makes a price that is paid every period until the subscription ends.</summary>
    /// <param name="amount">Amount per period, in units of the currency.</param>
    /// <param name="currency">Three ISO 4217 letters.</param>
    /// <param name="interval">Unit of the period, such as <see cref="PriceInterval.Months" />.</param>
    /// <param name="intervalCount">How many units a period lasts.</param>
    public static PricePlan Subscription(decimal amount, string currency, PriceInterval interval, int intervalCount = 1) =>
        new() { Amount = amount, Currency = currency, PaymentType = PaymentType.Subscription, Interval = interval, IntervalCount = intervalCount };

    /// <summary>Makes a price that is paid in a fixed number of instalments.</summary>
    /// <param name="amount">Amount of one instalment, in units of the currency.</param>
    /// <param name="currency">Three ISO 4217 letters.</param>
    /// <param name="duration">Number of instalments.</param>
    /// <param name="interval">Unit of the time between them, such as <see cref="PriceInterval.Months" />.</param>
    /// <param name="intervalCount">How many units lie between them.</param>
    public static PricePlan PaymentPlan(decimal amount, string currency, int duration, PriceInterval interval, int intervalCount = 1) => new()
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
