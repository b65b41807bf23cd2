using System.Globalization;
using System.Text;
using static ClickFunnels.Migration.Reports.ReportWords;
using static ClickFunnels.Reports.ReportText;

namespace ClickFunnels.Migration.Reports;

/// <summary>The report as text.</summary>
internal static class TextReport
{
    private const int MaxExamples = 5;
    private const int MaxNotes = 100;

    public static string Write(MigrationReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Title(report)}, {Time(report.CreatedAt)}\n");
        text.Append(CultureInfo.InvariantCulture, $"From {Line(report.Source)} to workspace {Line(report.Workspace)}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Summary(report)}\n\n");
        WriteCounts(text, report);
        WriteQuestions(text, report);
        WriteGroups(text, "Rejected records", ReportGroup.OfRejected(report));
        WriteGroups(text, "Records that are not finished", ReportGroup.OfUnfinished(report));
        WriteGroups(text, "Fields that are not carried", ReportGroup.OfLosses(report));
        WriteGroups(text, "Differences", ReportGroup.OfDifferences(report));
        if (report.Notes.Count > 0)
        {
            text.Append("\nNotes\n");
            foreach (var note in report.Notes.Take(MaxNotes))
            {
                text.Append(CultureInfo.InvariantCulture, $"- {Line(note)}\n");
            }
        }

        return text.ToString();
    }

    private static void WriteCounts(StringBuilder text, MigrationReport report)
    {
        text.Append(CultureInfo.InvariantCulture, $"{"", -12}{"read", 10}{"new", 10}{"existing", 10}{"rejected", 10}{"done", 10}\n");
        foreach (var row in report.Counts)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Plural(row.Kind), -12}{Number(row.Read), 10}{Number(row.New), 10}{Number(row.Existing), 10}{Number(row.Rejected), 10}"
                    + $"{Number(row.Done), 10}\n"
            );
        }
    }

    private static void WriteQuestions(StringBuilder text, MigrationReport report)
    {
        if (report.Questions.Count > 0)
        {
            text.Append("\nQuestions\n");
        }

        foreach (var question in report.Questions)
        {
            var choices = question.Choices.Count == 0 ? "" : " One of " + string.Join(", ", question.Choices.Select(Line)) + ".";
            text.Append(
                CultureInfo.InvariantCulture,
                $"- {Line(question.Rule)}: {Line(question.Text)}{choices} "
                    + $"({Records(question.Count)}{Examples(question.Examples, question.Count)})\n"
            );
        }
    }

    private static void WriteGroups(StringBuilder text, string title, IReadOnlyList<ReportGroup> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{title} ({Number(groups.Sum(static group => group.Count))})\n");
        foreach (var group in groups.Take(ReportGroup.MaxGroups))
        {
            var field = group.Field is null ? "" : $", {Line(group.Field)}";
            var examples = Examples([.. group.Items.Take(MaxExamples).Select(static item => item.Key)], group.Count);
            text.Append(
                CultureInfo.InvariantCulture,
                $"- {Plural(group.Kind)}{field}: {Line(group.Reason)} ({Records(group.Count)}{examples})\n"
            );
        }

        if (groups.Count > ReportGroup.MaxGroups)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"- {Number(groups.Count - ReportGroup.MaxGroups)} more, which the JSON report lists\n"
            );
        }
    }

    private static string Examples(IReadOnlyList<string> keys, int count) =>
        keys.Count == 0 ? "" : (keys.Count < count ? ", such as " : ": ") + string.Join(", ", keys.Take(MaxExamples).Select(Line));
}
