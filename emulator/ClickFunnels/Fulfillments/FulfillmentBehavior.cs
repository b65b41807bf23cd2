using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Deliveries of paid line items.</summary>
[Resource("Fulfillment")]
internal sealed class FulfillmentBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string LineItems = "included_orders_invoices_line_items_attributes";
    private const string Included = "included";

    [Operation("createFulfillments")]
    [Operation("createFulfillment")]
    [Behavior("A fulfillment starts as fulfilled", Evidence.Documented, "vendor guide, fulfillments, 2025-11")]
    [Behavior("Fulfillments of a workspace are numbered from 1", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "contact_id", "Contact");
        RequireOne(call, draft, "location_id", "FulfillmentLocation");
        var lines = Objects(draft, LineItems).ToList();
        call.Problems.Require(lines.Count > 0 || call.Problems.Any, "Included orders invoices line items can't be blank");
        foreach (var line in lines.GroupBy(line => Number(line, "invoices_line_item_id")))
        {
            CheckLine(call, Number(draft, "contact_id"), line.Key, [.. line.Select(one => Number(one, "quantity") ?? 0)]);
        }

        draft["status"] = "fulfilled";
        draft["fulfillment_number"] = call.InWorkspace("Fulfillment").LongCount() + 1;
        draft[Included] = draft[LineItems]?.DeepClone();
        foreach (var name in (string[])[LineItems, "notify_customer", "ignore_out_of_stock"])
        {
            draft.Remove(name);
        }
    }

    public override void Created(Call call, Record record)
    {
        foreach (var line in Objects(record.Fields, Included))
        {
            call.Insert(
                "FulfillmentLineItem",
                new JsonObject
                {
                    ["fulfillment_id"] = record.Id,
                    ["invoices_line_item_id"] = Number(line, "invoices_line_item_id"),
                    ["quantity"] = Number(line, "quantity"),
                }
            );
        }

        Store.Edit(record).Remove(Included);
        ShowProgress(call, record);
    }

    [Operation("cancelFulfillments")]
    [Behavior(
        "Only a fulfilled fulfillment can be canceled, and a canceled one stays so: 409",
        Evidence.Documented,
        "published spec 2025-06; vendor guide, fulfillments"
    )]
    [Behavior("The items of a canceled fulfillment are unfulfilled again", Evidence.Assumed, "not published")]
    public void Cancel(Call call, Record record)
    {
        if (record.Text("status") != "fulfilled")
        {
            throw ApiProblem.Conflict($"Fulfillment is {record.Text("status")}");
        }

        call.Edit(record)["status"] = "cancelled";
        ShowProgress(call, record);
    }

    [Operation("getFulfillments")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "included_invoices_line_items" ? Lines(record) : null;
        return name == "included_invoices_line_items";
    }

    [Behavior("Line items must be of paid invoices of the contact", Evidence.Assumed, "published: fulfillment follows payment")]
    [Behavior(
        "No more can be fulfilled than was sold",
        Evidence.Documented,
        "vendor guide, fulfillments, 2025-11; the status 422 is assumed"
    )]
    private void CheckLine(Call call, long? contact, long? id, IReadOnlyList<long> quantities)
    {
        var item = call.InWorkspace("OrderInvoiceLineItem", id);
        var invoice = item is null ? null : Store.Find("OrderInvoice", item.Number("invoice_id")!.Value);
        var order = invoice is null ? null : Store.Find("Order", invoice.Number("order_id")!.Value);
        call.Problems.Require(
            quantities.All(quantity => quantity > 0),
            "Included orders invoices line items quantity must be greater than 0"
        );
        if (item is null || order!.Number("contact_id") != contact)
        {
            call.Problems.Add("Included orders invoices line items must exist and belong to the contact");
        }
        else if (invoice!.Text("status") != "paid")
        {
            call.Problems.Add("Included orders invoices line items must be paid");
        }
        else if (quantities.Sum(quantity => (decimal)quantity) > item.Number("quantity")!.Value - Fulfilled(item))
        {
            call.Problems.Add("Included orders invoices line items quantity is more than is left to fulfill");
        }
    }

    [Behavior(
        "A line item is unfulfilled, partially_fulfilled or complete",
        Evidence.Documented,
        "published spec 2025-06; the guide also says fulfilled"
    )]
    private void ShowProgress(Call call, Record fulfillment)
    {
        foreach (var line in Lines(fulfillment).ToList())
        {
            var item = Store.Find("OrderInvoiceLineItem", line.Number("invoices_line_item_id")!.Value)!;
            var fulfilled = Fulfilled(item);
            call.Edit(item)["fulfillment_status"] =
                fulfilled == 0 ? "unfulfilled"
                : fulfilled < item.Number("quantity") ? "partially_fulfilled"
                : "complete";
        }
    }

    private long Fulfilled(Record item) =>
        Store
            .Of("FulfillmentLineItem")
            .Where(line =>
                line.Number("invoices_line_item_id") == item.Id
                && Store.Find("Fulfillment", line.Number("fulfillment_id")!.Value)!.Text("status") == "fulfilled"
            )
            .Sum(line => line.Number("quantity")!.Value);

    private IEnumerable<Record> Lines(Record fulfillment) =>
        Store.Of("FulfillmentLineItem").Where(line => line.Number("fulfillment_id") == fulfillment.Id);
}
