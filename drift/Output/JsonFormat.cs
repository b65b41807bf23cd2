using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Output;

/// <summary>JSON for programs. The schema is documented in docs/drift.md; keys are only added as long as the schema version
/// stays.</summary>
internal sealed class JsonFormat : IReportFormat
{
    public const int SchemaVersion = 1;

    /// <summary>Indented. Letters of all languages are not escaped, because the file is UTF-8 and not part of an HTML
    /// page.</summary>
    internal static readonly JsonSerializerOptions IndentedRenderable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Name => "json";

    /// <summary>
    /// Writes JSON. Format characters, which can reverse the text that follows in a terminal, are escaped; all others stay readable.
    /// </summary>
    internal static string Text(JsonObject report)
    {
        var json = report.ToJsonString(IndentedRenderable);
        return json.Any(IsFormat)
            ? string.Concat(json.Select(letter => IsFormat(letter) ? $"\\u{(int)letter:x4}" : letter.ToString())) + "\n"
            : json + "\n";
    }

    public void Write(Report report, OutputSettings settings, TextWriter output) =>
        output.Write(
            Text(
                new JsonObject
                {
                    ["schemaVersion"] = SchemaVersion,
                    ["tool"] = new JsonObject { ["name"] = Tool.Name, ["version"] = Tool.Version },
                    ["title"] = report.Title,
                    ["compared"] = new JsonObject { ["count"] = report.Compared, ["unit"] = report.Unit },
                    ["failOn"] = settings.FailOn.Id(),
                    ["failed"] = report.Findings.Any(finding => finding.Severity >= settings.FailOn),
                    ["versionStep"] = report.Step?.Id(),
                    ["summary"] = new JsonObject
                    {
                        ["breaking"] = report.Count(Severity.Breaking),
                        ["warning"] = report.Count(Severity.Warning),
                        ["info"] = report.Count(Severity.Info),
                        ["waived"] = report.Waived.Count,
                    },
                    ["findings"] = new JsonArray([.. report.Findings.Select(Node)]),
                    ["waived"] = new JsonArray([.. report.Waived.Select(Node)]),
                    ["notes"] = new JsonArray([.. report.Notes.Select(note => JsonValue.Create(note))]),
                }
            )
        );

    private static bool IsFormat(char letter) =>
        char.GetUnicodeCategory(letter)
            is UnicodeCategory.Format
                or UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
        && letter != '\n';

    private static JsonObject Node(Finding finding) =>
        new()
        {
            ["rule"] = finding.Rule.Id,
            ["severity"] = finding.Severity.Id(),
            ["group"] = finding.Rule.Group.Id(),
            ["direction"] = finding.Direction.Id(),
            ["operations"] = new JsonArray([.. finding.Operations.Select(operation => JsonValue.Create(operation))]),
            ["pointer"] = finding.Pointer,
            ["file"] = finding.File,
            ["line"] = finding.Position?.Line,
            ["column"] = finding.Position?.Column,
            ["old"] = finding.OldValue,
            ["new"] = finding.NewValue,
            ["message"] = finding.Message,
            ["csharp"] = finding.CSharp,
            ["fingerprint"] = finding.Fingerprint,
        };

    private static JsonObject Node(WaivedFinding waived)
    {
        var node = Node(waived.Finding);
        node["waiver"] = new JsonObject { ["reason"] = waived.Reason, ["expires"] = $"{waived.Expires:O}" };
        return node;
    }
}
