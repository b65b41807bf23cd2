using System.Text;
using System.Text.Json;

namespace ClickFunnels.Cli.Output;

/// <summary>Reduces records to the chosen fields, and replaces secrets.</summary>
internal sealed class RecordFilter(IReadOnlyList<FieldPath> fields, IReadOnlyCollection<string> secrets)
{
    private const string Mask = "\"***\"";
    private readonly FieldChoice _choice = FieldChoice.Of(fields);
    private readonly HashSet<string> _secrets = [.. secrets];

    /// <summary>True if a secret was replaced.</summary>
    public bool IsMasked { get; private set; }

    /// <summary>Returns the record to write; null if it is the record itself.</summary>
    public JsonDocument? Apply(JsonElement record)
    {
        if (fields.Count == 0 && _secrets.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        if (fields.Count == 0)
        {
            AppendAll(text, record);
        }
        else
        {
            AppendChosen(text, record, _choice);
        }

        return JsonDocument.Parse(text.ToString());
    }

    /// <summary>Checks that each chosen field exists: in a record, or in the contract.</summary>
    /// <exception cref="Running.CliException">Records lack a field, and none has it.</exception>
    public void CheckFound(IReadOnlyList<string> known)
    {
        foreach (var part in _choice.Parts)
        {
            Check(part, known);
        }
    }

    private static void Check(FieldChoice field, IReadOnlyList<string> known)
    {
        if (field is { IsFound: false, IsPlain: true })
        {
            throw FieldPath.Unknown(field.Parts[0].Path, []);
        }

        if (!field.IsFound && field.Others.Count > 0 && !known.Contains(field.Path))
        {
            throw FieldPath.Unknown(field.Path, field.Others);
        }

        foreach (var part in field.Parts)
        {
            Check(part, []);
        }
    }

    private void AppendChosen(StringBuilder text, JsonElement value, FieldChoice choice)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            text.Append('[');
            var first = text.Length;
            foreach (var item in value.EnumerateArray().Where(CanChoose))
            {
                text.Append(text.Length > first ? "," : "");
                AppendChosen(text, item, choice);
            }

            text.Append(']');
            return;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            AppendAll(text, value);
            return;
        }

        text.Append('{');
        var start = text.Length;
        foreach (var part in choice.Parts)
        {
            AppendPart(text, start, value, part);
        }

        text.Append('}');
    }

    private void AppendPart(StringBuilder text, int start, JsonElement owner, FieldChoice part)
    {
        if (!owner.TryGetProperty(part.Name, out var value))
        {
            part.AddOthers(owner.EnumerateObject().Select(static property => property.Name));
            return;
        }

        if (!part.IsWhole && !CanChoose(value))
        {
            part.IsPlain = true;
            return;
        }

        part.IsFound = true;
        text.Append(text.Length > start ? "," : "");
        RecordText.AppendText(text, part.Name);
        text.Append(':');
        if (IsSecret(part.Name, value))
        {
            text.Append(Mask);
        }
        else if (part.IsWhole)
        {
            AppendAll(text, value);
            Find(part);
        }
        else
        {
            AppendChosen(text, value, part);
        }
    }

    // The parts of a field that is written as a whole are not looked for.
    private static void Find(FieldChoice field)
    {
        foreach (var part in field.Parts)
        {
            part.IsFound = true;
            Find(part);
        }
    }

    private void AppendAll(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                var start = text.Length;
                foreach (var property in value.EnumerateObject())
                {
                    text.Append(text.Length > start ? "," : "");
                    RecordText.AppendName(text, property);
                    text.Append(':');
                    if (IsSecret(property.Name, property.Value))
                    {
                        text.Append(Mask);
                    }
                    else
                    {
                        AppendAll(text, property.Value);
                    }
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                var first = text.Length;
                foreach (var item in value.EnumerateArray())
                {
                    text.Append(text.Length > first ? "," : "");
                    AppendAll(text, item);
                }

                text.Append(']');
                break;
            default:
                RecordText.AppendCompact(text, value);
                break;
        }
    }

    private bool IsSecret(string name, JsonElement value)
    {
        var isSecret = value.ValueKind != JsonValueKind.Null && _secrets.Contains(name);
        IsMasked |= isSecret;
        return isSecret;
    }

    private static bool CanChoose(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null;
}
