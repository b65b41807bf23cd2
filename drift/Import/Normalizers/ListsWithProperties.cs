using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Changes the type of lists with properties, which describe objects.</summary>
internal sealed class ListsWithProperties : INormalizer
{
    public string Name => "lists-with-properties";

    public string Summary => "`type: array` with `properties` and no `items` becomes an object.";

    public void Apply(JsonObject document, ImportLog log) =>
        SchemaWalker.Each(
            document,
            place =>
            {
                if (
                    !place.Schema.Is("array")
                    || place.Schema["properties"] is not JsonObject { Count: > 0 }
                    || place.Schema.ContainsKey("items")
                )
                {
                    return;
                }

                place.Schema.SetTypes(place.Schema.Types().Select(type => type == "array" ? "object" : type));
                log.Add(this, place.Pointer, "a list with properties became an object");
            }
        );
}
