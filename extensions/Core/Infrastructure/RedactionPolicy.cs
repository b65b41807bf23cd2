using System.Collections.Generic;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Names the texts of an exchange that may be recorded as they are. All other texts are redacted.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class RedactionPolicy
{
    /// <summary>
    /// Properties that are enumerations, with their documented values. Only these values are recorded; any other text of such a
    /// property is redacted.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> EnumerationValues { get; init; } =
        new Dictionary<string, IReadOnlyCollection<string>>();

    /// <summary>
    /// Properties that are objects with keys of any name. Names and values in them are redacted at every depth. Case is ignored.
    /// </summary>
    public IReadOnlyCollection<string> FreeObjects { get; init; } = [];

    /// <summary>Query parameters whose values are words of the API.</summary>
    public IReadOnlyCollection<string> PlainParameters { get; init; } = [];

    /// <summary>Query parameters and response headers whose values are kept when they consist of digits, such as cursors.</summary>
    public IReadOnlyCollection<string> NumericNames { get; init; } = [];
}
