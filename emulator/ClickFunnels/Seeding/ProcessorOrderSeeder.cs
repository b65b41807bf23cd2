using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Makes orders whose payment the service processes, which the API cannot create.</summary>
internal sealed class ProcessorOrderSeeder(Func<string, JsonObject, Record> add, DateTimeOffset now, string currency)
{
    private static readonly string[] Amounts = ["10.00", "20.00", "30.00"];

    private string Now => WireText.Time(now);

    [Behavior("Orders of Stripe and of Payments AI, with charges, can be seeded", Evidence.Assumed, "the API creates external orders only")]
    public void Seed(Record contact)
    {
        var product = add(
            "Product",
            ProductVariantBehavior.Defaults(
                new JsonObject
                {
                    ["name"] = "Membership",
                    ["archived"] = false,
                    ["visible_in_store"] = true,
                    ["visible_in_customer_center"] = true,
                    ["commissionable"] = false,
                    ["variant_properties"] = new JsonArray(),
                    ["image_ids"] = new JsonArray(),
                    ["tag_ids"] = new JsonArray(),
                }
            )
        );
        var variant = add(
            "ProductVariant",
            ProductVariantBehavior.Defaults(
                new JsonObject
                {
                    ["product_id"] = product.Id,
                    ["name"] = "Membership",
                    ["default"] = true,
                    ["product_type"] = "digital",
                }
            )
        );
        product.Fields["default_variant_id"] = variant.Id;
        var prices = Amounts
            .Select(amount =>
                add(
                    "ProductPrice",
                    new JsonObject
                    {
                        ["product_id"] = product.Id,
                        ["variant_id"] = variant.Id,
                        ["amount"] = amount,
                        ["currency"] = currency,
                        ["payment_type"] = "subscription",
                        ["interval"] = "months",
                        ["interval_count"] = 1L,
                        ["visible"] = true,
                        ["archived"] = false,
                    }
                )
            )
            .ToList();
        foreach (var processor in (string[])["stripe", "payments_ai"])
        {
            AddOrder(contact, product, variant, prices[1], processor);
        }
    }

    private void AddOrder(Record contact, Record product, Record variant, Record price, string processor)
    {
        var order = add(
            "Order",
            new JsonObject
            {
                ["contact_id"] = contact.Id,
                ["order_number"] = $"P-{processor}",
                ["order_type"] = "subscription-order",
                ["payment_processor"] = processor,
                ["billing_status"] = "paid",
                ["service_status"] = "active",
                ["currency"] = currency,
                ["total_amount"] = price.Text("amount"),
                ["tax_amount"] = "0.00",
                ["live_mode"] = false,
                ["in_trial"] = false,
                ["recurring_invoices_paid_count"] = 1L,
                ["activated_at"] = Now,
                ["paid_until"] = WireText.Time(now.AddMonths(1)),
                ["renewal_at"] = WireText.Time(now.AddMonths(1)),
                ["next_charge_at"] = WireText.Time(now.AddMonths(1)),
                ["tag_ids"] = new JsonArray(),
                ["discount_ids"] = new JsonArray(),
                ["contact_groups"] = new JsonArray(),
                ["segments"] = new JsonArray(),
            }
        );
        add(
            "OrderLineItem",
            new JsonObject
            {
                ["order_id"] = order.Id,
                ["product_id"] = product.Id,
                ["variant_id"] = variant.Id,
                ["products_price_id"] = price.Id,
                ["quantity"] = 1L,
            }
        );
        foreach (var status in (string[])["paid", "past-due"])
        {
            var invoice = add(
                "OrderInvoice",
                new JsonObject
                {
                    ["order_id"] = order.Id,
                    ["invoice_number"] = $"P-{processor}-{status}",
                    ["invoice_type"] = status == "paid" ? "initial" : "renewal",
                    ["status"] = status,
                    ["payment_processor"] = processor,
                    ["currency"] = currency,
                    ["subtotal_amount"] = price.Text("amount"),
                    ["total_amount"] = price.Text("amount"),
                    ["due_amount"] = status == "paid" ? "0.00" : price.Text("amount"),
                    ["shipping_amount"] = "0.00",
                    ["discount_amount"] = "0.00",
                    ["tax_amount"] = "0.00",
                    ["issued_at"] = Now,
                    ["paid_at"] = status == "paid" ? Now : null,
                }
            );
            var line = add(
                "OrderInvoiceLineItem",
                new JsonObject
                {
                    ["invoice_id"] = invoice.Id,
                    ["variant_id"] = variant.Id,
                    ["products_price_id"] = price.Id,
                    ["quantity"] = 1L,
                    ["amount"] = price.Text("amount"),
                    ["fulfillment_status"] = "unfulfilled",
                }
            );
            if (status != "paid")
            {
                continue;
            }

            add(
                "OrderInvoiceRestock",
                new JsonObject
                {
                    ["contact_id"] = contact.Id,
                    ["status"] = "restocked",
                    ["included_invoices_line_items"] = new JsonArray(
                        new JsonObject
                        {
                            ["id"] = line.Id,
                            ["invoices_line_item_id"] = line.Id,
                            ["quantity"] = 1L,
                        }
                    ),
                }
            );
        }

        add(
            "OrderTransaction",
            new JsonObject
            {
                ["order_id"] = order.Id,
                ["status"] = "completed",
                ["external_type"] = "sale",
                ["external_id"] = $"emulated-{processor}",
                ["amount"] = price.Text("amount"),
                ["currency"] = currency,
                ["result"] = "approved",
                ["is_rebill"] = false,
            }
        );
    }
}
