using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Brands, which the documentation also calls projects.</summary>
[Resource("Brand")]
internal sealed class BrandBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly string[] Metrics = ["orders", "revenue", "aov", "refunds"];

    [Operation("listBrands")]
    [Behavior(
        "The list of brands has id, name, subdomain and subscription_status only",
        Evidence.Documented,
        "vendor documentation, brands"
    )]
    public override IReadOnlySet<string> HiddenInList(Call call) =>
        new HashSet<string> { "timezone", "currency", "created_at", "updated_at" };

    [Operation("updateBrand")]
    [Behavior("The currency has three letters", Evidence.Documented, "vendor documentation, brands")]
    public override void Update(Call call, Record record, JsonObject changes) =>
        call.Problems.Require(
            Text(changes, "currency") is not { } currency || (currency.Length == 3 && currency.All(char.IsAsciiLetterUpper)),
            "The currency must be a code of three letters.",
            "currency"
        );

    [Operation("getBrandMetrics")]
    [Behavior("The metrics of a brand are a list of names", Evidence.Documented, "vendor documentation, brands; which names is assumed")]
    public static OperationResult? ListMetrics(Call call, Record? member) =>
        new(new JsonObject { ["metrics"] = new JsonArray([.. Metrics.Select(name => (JsonNode)name)]) });
}
