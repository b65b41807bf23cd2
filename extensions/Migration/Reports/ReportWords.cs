using ClickFunnels.Migration.Files;
using static ClickFunnels.Reports.ReportText;

namespace ClickFunnels.Migration.Reports;

/// <summary>Words that all forms of a report share.</summary>
internal static class ReportWords
{
    public static string Title(MigrationReport report) =>
        report.Stage switch
        {
            MigrationStage.Planned => "Dry run of a migration",
            MigrationStage.Applied => "Migration",
            MigrationStage.Reconciled => "Comparison after a migration",
            _ => "Undone migration",
        };

    public static string Summary(MigrationReport report) =>
        report.IsClean
            ? "Complete: no open questions, no differences, and no unfinished records."
            : string.Join(
                " ",
                (
                    (string?[])
                        [
                            report.Questions.Count > 0
                                ? $"Open questions: {Number(report.Questions.Count)}. Nothing is applied until the rules decide them."
                                : null,
                            report.Unfinished.Count > 0
                                ? $"Unfinished records: {Number(report.Unfinished.Count)}. Run the same step again."
                                : null,
                            report.Differences.Count > 0 ? $"Differences: {Number(report.Differences.Count)}." : null,
                        ]
                ).OfType<string>()
            );

    public static string Plural(ShopRecordKind kind) => Path.GetFileNameWithoutExtension(ShopFileNames.JsonLines(kind));

    public static string Records(int count) => count == 1 ? "1 record" : $"{Number(count)} records";
}
