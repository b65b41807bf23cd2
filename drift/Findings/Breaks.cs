namespace ClickFunnels.Drift.Findings;

/// <summary>The effect of a breaking change.</summary>
[Flags]
internal enum Breaks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>
    /// The communication of a deployed client with the service: a request is refused, or a response has other content.
    /// </summary>
    Wire = 1,

    /// <summary>
    /// The public C# surface that is generated from the contract: code that uses the client no longer compiles after regeneration.
    /// </summary>
    CSharp = 2,

    /// <summary>Both.</summary>
    Both = Wire | CSharp,
}
