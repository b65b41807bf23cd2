using System;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The rules of markup that replaces a page.</summary>
internal static class PageMarkup
{
    // The beginning of the comment that the service sends for a page that it cannot read (documented).
    private const string Unavailable = "<!-- markup unavailable";

    /// <summary>Returns the markup, or refuses what would destroy a page.</summary>
    public static string Checked(string markup, string parameter)
    {
        if (markup is null)
        {
            throw new ArgumentNullException(parameter);
        }

        if (string.IsNullOrWhiteSpace(markup))
        {
            throw new ArgumentException(
                "The markup is blank. A page whose markup reads as blank is not always empty, so sending it back could destroy the page.",
                parameter
            );
        }

        return markup.TrimStart().StartsWith(Unavailable, StringComparison.OrdinalIgnoreCase)
            ? throw new ArgumentException(
                "The markup is the comment that the service sends for a page that it cannot read. Sending it back would destroy the page.",
                parameter
            )
            : markup;
    }
}
