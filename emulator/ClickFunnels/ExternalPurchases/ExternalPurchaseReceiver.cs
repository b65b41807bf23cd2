using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Turns the reports of a provider into orders and invoices. The caller holds the store's gate.</summary>
internal sealed class ExternalPurchaseReceiver(RecordStore store, Platform platform, Record endpoint, DateTimeOffset now)
{
    private const string Skill = "vendor skill, external purchases, 2026-10";
    private const string Event = "ExternalPurchaseEvent";

    // Fields of orders and invoices that responses do not show.
    private const string SubscriptionField = "external_purchase_subscription";
    private const string PaymentField = "external_purchase_payment";
    private const string RefundField = "external_purchase_refund";
    private const string DisputeField = "external_purchase_dispute";

    private static readonly HashSet<string> Recorded = [.. ClickFunnelsPlatform.Instance.Contract.Schema("ExternalPurchaseEventType").Enum];

    private string Now => platform.Time(now);

    /// <summary>Processes a report; returns its event, or null if none is kept.</summary>
    [Behavior("Events of other types than the documented ones are not recorded", Evidence.Documented, Skill)]
    [Behavior("A payment for a product without a mapping leaves no event", Evidence.Documented, Skill + ", whose example contradicts it")]
    [Behavior(
        "An event that belongs to no order, or that changes nothing, is kept as processing_skipped with a reason",
        Evidence.Documented,
        Skill
    )]
    [Behavior("An event that had an effect is processed", Evidence.Assumed, "the other values of processing_status are not published")]
    [Behavior("The notes of the order tell the outcome of each event", Evidence.Documented, Skill + "; the wording is assumed")]
    public Record? Receive(ExternalPurchaseReport report)
    {
        if (!Recorded.Contains(report.EventType))
        {
            return null;
        }

        var mapping = report.EventType == "payment.succeeded" ? Mapping(report.ProductSku) : null;
        if (report.EventType == "payment.succeeded" && mapping is null)
        {
            return null;
        }

        var (order, skipped) = report.EventType switch
        {
            "payment.succeeded" => Paid(report, mapping!),
            "payment.failed" => Failed(report),
            "membership.activated" => Activated(report),
            "membership.deactivated" => Deactivated(report),
            "membership.cancel_at_period_end_changed" => EndChanged(report),
            "refund.created" or "refund.updated" => Refunded(report),
            _ => Disputed(report),
        };
        if (order is not null)
        {
            Note(order, report, skipped);
        }

        return Insert(
            Event,
            new JsonObject
            {
                [ExternalPurchaseProductMappingBehavior.Endpoint] = endpoint.Id,
                ["order_id"] = order?.Id,
                ["event_type"] = report.EventType,
                ["external_event_id"] = report.EventId ?? $"evt_{store.NextId}",
                ["payload"] = report.Payload?.DeepClone() ?? PayloadOf(report),
                ["processed_at"] = Now,
                ["processing_status"] = skipped is null ? "processed" : "processing_skipped",
                ["processing_errors"] = skipped,
            }
        );
    }

    private static JsonObject PayloadOf(ExternalPurchaseReport report) =>
        new()
        {
            ["type"] = report.EventType,
            ["product"] = report.ProductSku,
            ["membership"] = report.SubscriptionId,
            ["payment"] = report.PaymentId,
            ["case"] = report.CaseId,
            ["status"] = report.Status,
            ["cancel_at_period_end"] = report.CancelsAtPeriodEnd,
        };

    [Behavior("A payment of a mapped product makes an order with a paid invoice, at the price of the mapping", Evidence.Documented, Skill)]
    [Behavior("A further payment of a subscription makes a renewal invoice", Evidence.Assumed, "not published")]
    [Behavior("The buyer is found by email address, or created", Evidence.Assumed, "not published")]
    private (Record? Order, string? Skipped) Paid(ExternalPurchaseReport report, Record mapping)
    {
        if (report.PaymentId is not null && Invoice(report.PaymentId) is { } known)
        {
            return (OrderOf(known), "The payment was processed before.");
        }

        var price = store.Find("ProductPrice", mapping.Number(ExternalPurchaseProductMappingBehavior.Price) ?? 0);
        var variant = store.Find("ProductVariant", mapping.Number(ExternalPurchaseProductMappingBehavior.Variant) ?? 0);
        if (price is null || variant is null)
        {
            return (null, "The price of the mapping does not exist any more.");
        }

        if (Subscription(report.SubscriptionId) is { } existing)
        {
            AddInvoice(existing, price, variant, report.PaymentId, "renewal", "paid");
            var renewed = Edit(existing);
            renewed["billing_status"] = "paid";
            renewed["recurring_invoices_paid_count"] = (existing.Number("recurring_invoices_paid_count") ?? 0) + 1;
            return (existing, null);
        }

        if (string.IsNullOrWhiteSpace(report.BuyerEmail))
        {
            return (null, "The payment names no email address.");
        }

        var order = AddOrder(price, variant, Buyer(report.BuyerEmail), report.SubscriptionId);
        var isSubscription = order.Text("order_type") == "subscription-order";
        AddInvoice(order, price, variant, report.PaymentId, isSubscription ? "initial" : "one_time_sale", "paid");
        return (order, null);
    }

    [Behavior("A failed payment makes an existing subscription past due", Evidence.Documented, Skill)]
    [Behavior("Past due is an invoice that is past-due, and billing_status unpaid", Evidence.Assumed, "not published")]
    private (Record? Order, string? Skipped) Failed(ExternalPurchaseReport report)
    {
        if (Subscription(report.SubscriptionId) is not { } order)
        {
            return (null, "No subscription belongs to the event.");
        }

        var item = store.Of("OrderLineItem").First(one => one.Number("order_id") == order.Id);
        AddInvoice(
            order,
            store.Find("ProductPrice", item.Number("products_price_id")!.Value)!,
            store.Find("ProductVariant", item.Number("variant_id")!.Value)!,
            report.PaymentId,
            "renewal",
            "past-due"
        );
        Edit(order)["billing_status"] = "unpaid";
        return (order, null);
    }

    [Behavior("Memberships schedule a cancellation, deactivate and reactivate the subscription", Evidence.Documented, Skill)]
    private (Record? Order, string? Skipped) Activated(ExternalPurchaseReport report)
    {
        if (Subscription(report.SubscriptionId) is not { } order)
        {
            return (null, "No subscription belongs to the event.");
        }

        if (order.Text("service_status") == "active")
        {
            return (order, "The subscription is active already.");
        }

        var fields = Edit(order);
        fields["service_status"] = "active";
        fields["churned_at"] = null;
        fields["canceled_at"] = null;
        return (order, null);
    }

    private (Record? Order, string? Skipped) Deactivated(ExternalPurchaseReport report)
    {
        if (Subscription(report.SubscriptionId) is not { } order)
        {
            return (null, "No subscription belongs to the event.");
        }

        var fields = Edit(order);
        fields["service_status"] = "churned";
        fields["churned_at"] = Now;
        fields["canceled_at"] ??= Now;
        return (order, null);
    }

    private (Record? Order, string? Skipped) EndChanged(ExternalPurchaseReport report)
    {
        if (Subscription(report.SubscriptionId) is not { } order)
        {
            return (null, "No subscription belongs to the event.");
        }

        Edit(order)["canceled_at"] = report.CancelsAtPeriodEnd ? Now : null;
        return (order, null);
    }

    [Behavior(
        "Only a refund that succeeded changes the invoice; if the same refund fails later, the invoice is paid again",
        Evidence.Documented,
        Skill
    )]
    private (Record? Order, string? Skipped) Refunded(ExternalPurchaseReport report)
    {
        if (Invoice(report.PaymentId) is not { } invoice || OrderOf(invoice) is not { } order)
        {
            return (null, "No invoice belongs to the refund.");
        }

        var isThis = invoice.Text(RefundField) == (report.CaseId ?? "");
        switch (report.Status)
        {
            case "succeeded" when invoice.Text("status") == "paid":
                Move(invoice, order, "refunded", RefundField, report.CaseId ?? "");
                return (order, null);
            case "failed" or "canceled" when invoice.Text("status") == "refunded" && isThis:
                Move(invoice, order, "paid", RefundField, null);
                return (order, null);
            case "succeeded" or "failed" or "canceled":
                return (order, $"The invoice is {invoice.Text("status")} and is left as it is.");
            default:
                return (order, "The refund is not decided.");
        }
    }

    [Behavior(
        "Only a lost dispute changes the invoice; if it is won later, the invoice is paid and the subscription goes on, unless it was "
            + "canceled in between",
        Evidence.Documented,
        Skill
    )]
    private (Record? Order, string? Skipped) Disputed(ExternalPurchaseReport report)
    {
        if (Invoice(report.PaymentId) is not { } invoice || OrderOf(invoice) is not { } order)
        {
            return (null, "No invoice belongs to the dispute.");
        }

        var isSubscription = order.Text("order_type") == "subscription-order";
        switch (report.Status)
        {
            case "lost" when invoice.Text("status") == "paid":
                Edit(invoice)["status"] = "disputed";
                Edit(invoice)[DisputeField] = report.CaseId ?? "";
                if (isSubscription)
                {
                    Edit(order)["service_status"] = "churned";
                    Edit(order)["churned_at"] = Now;
                }

                return (order, null);
            case "won" when invoice.Text("status") == "disputed" && invoice.Text(DisputeField) == (report.CaseId ?? ""):
                Edit(invoice)["status"] = "paid";
                Edit(invoice)[DisputeField] = null;
                if (isSubscription && order.Text("canceled_at") is null)
                {
                    Edit(order)["service_status"] = "active";
                    Edit(order)["churned_at"] = null;
                }

                return (order, null);
            case "lost" or "won":
                return (order, $"The invoice is {invoice.Text("status")} and is left as it is.");
            default:
                return (order, "The dispute is not decided.");
        }
    }

    private void Move(Record invoice, Record order, string status, string field, string? id)
    {
        var fields = Edit(invoice);
        fields["status"] = status;
        fields[field] = id;
        Edit(order)["billing_status"] = status;
    }

    private Record? Mapping(string? sku) =>
        store
            .Of("ExternalPurchaseProductMapping")
            .FirstOrDefault(one =>
                one.Number(ExternalPurchaseProductMappingBehavior.Endpoint) == endpoint.Id
                && one.Text(ExternalPurchaseProductMappingBehavior.Sku) == sku
            );

    private Record? Subscription(string? id) =>
        id is null
            ? null
            : store
                .Of("Order")
                .FirstOrDefault(order =>
                    order.Number(ExternalPurchaseProductMappingBehavior.Endpoint) == endpoint.Id && order.Text(SubscriptionField) == id
                );

    private Record? Invoice(string? payment) =>
        payment is null
            ? null
            : store
                .Of("OrderInvoice")
                .FirstOrDefault(invoice =>
                    invoice.Number(ExternalPurchaseProductMappingBehavior.Endpoint) == endpoint.Id && invoice.Text(PaymentField) == payment
                );

    private Record? OrderOf(Record invoice) => store.Find("Order", invoice.Number("order_id") ?? 0);

    private Record Buyer(string email)
    {
        var known = store
            .Of("Contact")
            .FirstOrDefault(contact =>
                contact.WorkspaceId == endpoint.WorkspaceId
                && !contact.IsDeleted
                && string.Equals(contact.Text("email_address"), email, StringComparison.OrdinalIgnoreCase)
            );
        if (known is not null)
        {
            return known;
        }

        var contact = Insert(
            "Contact",
            new JsonObject
            {
                ["email_address"] = email,
                ["is_active"] = true,
                ["is_default"] = false,
                ["custom_attributes"] = new JsonObject(),
                ["tag_ids"] = new JsonArray(),
                ["tags"] = new JsonArray(),
            }
        );
        store.Edit(contact)["uuid"] = ContactBehavior.Uuid(contact.Id);
        return contact;
    }

    [Behavior(
        "Orders of external purchases have the payment processor \"external\"",
        Evidence.Assumed,
        "as those that the API creates; not published"
    )]
    private Record AddOrder(Record price, Record variant, Record contact, string? subscription)
    {
        var isSubscription = price.Text("payment_type") is "subscription" or "payment_plan";
        var order = Insert(
            "Order",
            new JsonObject
            {
                [ExternalPurchaseProductMappingBehavior.Endpoint] = endpoint.Id,
                [SubscriptionField] = isSubscription ? subscription : null,
                ["contact_id"] = contact.Id,
                ["phone_number"] = contact.Text("phone_number"),
                ["order_number"] = (store.Of("Order").LongCount(one => one.WorkspaceId == endpoint.WorkspaceId) + 1).ToString(
                    CultureInfo.InvariantCulture
                ),
                ["order_type"] = isSubscription ? "subscription-order" : "one-time-order",
                ["payment_processor"] = "external",
                ["live_mode"] = endpoint.Flag("live_mode"),
                ["currency"] = price.Text("currency"),
                ["total_amount"] = price.Text("amount"),
                ["tax_amount"] = WireText.Money(0),
                ["billing_status"] = "paid",
                ["service_status"] = isSubscription ? "active" : "completed",
                ["activated_at"] = isSubscription ? Now : null,
                ["in_trial"] = false,
                ["recurring_invoices_paid_count"] = isSubscription ? 1L : 0L,
                ["contact_groups"] = new JsonArray(),
                ["discount_ids"] = new JsonArray(),
                ["segments"] = new JsonArray(),
                ["tag_ids"] = new JsonArray(),
            }
        );
        Insert(
            "OrderLineItem",
            new JsonObject
            {
                ["order_id"] = order.Id,
                ["product_id"] = variant.Number("product_id"),
                ["variant_id"] = variant.Id,
                ["products_price_id"] = price.Id,
                ["quantity"] = 1L,
            }
        );
        return order;
    }

    private void AddInvoice(Record order, Record price, Record variant, string? payment, string type, string status)
    {
        var invoice = Insert(
            "OrderInvoice",
            new JsonObject
            {
                [ExternalPurchaseProductMappingBehavior.Endpoint] = endpoint.Id,
                [PaymentField] = payment,
                ["order_id"] = order.Id,
                ["invoice_number"] = (store.Of("OrderInvoice").Count(one => one.WorkspaceId == endpoint.WorkspaceId) + 1).ToString(
                    "'INV-'000000",
                    CultureInfo.InvariantCulture
                ),
                ["invoice_type"] = type,
                ["status"] = status,
                ["payment_processor"] = order.Text("payment_processor"),
                ["currency"] = order.Text("currency"),
                ["subtotal_amount"] = price.Text("amount"),
                ["total_amount"] = price.Text("amount"),
                ["due_amount"] = status == "paid" ? WireText.Money(0) : price.Text("amount"),
                ["shipping_amount"] = WireText.Money(0),
                ["discount_amount"] = WireText.Money(0),
                ["tax_amount"] = WireText.Money(0),
                ["issued_at"] = Now,
                ["paid_at"] = status == "paid" ? Now : null,
            }
        );
        Insert(
            "OrderInvoiceLineItem",
            new JsonObject
            {
                ["invoice_id"] = invoice.Id,
                ["variant_id"] = variant.Id,
                ["products_price_id"] = price.Id,
                ["quantity"] = 1L,
                ["amount"] = price.Text("amount"),
                ["description"] = variant.Text("name"),
                ["discount_amount"] = WireText.Money(0),
                ["fulfillment_status"] = "unfulfilled",
            }
        );
    }

    private void Note(Record order, ExternalPurchaseReport report, string? skipped)
    {
        var line = $"{endpoint.Text("provider")} {report.EventType}: {skipped ?? "processed."}";
        Edit(order)["notes"] = order.Text("notes") is { Length: > 0 } notes ? $"{notes}\n{line}" : line;
    }

    private Record Insert(string resource, JsonObject fields)
    {
        platform.Stamp(fields, resource, now, isNew: true);
        return store.Insert(resource, endpoint.TeamId, endpoint.WorkspaceId, fields);
    }

    private JsonObject Edit(Record record)
    {
        var fields = store.Edit(record);
        platform.Stamp(fields, record.Resource, now, isNew: false);
        return fields;
    }
}
