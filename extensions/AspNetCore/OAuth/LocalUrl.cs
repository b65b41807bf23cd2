using System.Diagnostics.CodeAnalysis;

namespace ClickFunnels.AspNetCore;

/// <summary>Tells paths of this application from addresses that would lead a browser elsewhere.</summary>
internal static class LocalUrl
{
    private const int MaximumLength = 2048;

    /// <summary>Whether a browser that is sent there stays here: a path with one slash in front and printable ASCII alone.</summary>
    public static bool IsLocal([NotNullWhen(true)] string? url)
    {
        if (url is not ['/', ..] or { Length: > MaximumLength })
        {
            return false;
        }

        // Browsers take a backslash for a slash, and drop control characters before they look.
        return !url.StartsWith("//", StringComparison.Ordinal)
            && !url.StartsWith("/\\", StringComparison.Ordinal)
            && url.All(static letter => letter is > ' ' and <= '~');
    }
}
