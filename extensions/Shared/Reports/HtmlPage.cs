using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Reports;

/// <summary>Parts of a report as one HTML page without other files. The file is compiled into each assembly that has reports.</summary>
internal static class HtmlPage
{
    /// <summary>The style that all pages share.</summary>
    public const string Style = """
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: start; }
        th, td { border-bottom: 1px solid; padding: .25rem .75rem .25rem 0; text-align: start; vertical-align: top; }
        .number { text-align: end; white-space: nowrap; }
        .scroll { overflow-x: auto; }
        [hidden] { display: none !important; }
        svg { max-width: 100%; height: auto; }
        svg text { fill: currentColor; font-size: 14px; }
        :focus-visible { outline: 3px solid #1565c0; outline-offset: 2px; }

        """;

    /// <summary>Starts the page. Only this style and this script may run, and nothing may be loaded or sent.</summary>
    /// <param name="page">The page.</param>
    /// <param name="title">The title, escaped.</param>
    /// <param name="style">The style.</param>
    /// <param name="script">The script; null for none.</param>
    public static void Start(StringBuilder page, string title, string style, string? script = null)
    {
        var policy =
            $"default-src 'none'; style-src '{Hash(style)}'; script-src {(script is null ? "'none'" : $"'{Hash(script)}'")}; "
            + "base-uri 'none'; form-action 'none'";
        page.Append(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>{title}</title>
            <style>{style}</style>
            </head>
            <body>

            """.ReplaceLineEndings("\n")
        );
    }

    /// <summary>Starts a table that scrolls if it is too wide. A part of the page that scrolls has to be reachable by keyboard.</summary>
    /// <param name="page">The page.</param>
    /// <param name="caption">The caption, escaped.</param>
    /// <param name="columns">The headers of columns with text.</param>
    /// <param name="numbers">The headers of the columns with numbers, which follow.</param>
    public static void StartTable(StringBuilder page, string caption, IEnumerable<string> columns, IEnumerable<string> numbers)
    {
        page.Append(
            CultureInfo.InvariantCulture,
            $"<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{caption}\">\n<table>\n"
                + $"<caption>{caption}</caption>\n<thead><tr>"
        );
        page.AppendJoin("", columns.Select(static name => $"<th scope=\"col\">{name}</th>"));
        page.AppendJoin("", numbers.Select(static name => $"<th scope=\"col\" class=\"number\">{name}</th>"));
        page.Append("</tr></thead>\n<tbody>\n");
    }

    /// <summary>Ends a table.</summary>
    public static void EndTable(StringBuilder page) => page.Append("</tbody>\n</table>\n</div>\n");

    /// <summary>Escapes text for the content of elements and for quoted attributes.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(ReportText.Line(text)).Replace("`", "&#96;", StringComparison.Ordinal);

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
