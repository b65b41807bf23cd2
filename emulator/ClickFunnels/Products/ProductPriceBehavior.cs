using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Prices of variants.</summary>
[Resource("ProductPrice")]
internal sealed class ProductPriceBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createPrice")]
    [Operation("createProductsPrices")]
    [Operation("createPriceWithVariant")]
    [Behavior("payment_type is one_time by default", Evidence.Documented, "published spec 2025-06")]
    [Behavior("A new price is visible and not archived", Evidence.Assumed, "the defaults are not published")]
    public override void Create(Call call, JsonObject draft)
    {
        FindVariant(call, draft);
        ReadLegacyDuration(call, draft);
        draft["currency"] = StoredSettings.Of(call).Currency;
        Default(
            draft,
            ("payment_type", "one_time"),
            ("archived", false),
            ("visible", true),
            ("self_cancel", false),
            ("self_downgrade", false),
            ("self_reactivate", false),
            ("self_upgrade", false)
        );
        Check(call, draft);
    }

    [Operation("updateProductsPrices")]
    [Behavior(
        "A subscription price that an order uses cannot be edited: 422 with a hash of messages",
        Evidence.Observed,
        "vendor skill, products, 2026-08"
    )]
    [Behavior("This holds for every field of the price", Evidence.Assumed, "not published")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        if (
            record.Text("payment_type") is "subscription"
            && Store.Of("OrderLineItem").Any(item => item.Number("products_price_id") == record.Id)
        )
        {
            throw ApiProblem.Exact(
                422,
                new JsonObject { ["base"] = new JsonArray("Cannot edit a subscription price that is attached to an order.") }
            );
        }

        changes.Remove("currency");
        var whole = ((JsonObject)record.Fields.DeepClone()).With(changes);
        Check(call, whole);
        changes["trial_interval"] = whole["trial_interval"]?.DeepClone();
    }

    [Behavior("The older route below a product prices its default variant", Evidence.Assumed, "published spec 2025-06 names no variant")]
    [Behavior("The older route without a parent takes variant_id from the body", Evidence.Documented, "vendor guide, products, 2025-11")]
    private void FindVariant(Call call, JsonObject draft)
    {
        var variant = call.Parents.GetValueOrDefault("variant_id");
        if (call.Parents.TryGetValue("product_id", out var product))
        {
            variant = Store.Find("ProductVariant", product.Number("default_variant_id")!.Value);
        }
        else if (
            variant is null
            && Number(draft, "variant_id") is { } id
            && Store.Find("ProductVariant", id) is { } named
            && call.Caller.Sees(named)
        )
        {
            variant = named;
        }

        if (variant is null)
        {
            call.Problems.Add("Variant must exist");
            return;
        }

        call.WorkspaceId = variant.WorkspaceId!.Value;
        draft["variant_id"] = variant.Id;
        draft["product_id"] = variant.Number("product_id");
    }

    [Behavior("The older route spells a one-time price as duration \"one_time\"", Evidence.Documented, "vendor guide, products, 2025-11")]
    private static void ReadLegacyDuration(Call call, JsonObject draft)
    {
        if (draft["duration"]?.GetValueKind() is not System.Text.Json.JsonValueKind.String)
        {
            return;
        }

        var text = Text(draft, "duration")!;
        draft.Remove("duration");
        if (text == "one_time")
        {
            draft["payment_type"] = "one_time";
        }
        else if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var periods))
        {
            draft["duration"] = periods;
        }
        else
        {
            call.Problems.Add("Duration is not a number");
        }
    }

    [Behavior(
        "Intervals are plural; another word returns 422 \"is not included in the list\"",
        Evidence.Observed,
        "vendor skill, products, 2026-08"
    )]
    [Behavior(
        "Subscriptions and payment plans need interval and interval_count; payment plans also need duration",
        Evidence.Assumed,
        "the published spec requires them of every price, which its own examples contradict"
    )]
    [Behavior("Amounts are not negative, counts are positive", Evidence.Assumed, "not published")]
    [Behavior(
        "The currency of a price is that of its workspace, in lower case; one that is sent is ignored",
        Evidence.Documented,
        "vendor skill, products, 2026-10"
    )]
    [Behavior(
        "A trial needs an interval and a duration: an interval alone is cleared, a duration alone stays without effect",
        Evidence.Documented,
        "vendor skill, products, 2026-10"
    )]
    private static void Check(Call call, JsonObject draft)
    {
        var payment = Text(draft, "payment_type");
        if (payment is "subscription" or "payment_plan")
        {
            // A word outside the list has been reported already and is then missing here.
            call.Problems.Require(draft["interval"] is not null || call.Sent["interval"] is not null, "Interval can't be blank");
            call.Problems.Require(
                draft["interval_count"] is not null || call.Sent["interval_count"] is not null,
                "Interval count can't be blank"
            );
        }

        if (payment == "payment_plan")
        {
            call.Problems.Require(draft["duration"] is not null || call.Sent["duration"] is not null, "Duration can't be blank");
        }

        foreach (var name in (string[])["interval_count", "duration", "trial_duration"])
        {
            call.Problems.Require(Number(draft, name) is null or > 0, $"{RequestBodyReader.Label("", name)} must be greater than 0");
        }

        foreach (var name in (string[])["amount", "cost", "setup_amount", "trial_amount", "compare_at_amount"])
        {
            call.Problems.Require(
                Text(draft, name)?.StartsWith('-') != true,
                $"{RequestBodyReader.Label("", name)} must be greater than or equal to 0"
            );
        }

        if (Number(draft, "trial_duration") is not > 0)
        {
            draft["trial_interval"] = null;
        }
    }
}
