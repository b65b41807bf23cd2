using System.Diagnostics.CodeAnalysis;

namespace ClickFunnels.AspNetCore;

/// <summary>Distinguishes paths of this application from addresses that lead a browser to another site.</summary>
internal static class LocalUrl
{
    private const int MaximumLength = 2048;

    /// <summary>Returns true if a browser stays on this site: the URL starts with exactly one slash and is printable ASCII.</summary>
    public static bool IsLocal([NotNullWhen(true)] string? url)
    {
        if (url is not ['/', ..] or { Length: > MaximumLength })
        {
            return false;
        }

        // Browsers treat a backslash as a slash and remove control characters before they parse the URL.
        return !url.StartsWith("//", StringComparison.Ordinal)
            && !url.StartsWith("/\\", StringComparison.Ordinal)
            && url.All(static letter => letter is > ' ' and <= '~');
    }
}
