using System.Text;
using System.Text.Json;
using ClickFunnels.Migration.Formats;
using ClickFunnels.Migration.Reports;

namespace ClickFunnels.Migration;

public sealed partial record MigrationReport
{
    /// <summary>Returns the report as text for a terminal. Records with the same reason are one line, with some of their keys.</summary>
    public string ToText() => TextReport.Write(this);

    /// <summary>
    /// Returns the report as one HTML page, which needs no other file and no network. Records with the same reason are one row; it lists
    /// some hundreds of their keys, and counts the others.
    /// </summary>
    public string ToHtml() => HtmlReport.Write(this);

    /// <summary>Returns the complete report as JSON, with names in snake case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RecordJson.TypeOf<MigrationReport>(RecordJson.Indented)) + "\n";

    /// <summary>Reads a report that <see cref="ToJson" /> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="MigrationInputException">The text is not a report.</exception>
    public static MigrationReport FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return RecordReader.Read<MigrationReport>(Encoding.UTF8.GetBytes(json), out var problem)
            ?? throw new MigrationInputException((problem!.Field is null ? "" : $"Field {problem.Field}: ") + problem.Reason, "report");
    }
}
