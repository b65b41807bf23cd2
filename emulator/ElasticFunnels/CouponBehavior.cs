using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Coupons.</summary>
[Resource("Coupon")]
internal sealed class CouponBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string Code = "code";

    [Operation("createCoupon")]
    [Behavior(
        "A new coupon is active unless it says otherwise; lists of products that are empty mean all",
        Evidence.Documented,
        "vendor documentation, coupons"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        Check(call, draft, draft, null);
        Complete(draft);
    }

    [Operation("updateCoupon")]
    [Behavior("All fields of an update are optional", Evidence.Documented, "vendor documentation, coupons")]
    public override void Update(Call call, Record record, JsonObject changes) =>
        Check(call, changes, ((JsonObject)record.Fields.DeepClone()).With(changes), record);

    public override void Complete(JsonObject draft) => Default(draft, ("status", "active"), ("applies_on_bump", false));

    [Operation("validateCoupon", Member = "Coupon", IsGlobal = true)]
    [Behavior("Validation always returns 200: {valid, coupon} or {valid, reason}", Evidence.Documented, "vendor documentation, coupons")]
    [Behavior("The coupon in it has id, code, type, value and product_ids", Evidence.Documented, "vendor documentation, coupons")]
    [Behavior(
        "The reasons are expired (published), unknown, not active and not yet active; nothing counts uses",
        Evidence.Assumed,
        "one is published"
    )]
    public static OperationResult? Validate(Call call, Record? member)
    {
        var code = call.Query.One(Code) ?? throw ApiProblem.Unprocessable([new FieldProblem(Code, "code can't be blank")]);
        var coupon = ByCode(call, code);
        var today = DateOnly.FromDateTime(call.Time.UtcDateTime);
        var reason =
            coupon is null ? "Coupon not found."
            : coupon.Text("status") != "active" ? "Coupon is not active."
            : Date(coupon.Fields, "valid_from") > today ? "Coupon is not active yet."
            : Date(coupon.Fields, "valid_until") < today ? "Coupon has expired."
            : null;
        if (reason is not null)
        {
            return new OperationResult(new JsonObject { ["valid"] = false, ["reason"] = reason });
        }

        var shown = new JsonObject { ["id"] = coupon!.Id };
        foreach (var name in (string[])[Code, "type", "value", "product_ids"])
        {
            shown[name] = coupon.Fields[name]?.DeepClone();
        }

        return new OperationResult(new JsonObject { ["valid"] = true, ["coupon"] = shown });
    }

    /// <summary>Brings the value of a percentage into its range before the body is checked.</summary>
    [Behavior("The value of a percentage is brought into 0 to 100", Evidence.Documented, "vendor documentation, coupons")]
    public static void Clamp(Call call)
    {
        var type =
            call.Sent.Text("type")
            ?? (call.Values.TryGetValue(call.Operation.Member ?? "", out var id) ? call.Store.Find("Coupon", id)?.Text("type") : null);
        if (
            type == "percent"
            && call.Sent["value"] is JsonValue value
            && decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
        )
        {
            call.Sent["value"] = Math.Clamp(percent, 0, 100);
        }
    }

    [Behavior(
        "A code that is taken returns 422 with errors and no message",
        Evidence.Documented,
        "vendor documentation, coupons; that case is ignored is assumed"
    )]
    [Behavior(
        "valid_from and valid_until are dates; the second is not before the first",
        Evidence.Documented,
        "vendor documentation, coupons"
    )]
    [Behavior("Products of a coupon must exist (422)", Evidence.Assumed, "not published")]
    private static void Check(Call call, JsonObject draft, JsonObject whole, Record? record)
    {
        foreach (var name in (string[])["valid_from", "valid_until"])
        {
            call.Problems.Require(draft[name] is null || Date(draft, name) is not null, $"{name} is not a valid time", name);
        }

        call.Problems.Require(
            (!draft.ContainsKey("valid_from") && !draft.ContainsKey("valid_until"))
                || Date(whole, "valid_from") is not { } from
                || Date(whole, "valid_until") is not { } until
                || until >= from,
            "The valid until must be a date after or equal to valid from.",
            "valid_until"
        );
        foreach (var name in (string[])["product_ids", "excluded_product_ids"])
        {
            foreach (var (index, id) in draft.Items(name).Index())
            {
                call.Problems.Require(
                    call.InWorkspace("Product", id) is not null,
                    $"The selected {name}.{index} is invalid.",
                    string.Create(CultureInfo.InvariantCulture, $"{name}.{index}")
                );
            }

            if (draft[name] is JsonArray { Count: 0 })
            {
                draft[name] = null;
            }
        }

        if (Text(draft, Code) is { } code && ByCode(call, code) is { } other && other != record)
        {
            throw ElasticFunnelsPlatform.OnlyErrors(422, Code, "The code has already been taken.");
        }
    }

    private static DateOnly? Date(JsonObject fields, string name) =>
        DateTimeOffset.TryParse(fields.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? DateOnly.FromDateTime(time.UtcDateTime)
            : null;

    private static Record? ByCode(Call call, string code) =>
        call.InWorkspace("Coupon").FirstOrDefault(one => string.Equals(one.Text(Code), code, StringComparison.OrdinalIgnoreCase));
}
