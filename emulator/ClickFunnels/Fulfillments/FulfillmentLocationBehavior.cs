using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Places that goods are sent from.</summary>
[Resource("FulfillmentLocation")]
internal sealed class FulfillmentLocationBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createFulfillmentsLocations")]
    [Operation("createFulfillmentLocation")]
    [Behavior("A location needs an address unless it belongs to an external app", Evidence.Documented, "published spec 2025-06")]
    [Behavior(
        "Any token may create locations of external apps",
        Evidence.Assumed,
        "published: OAuth tokens only, which the emulator does not issue"
    )]
    [Behavior("Locations are numbered in sort_order", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft)
    {
        Default(draft, ("external_app", false), ("archived", false));
        var address = draft["address"] as JsonObject;
        call.Problems.Require(
            draft.Flag("external_app") || address?.Any(line => !string.IsNullOrWhiteSpace(line.Value?.ToString())) == true,
            "Address can't be blank"
        );
        call.Problems.Require(
            address?.Text("country") is not { } country || (country.Length == 2 && country.All(char.IsAsciiLetter)),
            "Address country is invalid"
        );
        draft["sort_order"] = call.InWorkspace("FulfillmentLocation").LongCount() + 1;
    }
}
