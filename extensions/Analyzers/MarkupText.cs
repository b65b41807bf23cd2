namespace ClickFunnels.Analyzers;

/// <summary>Recognizes scripts and tracking code in the markup of a page.</summary>
internal static class MarkupText
{
    private static readonly string[] Scripts =
    [
        "<script",
        "<noscript",
        "fbq(",
        "gtag(",
        "ttq.",
        "googletagmanager.com",
        "connect.facebook.net",
        "google-analytics.com",
        "analytics.tiktok.com",
        "snap.licdn.com",
    ];

    /// <summary>Returns true if the text has a script or code of a known tracker.</summary>
    public static bool HasScript(string? text) => text is not null && Scripts.Any(script => IndexOf(text, script) >= 0);

    /// <summary>Returns true if the text consists of scripts and comments, so that it can be moved as a whole.</summary>
    public static bool IsScript(string text)
    {
        var start = text.TrimStart();
        var end = text.TrimEnd();
        return (IndexOf(start, "<script") == 0 || IndexOf(start, "<noscript") == 0 || IndexOf(start, "<!--") == 0)
            && (EndsWith(end, "</script>") || EndsWith(end, "</noscript>") || EndsWith(end, "-->"))
            && HasScript(text);
    }

    private static int IndexOf(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase);

    private static bool EndsWith(string text, string end) => text.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
