namespace ClickFunnels.Drift.Findings;

/// <summary>What a breaking change breaks.</summary>
[Flags]
internal enum Breaks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>
    /// The conversation of a deployed client with the service: a request is refused, or a response does not hold what it held.
    /// </summary>
    Wire = 1,

    /// <summary>
    /// The public C# surface that is generated from the contract: code that uses the client no longer compiles after regeneration.
    /// </summary>
    CSharp = 2,

    /// <summary>Both.</summary>
    Both = Wire | CSharp,
}
