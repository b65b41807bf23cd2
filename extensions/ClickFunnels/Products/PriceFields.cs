#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The rules on prices that the service documents, or applies without an error.</summary>
internal static class PriceFieldRules
{
    public static string? Broken(PriceInterval? interval) =>
        interval is { IsDocumented: false }
            ? "interval is one of days, weeks, months, quarters and years. The service refuses the singular and every other text."
            : null;
}

/// <content>The trial is one value, and intervals are checked before anything is sent.</content>
public sealed partial class ProductPriceCreate
{
    /// <summary>
    /// The trial; null for none. Fields on the wire: <c>trial_duration</c>, <c>trial_interval</c>, <c>trial_amount</c>.
    /// </summary>
    public PriceTrial? Trial
    {
        get => PriceTrial.From(TrialDuration, TrialInterval, TrialAmount);
        set => (TrialDuration, TrialInterval, TrialAmount) = (value?.Duration, value?.Interval, value?.Amount);
    }

    /// <inheritdoc />
    protected override string? BrokenRule() => PriceFieldRules.Broken(Interval) ?? PriceFieldRules.Broken(TrialInterval);
}

/// <content>The trial is one value, and intervals are checked before anything is sent.</content>
public sealed partial class ProductPriceUpdate
{
    /// <summary>
    /// The trial; null for none. Fields on the wire: <c>trial_duration</c>, <c>trial_interval</c>, <c>trial_amount</c>.
    /// </summary>
    public PriceTrial? Trial
    {
        get => PriceTrial.From(TrialDuration, TrialInterval, TrialAmount);
        set => (TrialDuration, TrialInterval, TrialAmount) = (value?.Duration, value?.Interval, value?.Amount);
    }

    /// <inheritdoc />
    protected override string? BrokenRule() => PriceFieldRules.Broken(Interval) ?? PriceFieldRules.Broken(TrialInterval);
}
