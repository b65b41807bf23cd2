using System.Globalization;
using System.Text;
using ClickFunnels.Migration.Files;

namespace ClickFunnels.Migration.Reports;

/// <summary>Words and numbers that all forms of a report share.</summary>
internal static class ReportWords
{
    private const int MaxLength = 2_000;

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

    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>
    /// Returns text from outside on one line of limited length, without characters that control a terminal or reverse the direction of the
    /// text after them.
    /// </summary>
    public static string Line(string text)
    {
        var result = new StringBuilder(Math.Min(text.Length, MaxLength) + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length >= MaxLength)
            {
                return result.Append('…').ToString();
            }

            if (
                Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
            )
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                result.Append(rune.ToString());
            }
        }

        return result.ToString();
    }
}
