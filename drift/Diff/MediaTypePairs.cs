using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>The relation between the names of two media types.</summary>
internal enum MediaTypeChange
{
    /// <summary>Nothing in common.</summary>
    Unrelated,

    /// <summary>The same.</summary>
    Same,

    /// <summary>Spelled differently: another parameter, or another type with the same syntax.</summary>
    Renamed,

    /// <summary>The new one is more specific: <c>application/json</c> became <c>application/problem+json</c>.</summary>
    Specialized,

    /// <summary>The new one is more general.</summary>
    Generalized,
}

/// <summary>Pairs the media types of two bodies: by name, then those whose names relate.</summary>
internal static class MediaTypePairs
{
    public static IEnumerable<(ApiContent Old, ApiContent New, MediaTypeChange Change)> Pair(
        IReadOnlyDictionary<string, ApiContent> before,
        IReadOnlyDictionary<string, ApiContent> after
    )
    {
        // Sorted, so that the order of keys does not matter.
        var left = after.Keys.Where(type => !before.ContainsKey(type)).Order(StringComparer.Ordinal).ToList();
        foreach (var (type, content) in before.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (after.TryGetValue(type, out var same))
            {
                yield return (content, same, MediaTypeChange.Same);
            }
            else if (left.Find(other => Compare(type, other) != MediaTypeChange.Unrelated) is { } related)
            {
                left.Remove(related);
                yield return (content, after[related], Compare(type, related));
            }
        }
    }

    public static MediaTypeChange Compare(string before, string after)
    {
        if (string.Equals(before, after, StringComparison.OrdinalIgnoreCase))
        {
            return MediaTypeChange.Same;
        }

        var (old, now) = (Parse(before), Parse(after));
        if (old.Type == now.Type && old.Subtype == now.Subtype)
        {
            return MediaTypeChange.Renamed;
        }

        if (Covers(now, old))
        {
            return MediaTypeChange.Generalized;
        }

        if (Covers(old, now))
        {
            return MediaTypeChange.Specialized;
        }

        return old.Type == now.Type && old.Syntax == now.Syntax ? MediaTypeChange.Renamed : MediaTypeChange.Unrelated;
    }

    private static bool Covers((string Type, string Subtype, string Syntax) wide, (string Type, string Subtype, string Syntax) narrow) =>
        wide.Type == "*" || wide.Type == narrow.Type && (wide.Subtype == "*" || wide.Subtype == narrow.Syntax);

    // Both application/problem+json and application/json have the syntax json.
    private static (string Type, string Subtype, string Syntax) Parse(string mediaType)
    {
        var name = mediaType.Split(';')[0].Trim().ToLowerInvariant();
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var subtype = slash < 0 ? "" : name[(slash + 1)..];
        return (slash < 0 ? name : name[..slash], subtype, subtype[(subtype.LastIndexOf('+') + 1)..]);
    }
}
