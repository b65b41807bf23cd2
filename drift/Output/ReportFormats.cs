namespace ClickFunnels.Drift.Output;

/// <summary>All formats, by name.</summary>
internal static class ReportFormats
{
    public const string Default = "text";

    /// <summary>The names for a message: <c>text, json, …</c>.</summary>
    public static string Names => string.Join(", ", All.Select(format => format.Name));

    private static IReadOnlyList<IReportFormat> All { get; } =
    [new TextFormat(), new JsonFormat(), new MarkdownFormat(), new HtmlFormat(), new SarifFormat(), new JUnitFormat(), new GitHubFormat()];

    /// <summary>Finds a format by its name; null if there is none.</summary>
    public static IReportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
