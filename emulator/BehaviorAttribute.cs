namespace ClickFunnels.Emulator;

/// <summary>Degrees of evidence for an emulated behavior.</summary>
public enum Evidence
{
    /// <summary>Written in the vendor's published specification or guides.</summary>
    Documented,

    /// <summary>Reported by the vendor's own tools or by integrators from the running service.</summary>
    Observed,

    /// <summary>Not published; the emulator had to choose.</summary>
    Assumed,
}

/// <summary>States an emulated behavior and its source.</summary>
/// <param name="rule">The behavior in one sentence.</param>
/// <param name="evidence">Degree of evidence.</param>
/// <param name="source">Public source, or the reason for the choice.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class BehaviorAttribute(string rule, Evidence evidence, string source) : Attribute
{
    /// <summary>The behavior in one sentence.</summary>
    public string Rule { get; } = rule;

    /// <summary>Gets the degree of evidence.</summary>
    public Evidence Evidence { get; } = evidence;

    /// <summary>Public source, or the reason for the choice.</summary>
    public string Source { get; } = source;
}
