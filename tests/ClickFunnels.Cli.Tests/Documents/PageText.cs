namespace ClickFunnels.Cli.Tests.Documents;

/// <summary>Text in the pages about the program.</summary>
internal static class PageText
{
    /// <summary>Returns text for a cell of a table, or a line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCode">True if it is Markdown already.</param>
    public static string Cell(string text, bool isCode = false)
    {
        var line = text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
        return isCode ? line : line.Replace("<", "\\<", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);
    }
}
