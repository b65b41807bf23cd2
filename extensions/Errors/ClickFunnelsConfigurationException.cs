using System.Collections.Generic;

namespace ClickFunnels;

/// <summary>The settings of a client are missing or wrong; nothing was sent.</summary>
public sealed class ClickFunnelsConfigurationException : ClickFunnelsException
{
    internal ClickFunnelsConfigurationException(IReadOnlyList<string> problems)
        : base("The ClickFunnels client is not configured: " + string.Join(" ", problems)) => Problems = problems;

    /// <summary>Each problem, with the setting's name and the mend.</summary>
    public IReadOnlyList<string> Problems { get; }
}
