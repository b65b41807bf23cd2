using System.Text;
using System.Text.Json;

namespace ClickFunnels.Cli.Output;

/// <summary>The column of a field.</summary>
/// <param name="Header">The name of the column.</param>
/// <param name="Names">The names that lead to the value; empty for the record itself.</param>
internal sealed record FieldCell(string Header, IReadOnlyList<string> Names)
{
    /// <summary>Returns the columns: the chosen fields, or the known ones, or those of a record.</summary>
    public static IReadOnlyList<FieldCell> ForColumns(IReadOnlyList<FieldPath> chosen, IReadOnlyList<string> known, JsonElement? first) =>
        chosen.Count > 0 ? [.. chosen.Select(static field => new FieldCell(field.Text, field.Names))]
        : first is { ValueKind: not JsonValueKind.Object } ? [new FieldCell("value", [])]
        : known.Count > 0 ? [.. known.Select(static name => new FieldCell(name, [name]))]
        : first is { } record ? [.. record.EnumerateObject().Select(static property => new FieldCell(property.Name, [property.Name]))]
        : [];

    /// <summary>Returns the value in a record as text; null for null and for a field that the record lacks.</summary>
    public string? Of(JsonElement record) => Of(record, 0);

    private string? Of(JsonElement value, int start)
    {
        for (var index = start; index < Names.Count; index++)
        {
            if (value.ValueKind == JsonValueKind.Array)
            {
                return ListOf(value, index);
            }

            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(Names[index], out value))
            {
                return null;
            }
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => RecordText.TextOf(value),
            _ => RecordText.Compact(value),
        };
    }

    // A field of each item is a list.
    private string ListOf(JsonElement list, int start)
    {
        var text = new StringBuilder("[");
        foreach (var item in list.EnumerateArray())
        {
            text.Append(text.Length > 1 ? "," : "");
            AppendItem(text, item, start);
        }

        return text.Append(']').ToString();
    }

    private void AppendItem(StringBuilder text, JsonElement value, int start)
    {
        for (var index = start; index < Names.Count; index++)
        {
            if (value.ValueKind == JsonValueKind.Array)
            {
                text.Append(ListOf(value, index));
                return;
            }

            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(Names[index], out value))
            {
                text.Append("null");
                return;
            }
        }

        RecordText.AppendCompact(text, value);
    }
}
