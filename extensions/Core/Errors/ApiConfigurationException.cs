using System.Collections.Generic;

namespace ClickFunnels.Core;

/// <summary>The settings of a client are missing or wrong; nothing was sent.</summary>
public sealed class ApiConfigurationException : ApiException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="problems">The problems, each with the name of the setting and the fix.</param>
    public ApiConfigurationException(IReadOnlyList<string> problems)
        : base("The client is not configured correctly: " + string.Join(" ", problems)) => Problems = problems;

    /// <summary>The problems, each with the name of the setting and the fix.</summary>
    public IReadOnlyList<string> Problems { get; }
}
