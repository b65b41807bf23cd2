using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Discounts.</summary>
[Resource("Discount")]
internal sealed class DiscountBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly string[] Locked =
    [
        "amount",
        "percent",
        "discount_method",
        "applies_to",
        "apply_from",
        "product_ids",
        "variant_ids",
        "products_collection_ids",
        "limit_1_per_customer",
        "discounts_per_redemption",
    ];

    [Operation("createDiscounts")]
    [Behavior(
        "By default, a discount has a code, is a percentage, applies to all products and starts now",
        Evidence.Documented,
        "published spec 2026-08, discounts"
    )]
    [Behavior("expired is for updates only (422)", Evidence.Documented, "published spec 2026-08, discounts")]
    public override void Create(Call call, JsonObject draft)
    {
        call.Problems.Require(!call.Sent.ContainsKey("expired"), "Expired can't be set on creation");
        Default(
            draft,
            ("discount_type", "code"),
            ("discount_method", "percentage"),
            ("applies_to", "all_products"),
            ("currency", StoredSettings.Of(call).Currency),
            ("apply_from", call.Now),
            ("limit_1_per_customer", false),
            ("require_minimum_spend", false),
            ("redemptions_count", 0L)
        );
        Check(call, draft, null);
    }

    [Operation("updateDiscounts")]
    [Behavior(
        "expired true ends a discount now, false takes its end away; another value than these returns 422",
        Evidence.Documented,
        "published spec 2026-08, discounts"
    )]
    [Behavior(
        "While a discount is expired, nothing but expired can be changed (422); one request may end and change it",
        Evidence.Documented,
        "published spec 2026-08, discounts; vendor skill, products, 2026-10"
    )]
    [Behavior("expired is true or false in JSON, not a text (422)", Evidence.Documented, "vendor skill, products, 2026-10")]
    [Behavior("A discount that was redeemed cannot be reopened (422)", Evidence.Documented, "vendor skill, products, 2026-10")]
    [Behavior("An end in the past, or before the start, returns 422", Evidence.Documented, "published spec 2026-08, discounts")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        if (call.Sent.TryGetPropertyValue("expired", out var sent))
        {
            call.Problems.Require(sent?.GetValueKind() is JsonValueKind.True or JsonValueKind.False, "Expired must be true or false");
        }

        bool? expired = changes["expired"] is null ? null : changes.Flag("expired");
        changes.Remove("expired");
        call.Problems.Require(!IsOver(record, call.Time) || changes.Count == 0, "An expired discount can't be changed");
        call.Problems.Require(
            expired != false || !IsOver(record, call.Time) || !IsAttached(record),
            "A discount that was redeemed can't be reopened"
        );
        RequireUnlocked(call, record, changes);
        if (expired == true && !IsOver(record, call.Time))
        {
            changes["apply_until"] = call.Now;
            if (Time(record.Text("apply_from")!) > call.Time)
            {
                changes["apply_from"] = call.Now;
            }
        }
        else if (expired == false && IsOver(record, call.Time))
        {
            changes["apply_until"] = null;
        }
        else if (Text(changes, "apply_until") is { } end)
        {
            call.Problems.Require(Time(end) >= call.Time, "Apply until must be in the future");
        }

        var whole = (JsonObject)record.Fields.DeepClone();
        foreach (var (name, value) in changes)
        {
            whole[name] = value?.DeepClone();
        }

        Check(call, whole, record);
        if (changes.ContainsKey("code"))
        {
            changes["code"] = whole["code"]?.DeepClone();
        }
    }

    [Operation("removeDiscounts")]
    [Behavior("Only a discount that was never applied can be deleted (422)", Evidence.Documented, "published spec 2026-08, discounts")]
    [Behavior(
        "A discount that an order carries counts as applied, even if redemptions_count is 0",
        Evidence.Documented,
        "vendor skill, products, 2026-10"
    )]
    public override void Delete(Call call, Record record) =>
        call.Problems.Require(!IsAttached(record), "A discount that was applied to an order can't be deleted");

    [Operation("getDiscounts")]
    [Behavior("active, expired and scheduled follow from the start and the end", Evidence.Documented, "published spec 2026-08, discounts")]
    public override void Read(Call call, Record record)
    {
        var fields = Store.Edit(record);
        var scheduled = Time(record.Text("apply_from")!) > call.Time;
        fields["expired"] = IsOver(record, call.Time);
        fields["scheduled"] = scheduled;
        fields["active"] = !scheduled && !IsOver(record, call.Time);
    }

    public override void Created(Call call, Record record) => Read(call, record);

    public override void Updated(Call call, Record record) => Read(call, record);

    [Behavior("A percentage has no amount, a fixed discount no percent", Evidence.Documented, "published spec 2026-08, discounts")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = null;
        return (name == "amount" && record.Text("discount_method") == "percentage")
            || (name == "percent" && record.Text("discount_method") == "fixed");
    }

    [Behavior(
        "A code consists of letters, digits and hyphens, is stored in upper case, and is unique in the workspace (422)",
        Evidence.Documented,
        "published spec 2026-08, discounts"
    )]
    [Behavior(
        "A percentage lies between 0.01 and 100, a fixed amount above 0 (422)",
        Evidence.Documented,
        "published spec 2026-08, discounts"
    )]
    private static void Check(Call call, JsonObject draft, Record? self)
    {
        if (Text(draft, "discount_type") == "code")
        {
            var code = (Text(draft, "code") ?? "").Trim().ToUpperInvariant();
            draft["code"] = code;
            call.Problems.Require(code.Length > 0, "Code can't be blank");
            call.Problems.Require(code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'), "Code is invalid");
            call.Problems.Require(
                !call.InWorkspace("Discount").Any(one => one != self && one.Text("code") == code),
                "Code has already been taken"
            );
        }

        if (Text(draft, "discount_method") == "percentage")
        {
            call.Problems.Require(Amount(draft, "percent") is >= 0.01m and <= 100, "Percent must be between 0.01 and 100");
        }

        if (Text(draft, "discount_method") == "fixed")
        {
            call.Problems.Require(Amount(draft, "amount") > 0, "Amount must be greater than 0");
        }

        if (draft.Flag("require_minimum_spend"))
        {
            call.Problems.Require(Amount(draft, "require_minimum_spend_amount") > 0, "Require minimum spend amount must be greater than 0");
        }

        if (Text(draft, "apply_until") is { } until && Text(draft, "apply_from") is { } from)
        {
            call.Problems.Require(Time(until) >= Time(from), "Apply until must be after apply from");
        }
    }

    [Behavior(
        "Once an order has the discount, its amounts, method, scope, start and limits are locked (422)",
        Evidence.Documented,
        "vendor skill, products, 2026-10"
    )]
    private void RequireUnlocked(Call call, Record record, JsonObject changes)
    {
        if (!IsAttached(record))
        {
            return;
        }

        foreach (var name in Locked.Where(name => changes.ContainsKey(name) && !JsonNode.DeepEquals(changes[name], record.Fields[name])))
        {
            call.Problems.Add($"{RequestBodyReader.Label("", name)} can't be changed after the discount was applied");
        }
    }

    private bool IsAttached(Record record) =>
        record.Number("redemptions_count") is > 0
        || Store.Of("Order").Any(order => order.WorkspaceId == record.WorkspaceId && order.Numbers("discount_ids").Contains(record.Id));

    private static bool IsOver(Record record, DateTimeOffset now) => record.Text("apply_until") is { } until && Time(until) <= now;

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Amount(JsonObject draft, string name) =>
        decimal.TryParse(draft[name]?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : 0;
}
