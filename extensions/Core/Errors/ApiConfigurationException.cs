using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>The settings of a client are missing or wrong; nothing was sent.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiConfigurationException : ApiException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="problems">The problems, each with the name of the setting and the fix.</param>
    public ApiConfigurationException(IReadOnlyList<string> problems)
        : base("The client is not configured correctly: " + string.Join(" ", problems)) => Problems = problems;

    /// <summary>The problems, each with the name of the setting and the fix.</summary>
    public IReadOnlyList<string> Problems { get; }
}
