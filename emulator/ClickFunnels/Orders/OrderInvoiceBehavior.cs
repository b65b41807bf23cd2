using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Invoices of external orders.</summary>
[Resource("OrderInvoice")]
internal sealed class OrderInvoiceBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string LineItems = "line_items_attributes";
    private const string LegacyLineItems = "line_items";
    private const string SoldItems = "sold_items";

    [Operation("createOrdersInvoices")]
    [Operation("createInvoice")]
    [Behavior("An external_id may appear on several invoices", Evidence.Assumed, "no source documents a check")]
    [Behavior("An invoice without a number gets one", Evidence.Documented, "published spec 2026-06")]
    [Behavior(
        "The type of an invoice is one_time_sale or, for subscriptions, initial by default",
        Evidence.Documented,
        "published spec 2026-06"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        var legacy = call.Operation.Request!.Properties.ContainsKey(LegacyLineItems);
        var order = FindOrder(call, draft);
        var items = SoldItem.Read(call, Objects(draft, legacy ? LegacyLineItems : LineItems), priceRequired: !legacy);
        CheckPaid(call, draft, legacy);
        if (order is null)
        {
            return;
        }

        draft["order_id"] = order.Id;
        draft["currency"] = order.Text("currency");
        draft["payment_processor"] = order.Text("payment_processor");
        Default(
            draft,
            ("invoice_number", (call.InWorkspace("OrderInvoice").Count() + 1).ToString("'INV-'000000", CultureInfo.InvariantCulture)),
            ("invoice_type", order.Text("order_type") == "subscription-order" ? "initial" : "one_time_sale"),
            ("issued_at", call.Now),
            ("shipping_amount", WireText.Money(0)),
            ("discount_amount", WireText.Money(0)),
            ("tax_amount", WireText.Money(0))
        );
        draft[SoldItems] = new JsonArray([.. items.Select(item => Line(item, legacy))]);
        draft.Remove(LineItems);
        draft.Remove(LegacyLineItems);
    }

    public override void Created(Call call, Record record)
    {
        foreach (var line in Objects(record.Fields, SoldItems))
        {
            var fields = (JsonObject)line.DeepClone();
            fields["invoice_id"] = record.Id;
            fields["fulfillment_status"] = "unfulfilled";
            call.Insert("OrderInvoiceLineItem", fields);
        }

        Store.Edit(record).Remove(SoldItems);
        Settle(call, record);
    }

    [Operation("updateOrdersInvoices")]
    [Behavior("Only invoices of external orders can be changed; others return 404", Evidence.Documented, "published spec 2026-06")]
    [Behavior(
        "Line items are changed by id; new ones cannot be added",
        Evidence.Documented,
        "published spec 2026-06; the status 422 is assumed"
    )]
    [Behavior(
        "The type of an invoice is fixed: another one sent is ignored",
        Evidence.Documented,
        "published spec 2026-06; ignoring it is assumed"
    )]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        if (record.Text("payment_processor") != "external")
        {
            throw ApiProblem.NotFound();
        }

        var lines = Objects(changes, LineItems).ToList();
        foreach (var line in lines)
        {
            var item = Number(line, "id") is { } id ? call.InWorkspace("OrderInvoiceLineItem", id) : null;
            call.Problems.Require(item?.Number("invoice_id") == record.Id, "Line items must exist");
            call.Problems.Require(Number(line, "quantity") is null or > 0, "Line items quantity must be greater than 0");
        }

        var whole = (JsonObject)record.Fields.DeepClone();
        foreach (var (name, value) in changes)
        {
            whole[name] = value?.DeepClone();
        }

        CheckPaid(call, whole, legacy: false);
        changes.Remove(LineItems);
        if (call.Problems.Any)
        {
            return;
        }

        foreach (var line in lines)
        {
            var fields = call.Edit(Store.Find("OrderInvoiceLineItem", Number(line, "id")!.Value)!);
            foreach (var (name, value) in line.Where(pair => pair.Key != "id"))
            {
                fields[name] = value?.DeepClone();
            }
        }
    }

    [Operation("abandonOrdersInvoices")]
    [Behavior(
        "abandon is for invoices that are unpaid, drafts or past due; others return 404",
        Evidence.Documented,
        "published spec 2026-08, invoices"
    )]
    [Behavior("The order is not changed", Evidence.Documented, "published spec 2026-08, invoices")]
    public static void Abandon(Call call, Record record)
    {
        if (record.Text("status") is not ("unpaid" or "draft" or "past_due" or "past-due"))
        {
            throw ApiProblem.NotFound();
        }

        var fields = call.Edit(record);
        fields["status"] = "abandoned";
        fields["due_amount"] = WireText.Money(0);
    }

    public override void Updated(Call call, Record record) => Settle(call, record);

    [Operation("getOrdersInvoices")]
    [Behavior("An invoice is eligible for fulfillment when paid and not fulfilled in full", Evidence.Assumed, "the rule is not published")]
    [Behavior("The fulfillment status of an invoice summarizes those of its line items", Evidence.Assumed, "not published")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        var lines = Store.Of("OrderInvoiceLineItem").Where(item => item.Number("invoice_id") == record.Id);
        value = name switch
        {
            "line_items" => lines,
            "order" => Store.Find("Order", record.Number("order_id")!.Value),
            "fulfillment_status" => Summary(lines),
            "eligible_for_fulfillment" => record.Text("status") == "paid"
                && lines.Any(line => line.Text("fulfillment_status") != "complete"),
            _ => null,
        };
        return name is "line_items" or "order" or "fulfillment_status" or "eligible_for_fulfillment";
    }

    private static string Summary(IEnumerable<Record> lines)
    {
        var statuses = lines.Select(line => line.Text("fulfillment_status")).Distinct().ToList();
        return statuses switch
        {
            ["complete"] => "complete",
            [] or ["unfulfilled"] => "unfulfilled",
            _ => "partially_fulfilled",
        };
    }

    private Record? FindOrder(Call call, JsonObject draft)
    {
        if (call.Parents.TryGetValue("order_id", out var parent))
        {
            return parent;
        }

        var order = Number(draft, "order_id") is { } id && Store.Find("Order", id) is { } named && call.Caller.Sees(named) ? named : null;
        call.Problems.Require(order is not null, "Order must exist");
        call.WorkspaceId = order?.WorkspaceId ?? call.WorkspaceId;
        return order;
    }

    [Behavior("A paid invoice needs paid_at", Evidence.Documented, "published spec 2026-06")]
    [Behavior(
        "The older form has no paid_at: a paid invoice is paid now",
        Evidence.Assumed,
        "vendor guide, orders, 2025-11, shows the form without it"
    )]
    private static void CheckPaid(Call call, JsonObject draft, bool legacy)
    {
        if (Text(draft, "status") != "paid")
        {
            return;
        }

        if (legacy)
        {
            draft["paid_at"] = call.Now;
        }

        call.Problems.Require(draft["paid_at"] is not null || call.Sent["paid_at"] is not null, "Paid at can't be blank");
    }

    private static JsonObject Line(SoldItem item, bool legacy) =>
        new()
        {
            ["variant_id"] = item.Variant.Id,
            ["products_price_id"] = item.Price?.Id,
            ["quantity"] = item.Quantity,
            ["amount"] = item.Sent[legacy ? "price" : "amount"]?.DeepClone(),
            ["description"] = item.Sent["description"]?.DeepClone() ?? item.Variant.Text("name"),
            ["discount_amount"] = WireText.Money(0),
        };

    [Behavior("The amount of a line item is for one unit; an invoice totals its lines and the shipping", Evidence.Assumed, "not published")]
    [Behavior(
        "A paid invoice makes its order paid and, when a one-time order, completed",
        Evidence.Documented,
        "vendor guide, orders, 2025-11"
    )]
    [Behavior("A refunded invoice makes its order refunded", Evidence.Assumed, "published: access is revoked")]
    private void Settle(Call call, Record record)
    {
        var lines = Store.Of("OrderInvoiceLineItem").Where(item => item.Number("invoice_id") == record.Id);
        var subtotal = lines.Sum(line => line.Decimal("amount") * line.Number("quantity")!.Value);
        var total = subtotal + record.Decimal("shipping_amount");
        var status = record.Text("status");
        var fields = Store.Edit(record);
        fields["subtotal_amount"] = WireText.Money(subtotal);
        fields["total_amount"] = WireText.Money(total);
        fields["due_amount"] = WireText.Money(status is "unpaid" or "past-due" ? total : 0);
        if (status is not ("paid" or "refunded"))
        {
            return;
        }

        var orderRecord = Store.Find("Order", record.Number("order_id")!.Value)!;
        var order = call.Edit(orderRecord);
        order["billing_status"] = status;
        if (status == "paid" && orderRecord.Text("order_type") == "one-time-order")
        {
            order["service_status"] = "completed";
        }

        if (orderRecord.Text("order_type") == "subscription-order")
        {
            order["recurring_invoices_paid_count"] = Store
                .Of("OrderInvoice")
                .LongCount(invoice => invoice.Number("order_id") == orderRecord.Id && invoice.Text("status") == "paid");
        }
    }
}
