namespace ClickFunnels.Drift.Findings;

/// <summary>The effect of a change on code that calls the API through the C# client, in ascending order.</summary>
internal enum Severity
{
    /// <summary>Nothing breaks; worth knowing.</summary>
    Info,

    /// <summary>Code compiles and runs, but may behave differently than the caller expects.</summary>
    Warning,

    /// <summary>A deployed client fails, or code no longer compiles after regeneration.</summary>
    Breaking,
}
