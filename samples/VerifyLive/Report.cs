using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VerifyLive;

/// <summary>Writes results as JSON, without data: statuses, reasons and notes of the checks.</summary>
internal static class Report
{
    public const string ToolVersion = "1.0";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,

        // The text is read in an issue, not in a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string ToJson(IReadOnlyList<CheckResult> results, Contract contract, DateTimeOffset now, bool isEmulator) =>
        new JsonObject
        {
            ["tool"] = $"VerifyLive {ToolVersion}",
            ["contract"] = contract.Version,
            ["date"] = now.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["service"] = isEmulator ? "emulator" : "live",
            ["checks"] = new JsonArray([
                .. results.Select(static result =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["id"] = result.Check.Id,
                            ["status"] = Name(result.Outcome.Status),
                            ["reason"] = result.Outcome.Reason,
                            ["assumption"] = result.Check.Assumption,
                            ["observed"] = new JsonArray([.. result.Notes.Select(static note => (JsonNode)note)]),
                        }
                ),
            ]),
        }.ToJsonString(Indented) + "\n";

    public static string Name(CheckStatus status) => status.ToString().ToLowerInvariant();
}
