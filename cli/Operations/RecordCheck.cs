using System.Globalization;
using ClickFunnels.Cli.Catalog;
using ClickFunnels.Cli.Running;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Cli.Operations;

/// <summary>Compares a record of the user with the contract: names, types and documented values, at every depth.</summary>
internal sealed class RecordCheck(FieldLookup lookup)
{
    /// <summary>Checks a value with all below it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="field">Its field; null if the contract does not describe it.</param>
    /// <param name="path">The path to it, for messages; empty for the record itself.</param>
    /// <exception cref="CliException">The value does not fit.</exception>
    public void Check(JToken value, CatalogField? field, string path)
    {
        if (field is null || field.Kinds.Count == 0)
        {
            return;
        }

        if (path.Length > 0 && Problem(value, field) is { } problem)
        {
            throw CliException.Usage($"{path} {problem} Add --unchecked to send it anyway.");
        }

        if (value is JObject map)
        {
            foreach (var property in map.Properties())
            {
                var below = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                Check(property.Value, lookup.Next(field, new PathStep(property.Name, null), below), below);
            }
        }
        else if (value is JArray list)
        {
            for (var index = 0; index < list.Count; index++)
            {
                Check(list[index], field.Items, $"{path}[{index}]");
            }
        }
    }

    private static string? Problem(JToken value, CatalogField field)
    {
        if (value.Type == JTokenType.Null)
        {
            return field.Nullable ? null : "cannot be null. Leave it out, or set a value.";
        }

        var kind = KindOf(value);
        if (!field.Kinds.Contains(kind) && !(kind == FieldKind.Integer && field.Kinds.Contains(FieldKind.Number)))
        {
            return $"must be {field.Type}, not {kind.ToString().ToLowerInvariant()}.";
        }

        return field.Values.Count > 0 && kind == FieldKind.String && !field.Values.Contains((string)value!)
            ? $"must be one of {string.Join(", ", field.Values)}."
            : null;
    }

    private static FieldKind KindOf(JToken value) =>
        value switch
        {
            JObject => FieldKind.Object,
            JArray => FieldKind.Array,
            JRaw raw => raw.ToString(CultureInfo.InvariantCulture).AsSpan().IndexOfAny(".eE") < 0 ? FieldKind.Integer : FieldKind.Number,
            { Type: JTokenType.Boolean } => FieldKind.Boolean,
            _ => FieldKind.String,
        };
}
