namespace ClickFunnels.Drift.Skills;

/// <summary>Finds the columns of tables that list fields.</summary>
internal static class FieldColumn
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "field",
        "parameter",
        "param",
        "property",
        "attribute",
        "argument",
        "query parameter",
        "query param",
        "body field",
        "request field",
        "response field",
        "body parameter",
        "filter",
    };

    // These may also be names of other things, unless a column tells their type.
    private static readonly HashSet<string> Vague = new(StringComparer.OrdinalIgnoreCase) { "name", "key" };

    /// <summary>Returns true if a column lists fields.</summary>
    public static bool Is(string header, IReadOnlyList<string> all)
    {
        var name = Singular(header);
        return Names.Contains(name)
            || Vague.Contains(name) && all.Any(other => Singular(other).Equals("type", StringComparison.OrdinalIgnoreCase));
    }

    private static string Singular(string header)
    {
        var text = header.Trim().Trim('*', ':', ' ');
        text = text.EndsWith("ies", StringComparison.OrdinalIgnoreCase) ? text[..^3] + "y" : text;
        return text.Length > 1 && text.EndsWith('s') && !text.EndsWith("ss", StringComparison.Ordinal) ? text[..^1] : text;
    }
}
