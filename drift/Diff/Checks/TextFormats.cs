namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The relation between the texts that two formats allow.</summary>
internal enum FormatChange
{
    /// <summary>The same texts, as far as the formats are known.</summary>
    None,

    /// <summary>Fewer texts: a format is added, or a stricter one replaces it.</summary>
    Narrower,

    /// <summary>More texts.</summary>
    Wider,

    /// <summary>Other texts.</summary>
    Other,
}

/// <summary>
/// The formats that say what a text looks like, each with the wider ones. All others, such as <c>password</c>, are hints: they do not
/// change the text that is sent.
/// </summary>
internal static class TextFormats
{
    private static readonly Dictionary<string, string[]> Wider = new(StringComparer.Ordinal)
    {
        ["date-time"] = [],
        ["date"] = [],
        ["time"] = [],
        ["duration"] = [],
        ["time-span"] = [],
        ["uuid"] = [],
        ["guid"] = [],
        ["email"] = ["idn-email"],
        ["idn-email"] = [],
        ["hostname"] = ["idn-hostname"],
        ["idn-hostname"] = [],
        ["ipv4"] = [],
        ["ipv6"] = [],
        ["uri"] = ["uri-reference", "iri", "iri-reference"],
        ["uri-reference"] = ["iri-reference"],
        ["iri"] = ["iri-reference"],
        ["iri-reference"] = [],
        ["uri-template"] = [],
        ["json-pointer"] = [],
        ["relative-json-pointer"] = [],
        ["regex"] = [],
        ["byte"] = [],
        ["base64"] = [],
        ["base64url"] = [],
        ["decimal"] = [],
        ["int32"] = ["int64"],
        ["int64"] = [],
    };

    // Two names for one format.
    private static readonly Dictionary<string, string> Same = new(StringComparer.Ordinal)
    {
        ["guid"] = "uuid",
        ["base64"] = "byte",
        ["time-span"] = "duration",
    };

    /// <summary>Compares two formats of texts; null means that a text has none.</summary>
    public static FormatChange Compare(string? before, string? after)
    {
        var (was, now) = (Known(before), Known(after));
        if (was == now)
        {
            return FormatChange.None;
        }

        return was is null ? FormatChange.Narrower
            : now is null || Wider[was].Contains(now) ? FormatChange.Wider
            : Wider[now].Contains(was) ? FormatChange.Narrower
            : FormatChange.Other;
    }

    private static string? Known(string? format) =>
        format is null || !Wider.ContainsKey(format) ? null : Same.GetValueOrDefault(format, format);
}
