using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ClickFunnels.Sync.Imports;

/// <summary>Writes the lines of a result file.</summary>
internal sealed class OutcomeFormat(bool isCsv, ImportKeys keys)
{
    private const string FirstLetterOfFormulas = "=+-@\t\r";

    /// <summary>The first line; empty if the format has none.</summary>
    public string Header => isCsv ? "line,key,outcome,id,field,reason\n" : "";

    public string Line(RowOutcome row)
    {
        var key = row.Key is null ? null : Shown(row.Key);
        var outcome = Name(row.Outcome);
        if (isCsv)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Line},{Quote(key)},{outcome},{Quote(row.Id)},{Quote(row.Field)},{Quote(row.Reason)}\n"
            );
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("line", row.Line);
            Write(writer, "key", key);
            writer.WriteString("outcome", outcome);
            Write(writer, "id", row.Id);
            Write(writer, "field", row.Field);
            Write(writer, "reason", row.Reason);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    public static string Name(ImportOutcome outcome) =>
        outcome switch
        {
            ImportOutcome.Created => "created",
            ImportOutcome.Updated => "updated",
            ImportOutcome.Unchanged => "unchanged",
            _ => "rejected",
        };

    private string? Shown(string key) =>
        keys switch
        {
            ImportKeys.Plain => key,
#pragma warning disable CA1308 // Lower case is how addresses are hashed everywhere.
            ImportKeys.Hashed => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToLowerInvariant()))),
#pragma warning restore CA1308
            _ => null,
        };

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    // A spreadsheet would run a formula.
    private static string Quote(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = FirstLetterOfFormulas.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n'") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
