using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Adds the format to timestamps, which are recognized by name.</summary>
internal sealed class TimestampFormats : INormalizer
{
    public string Name => "timestamp-formats";

    public string Summary => "Texts named `*_at` get the format `date-time`.";

    public void Apply(JsonObject document, ImportLog log) =>
        SchemaWalker.Each(
            document,
            place =>
            {
                if (
                    place.IsItem
                    || !place.Name.EndsWith("_at", StringComparison.Ordinal)
                    || place.Schema.OnlyType() != "string"
                    || place.Schema.ContainsKey("format")
                    || place.Schema.ContainsKey("enum")
                )
                {
                    return;
                }

                Put(place.Schema);
                log.Add(this, place.Pointer, "date-time");
            }
        );

    private static void Put(JsonObject schema) => schema.Insert(schema.IndexOf("type") + 1, "format", "date-time");
}
