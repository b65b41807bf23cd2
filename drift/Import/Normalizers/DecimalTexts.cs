using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Corrects decimals that are declared as numbers but sent as text, as the examples show.</summary>
internal sealed partial class DecimalTexts : INormalizer
{
    public string Name => "decimal-texts";

    public string Summary =>
        "A `number` whose examples are texts such as `\"12.0\"` becomes a text with the format `decimal`; so do texts named as amounts.";

    public void Apply(JsonObject document, ImportLog log)
    {
        var evidence = ExampleEvidence.Of(document);

        // Requests use the same format as responses: if an example of a property is a text, properties of the same name are, too.
        var shown = new HashSet<string>(StringComparer.Ordinal);
        SchemaWalker.Each(
            document,
            place =>
            {
                if (
                    !place.IsItem
                    && place.Name.Length > 0
                    && (place.Schema.OnlyType() == "number" || AmountName().IsMatch(place.Name))
                    && IsDecimal(place.Schema)
                    && ShowsText(evidence.For(place.Schema))
                )
                {
                    shown.Add(place.Name);
                }
            }
        );
        SchemaWalker.Each(
            document,
            place =>
            {
                var values = evidence.For(place.Schema).Where(value => value is not null).ToList();
                if (
                    place.Schema.OnlyType() == "string"
                    && !place.Schema.ContainsKey("format")
                    && !place.Schema.ContainsKey("enum")
                    && AmountName().IsMatch(place.Name)
                    && (values.Count > 0 ? values.All(IsDecimalText) : shown.Contains(place.Name))
                )
                {
                    place.Schema.Insert(place.Schema.IndexOf("type") + 1, "format", "decimal");
                    log.Add(this, place.Pointer, "a text is a decimal");
                    return;
                }

                if (place.Schema.OnlyType() != "number")
                {
                    return;
                }

                if (!ShowsText(values) && (values.Count > 0 || !shown.Contains(place.Name)))
                {
                    return;
                }

                place.Schema.SetTypes(place.Schema.Types().Select(type => type == "number" ? "string" : type));
                place.Schema.Put("format", "decimal");
                log.Add(this, place.Pointer, "a number became a decimal text");
            }
        );
    }

    private static bool IsDecimal(JsonObject schema) =>
        schema.OnlyType() == "number" || schema.OnlyType() == "string" && schema["format"]?.ToString() is null or "decimal";

    private static bool ShowsText(IEnumerable<JsonNode?> values) => values.Any(IsDecimalText);

    private static bool IsDecimalText(JsonNode? value) =>
        value is JsonValue single
        && single.TryGetValue<string>(out var text)
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex("(?:^|_)(?:amount|cost|price|weight|value)$")]
    private static partial Regex AmountName();
}
