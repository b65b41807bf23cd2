namespace ClickFunnels.Emulator;

/// <summary>Settings of a workspace that the service decides, and that no operation of the API changes.</summary>
public sealed class WorkspaceSettings
{
    /// <summary>ISO 4217 code of the currency, which all prices of the workspace have.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>
    /// Commerce providers that external purchase endpoints can be created for; <c>whop</c> unless they are changed.
    /// </summary>
    public IList<string> ExternalPurchaseProviders { get; } = ["whop"];

    /// <summary>True if the operations in closed beta work; otherwise they return 403.</summary>
    public bool ClosedBeta { get; set; } = true;

    /// <summary>Number of records at which workspace statistics stop counting, 1 to 1000000.</summary>
    public int StatisticsLimit { get; set; } = 100_000;

    /// <summary>
    /// True if the payment processor confirms each move of a trial end or renewal (200); otherwise it accepts them only (202).
    /// </summary>
    public bool ConfirmsScheduleChanges { get; set; } = true;

    /// <summary>Number of reads of an order that still show the old dates after a move of its trial end or renewal, 0 to 1000.</summary>
    public int ReadsUntilScheduleChanges { get; set; } = 1;

    /// <summary>
    /// True if lists ignore <c>filters[stored_filter_id]</c>, as an older instruction of the vendor says. By default, they return 400.
    /// </summary>
    public bool IgnoresMisspelledFilters { get; set; }

    internal void Validate()
    {
        if (Currency is not { Length: 3 } || !Currency.All(char.IsAsciiLetter))
        {
            throw new ArgumentException("The currency of a workspace must be three letters, such as USD.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(StatisticsLimit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(StatisticsLimit, 1_000_000);
        ArgumentOutOfRangeException.ThrowIfNegative(ReadsUntilScheduleChanges);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ReadsUntilScheduleChanges, 1000);
        foreach (var provider in ExternalPurchaseProviders)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        }
    }
}
