using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Profiles that goods are sent by.</summary>
[Resource("ShippingProfile")]
internal sealed class ShippingProfileBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createShippingProfiles")]
    [Behavior("A new profile has one group with all locations", Evidence.Assumed, "no operation creates groups of locations")]
    public override void Created(Call call, Record record) =>
        call.Insert(
            "ShippingLocationGroup",
            new JsonObject
            {
                ["profile_id"] = record.Id,
                ["name"] = "All locations",
                ["fulfillments_location_ids"] = ProductBehavior.Ids(call.InWorkspace("FulfillmentLocation")),
            }
        );

    [Operation("removeShippingProfiles")]
    [Behavior("Deleting a profile deletes its groups of locations", Evidence.Assumed, "not published")]
    public override void Delete(Call call, Record record)
    {
        foreach (var group in Store.Of("ShippingLocationGroup").Where(group => group.Number("profile_id") == record.Id).ToList())
        {
            Store.Remove(group);
        }
    }
}
