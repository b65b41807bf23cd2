using System.Collections.Generic;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Names the texts of an exchange that may be recorded as they are. All other texts are redacted.</summary>
public sealed class RedactionPolicy
{
    /// <summary>Properties whose values are enumerations, which tell nothing of a person.</summary>
    public IReadOnlyCollection<string> EnumerationProperties { get; init; } = [];

    /// <summary>Objects whose keys people choose: everything in them is redacted, whatever the key.</summary>
    public IReadOnlyCollection<string> FreeObjects { get; init; } = [];

    /// <summary>Query parameters whose values are words of the API.</summary>
    public IReadOnlyCollection<string> PlainParameters { get; init; } = [];

    /// <summary>Query parameters and response headers whose values are kept when they consist of digits, such as cursors.</summary>
    public IReadOnlyCollection<string> NumericNames { get; init; } = [];
}
