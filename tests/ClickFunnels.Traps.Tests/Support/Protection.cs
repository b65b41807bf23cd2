namespace ClickFunnels.Traps.Tests.Support;

/// <summary>The protections against a trap, the strongest one first.</summary>
public enum Protection
{
    /// <summary>The mistake does not compile.</summary>
    Type,

    /// <summary>The client rejects the call before it sends anything.</summary>
    Refusal,

    /// <summary>An analyzer of the package reports the mistake.</summary>
    Analyzer,

    /// <summary>The client does the right thing by itself.</summary>
    Handled,

    /// <summary>A method does the right thing for the caller.</summary>
    Helper,

    /// <summary>The documentation of the member warns.</summary>
    Documentation,
}
