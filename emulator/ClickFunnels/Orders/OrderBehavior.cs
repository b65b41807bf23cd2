using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>External orders: those whose payment somebody else processes.</summary>
[Resource("Order")]
internal sealed class OrderBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string LineItems = "line_items_attributes";
    private const string SoldItems = "sold_items";

    private static readonly Dictionary<string, string[]> ServiceStatuses = new()
    {
        ["one-time-order"] = ["pending", "completed"],
        ["subscription-order"] = ["pending", "active", "churned", "canceled", "completed", "paused"],
    };

    private static readonly string[] CancelReasons =
    [
        "customer_service",
        "low_quality",
        "missing_features",
        "other",
        "switched_service",
        "too_complex",
        "too_expensive",
        "unused",
    ];

    private static readonly string[] PaymentsAiReasons =
    [
        "did-not-use",
        "did-not-want",
        "missing-features",
        "too-expensive",
        "bugs-or-problems",
        "other",
    ];

    [Behavior(
        "An order that was made through the API originates from its workspace",
        Evidence.Assumed,
        "published examples 2025 never show origination_channel_id as null"
    )]
    public override object? WhenNull(Record record, string name) => Origination.Channel(record, name);

    [Operation("createOrders")]
    [Behavior(
        "Orders created through the API have the payment processor \"external\"",
        Evidence.Documented,
        "vendor guide, orders, 2025-11"
    )]
    [Behavior("A new order is pending, in billing and in service", Evidence.Assumed, "the defaults are not published")]
    [Behavior(
        "An order has the currency of its prices, which must agree, and totals price times quantity",
        Evidence.Assumed,
        "not published"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        var contact = FindContact(call, draft);
        var items = SoldItem.Read(call, Objects(draft, LineItems));
        call.Problems.Require(items.Count > 0 || call.Problems.Any, "Line items can't be blank");
        call.Problems.Require(
            items.Select(item => item.Price?.Text("currency")).Distinct().Count() <= 1,
            "Line items must have one currency"
        );
        Check(call, draft, Text(draft, "order_type"));

        draft["contact_id"] = contact?.Id;
        draft["phone_number"] = contact?.Text("phone_number");
        draft["payment_processor"] = "external";
        draft["currency"] = items.FirstOrDefault()?.Price?.Text("currency") ?? StoredSettings.Of(call).Currency;
        draft["total_amount"] = WireText.Money(items.Sum(item => (item.Price?.Decimal("amount") ?? 0) * item.Quantity));
        draft["tax_amount"] = WireText.Money(0);
        draft["order_number"] = (call.InWorkspace("Order").LongCount() + 1).ToString(CultureInfo.InvariantCulture);
        Default(
            draft,
            ("billing_status", "pending"),
            ("service_status", "pending"),
            ("in_trial", false),
            ("recurring_invoices_paid_count", 0L)
        );
        foreach (var list in (string[])["contact_groups", "discount_ids", "segments", "tag_ids"])
        {
            draft[list] = new JsonArray();
        }

        draft[SoldItems] = draft[LineItems]?.DeepClone();
        draft.Remove(LineItems);
        draft.Remove("contact_attributes");
        Cancel(call, draft);
    }

    public override void Created(Call call, Record record)
    {
        foreach (var item in SoldItem.Read(call, Objects(record.Fields, SoldItems)))
        {
            call.Insert(
                "OrderLineItem",
                new JsonObject
                {
                    ["order_id"] = record.Id,
                    ["product_id"] = item.Variant.Number("product_id"),
                    ["variant_id"] = item.Variant.Id,
                    ["products_price_id"] = item.Price!.Id,
                    ["quantity"] = item.Quantity,
                }
            );
        }

        Store.Edit(record).Remove(SoldItems);
    }

    [Operation("updateOrders")]
    [Behavior("service_status of an order that a processor manages is ignored", Evidence.Documented, "vendor skill, orders, 2026-10")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        if (record.Text("payment_processor") != "external")
        {
            changes.Remove("service_status");
        }

        OrderSchedule.Remove(changes);
        Check(call, changes, record.Text("order_type"));
        Cancel(call, changes);
    }

    [Operation("updateOrders")]
    public OperationResult? UpdateSchedule(Call call, Record? member) => OrderSchedule.Update(call, member!, this);

    public override void Read(Call call, Record record) => OrderSchedule.Read(call, record);

    [Operation("cancelOrder")]
    [Behavior(
        "cancel is for subscriptions that Payments AI or Stripe process; others return 422",
        Evidence.Documented,
        "published spec 2026-08, orders"
    )]
    [Behavior(
        "Its fields are optional: reason other, at the next renewal, canceled by API; the reasons depend on the processor (422)",
        Evidence.Documented,
        "published spec 2026-08, orders"
    )]
    [Behavior(
        "An order that ends with its period stays active until the end of the period",
        Evidence.Documented,
        "published spec 2026-08, orders"
    )]
    [Behavior("Data that the processor reports is available at once", Evidence.Assumed, "published: it may arrive later")]
    public static void CancelSubscription(Call call, Record record)
    {
        var sent = call.ReadBody();
        var processor = record.Text("payment_processor");
        var isManaged = record.Text("order_type") == "subscription-order" && processor is "stripe" or "payments_ai";
        call.Problems.Require(isManaged, "Order can't be canceled");
        var reason = Text(sent, "cancel_reason") ?? "other";
        var known = processor == "stripe" ? CancelReasons : PaymentsAiReasons;
        call.Problems.Require(
            !isManaged || known.Contains(reason),
            $"Cancel reason is not included in the list: {string.Join(", ", known)}"
        );
        if (call.Problems.Any)
        {
            return;
        }

        var fields = call.Edit(record);
        fields["canceled_at"] = call.Now;
        fields["cancel_reason"] = reason;
        fields["cancel_description"] = Text(sent, "cancel_description");
        fields["canceled_by"] = Text(sent, "canceled_by") ?? "API";
        if ((Text(sent, "effective_date") ?? "next_renewal") == "next_renewal")
        {
            return;
        }

        fields["service_status"] = "canceled";
        fields["churned_at"] = call.Now;
    }

    [Operation("getOrders")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            "contact" => Store.Find("Contact", record.Number("contact_id")!.Value),
            "workspace" => Store.Find("Workspace", record.WorkspaceId!.Value),
            "line_items" => Store.Of("OrderLineItem").Where(item => item.Number("order_id") == record.Id),
            _ => null,
        };
        return name is "contact" or "workspace" or "line_items";
    }

    [Behavior(
        "The contact is identified by id or by the e-mail address of an existing contact; the id takes precedence",
        Evidence.Documented,
        "published spec 2026-06"
    )]
    private static Record? FindContact(Call call, JsonObject draft)
    {
        var email = (draft["contact_attributes"] as JsonObject)?.Text("email_address");
        var contact =
            Number(draft, "contact_id") is { } id ? call.InWorkspace("Contact", id)
            : email is not null ? ContactBehavior.ByEmail(call, email)
            : null;
        call.Problems.Require(contact is not null, "Contact must exist");
        return contact;
    }

    [Behavior(
        "One-time orders are pending or completed; subscriptions have six service states",
        Evidence.Documented,
        "published spec 2026-06"
    )]
    [Behavior(
        "External orders have eight cancellation reasons; any other returns 422",
        Evidence.Documented,
        "published spec 2026-06; the status is assumed"
    )]
    private static void Check(Call call, JsonObject draft, string? type)
    {
        if (type is not null && ServiceStatuses.TryGetValue(type, out var known) && Text(draft, "service_status") is { } status)
        {
            call.Problems.Require(known.Contains(status), "Service status is not included in the list");
        }

        if (Text(draft, "cancel_reason") is { } reason)
        {
            call.Problems.Require(CancelReasons.Contains(reason), "Cancel reason is not included in the list");
        }
    }

    [Behavior("A canceled order gets its times and the reason \"other\" by default", Evidence.Documented, "vendor guide, orders, 2025-11")]
    private static void Cancel(Call call, JsonObject draft)
    {
        if (Text(draft, "service_status") == "canceled")
        {
            Default(draft, ("canceled_at", call.Now), ("churned_at", call.Now), ("cancel_reason", "other"));
        }
    }
}
