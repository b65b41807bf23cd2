using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>The variants inside a product.</summary>
internal static class VariantFields
{
    /// <summary>Checks the ids of the variants of a body.</summary>
    [Behavior(
        "An id of a variant is allowed in an update only, and must be one of the product (422)",
        Evidence.Documented,
        "vendor documentation; the status is assumed"
    )]
    public static void Check(Call call, JsonObject draft, Record? product)
    {
        var known = product is null ? [] : product.Fields.Objects("variants").Select(variant => variant.Number("id")).ToHashSet();
        foreach (var (index, variant) in draft.Objects("variants").Index())
        {
            call.Problems.Require(
                variant["id"] is null || known.Contains(variant.Number("id")),
                "The selected variant id is invalid.",
                $"variants.{index}.id"
            );
        }
    }

    /// <summary>Gives an id to the variants that have none.</summary>
    public static void Number(RecordStore store, JsonObject draft)
    {
        foreach (var variant in draft.Objects("variants").Where(variant => variant["id"] is null))
        {
            variant["id"] = store.TakeId();
        }
    }
}
