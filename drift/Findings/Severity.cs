namespace ClickFunnels.Drift.Findings;

/// <summary>How much a change hurts somebody who calls the API through the C# client; in ascending order.</summary>
internal enum Severity
{
    /// <summary>Nothing breaks; worth knowing.</summary>
    Info,

    /// <summary>Compiles and runs, but may behave otherwise than the caller expects.</summary>
    Warning,

    /// <summary>A deployed client fails, or code no longer compiles after regeneration.</summary>
    Breaking,
}
