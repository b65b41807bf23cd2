using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Adds the format to integers: 64 bits for ids, 32 bits for all others.</summary>
internal sealed partial class IdFormats : INormalizer
{
    public string Name => "id-formats";

    public string Summary =>
        "Integers named `id`, `*_id` or `*_ids` get the format `int64`, other integers `int32`; ids typed as texts are "
        + "integers when every example is.";

    public void Apply(JsonObject document, ImportLog log)
    {
        var evidence = ExampleEvidence.Of(document);
        SchemaWalker.Each(
            document,
            place =>
            {
                var isId = IdName().IsMatch(place.Name);
                if (
                    isId
                    && place.Schema.OnlyType() == "string"
                    && !place.Schema.ContainsKey("format")
                    && !place.Schema.ContainsKey("enum")
                    && evidence.For(place.Schema).Where(value => value is not null).ToList() is { Count: > 0 } values
                    && values.All(IsInteger)
                )
                {
                    place.Schema.SetTypes(place.Schema.Types().Select(type => type == "string" ? "integer" : type));
                    log.Add(this, place.Pointer, "examples are integers: integer");
                }

                if (place.Schema.OnlyType() != "integer" || place.Schema["format"]?.ToString() is "int64" or "int32")
                {
                    return;
                }

                place.Schema.Remove("format");
                place.Schema.Insert(place.Schema.IndexOf("type") + 1, "format", isId ? "int64" : "int32");
                log.Add(this, place.Pointer, isId ? "int64" : "int32");
            }
        );
    }

    // id, contact_id, tag_ids, ids_in_order.
    [GeneratedRegex("(?:^|_)ids?(?:_|$)")]
    private static partial Regex IdName();

    private static bool IsInteger(JsonNode? value) => value is JsonValue single && single.TryGetValue<long>(out _);
}
