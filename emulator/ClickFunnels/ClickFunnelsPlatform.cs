using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>ClickFunnels 2.0 for the engine.</summary>
internal sealed class ClickFunnelsPlatform : Platform
{
    public static ClickFunnelsPlatform Instance { get; } = new();

    public override BehaviorIndex Behaviors { get; } =
        new(typeof(ClickFunnelsPlatform).Assembly.GetTypes().Where(type => type.Namespace == typeof(ClickFunnelsPlatform).Namespace));

    public override IReadOnlySet<string> EventTypes => PublishedEventTypes.All;

    [Behavior(
        "A saved filter is combined with filter; stable_id goes before stored_filter_id, and an invalid one returns 422",
        Evidence.Documented,
        "published spec 2026-08"
    )]
    public override Predicate<Record>? SavedFilter(Call call)
    {
        var filterClass = call.Operation.Resource == "Order" ? SavedFilters.OrdersClass : SavedFilters.Class;
        if (call.Operation.QueryParameters.Contains("stable_id") && call.Query.One("stable_id") is { } token)
        {
            var filter =
                filterClass == SavedFilters.Class
                    ? SavedFilters.Parse(token)
                    : throw ApiProblem.Refused("stable_id is not a valid serialized filter");
            return record => SavedFilters.Accepts(filter, record);
        }

        if (call.Operation.QueryParameters.Contains("stored_filter_id") && call.Query.One("stored_filter_id") is { } id)
        {
            var filter = SavedFilters.Find(call, id, filterClass).Fields;
            return record => SavedFilters.Accepts(filter, record);
        }

        return null;
    }
}
