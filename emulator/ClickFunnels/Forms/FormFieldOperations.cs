using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Forms, whose fields have an order.</summary>
internal sealed class FormFieldOperations(RecordStore store)
{
    [Operation("reorderFormsFields")]
    [Behavior(
        "The body and the response are bare lists of the fields in their new order",
        Evidence.Documented,
        "published spec 2025-06, form fields"
    )]
    [Behavior("An id that is not a field of the set returns 422; fields left out follow", Evidence.Assumed, "not published")]
    public OperationResult? Reorder(Call call, Record? member)
    {
        var set = call.Parents["field_set_id"];
        var fields = store.Of("FormField").Where(field => field.Number("field_set_id") == set.Id).ToList();
        var ids = call.ReadBody().Items("ids_in_order").Select(id => id.AsNumber() ?? 0).Distinct().ToList();
        call.Problems.Require(ids.TrueForAll(id => fields.Exists(field => field.Id == id)), "Ids in order must exist");
        call.Problems.ThrowIfAny();
        var ordered = ids.Concat(fields.Select(field => field.Id).Except(ids)).ToList();
        foreach (var field in fields)
        {
            call.Edit(field)["sort_order"] = (long)ordered.IndexOf(field.Id);
        }

        return new OperationResult(new JsonObject { ["ordered_field_ids"] = new JsonArray([.. ordered.Select(id => (JsonNode)id)]) });
    }
}
