using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Removes a type beside a reference, which repeats the type of the target and confuses generators.</summary>
internal sealed class ReferenceSiblings : INormalizer
{
    public string Name => "reference-siblings";

    public string Summary => "`type` beside `$ref` is removed; a null in it becomes a union with null.";

    public void Apply(JsonObject document, ImportLog log) =>
        SchemaWalker.Each(
            document,
            place =>
            {
                if (place.Schema.Reference() is null || !place.Schema.ContainsKey("type"))
                {
                    return;
                }

                var nullable = place.Schema.Is("null");
                place.Schema.Remove("type");
                if (nullable)
                {
                    place.Schema.AllowNull();
                }

                log.Add(this, place.Pointer, "type beside a reference dropped");
            }
        );
}
