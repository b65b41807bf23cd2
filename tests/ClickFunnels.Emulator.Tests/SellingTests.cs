using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Orders, invoices and fulfillments.</summary>
public sealed class SellingTests
{
    [Test]
    public async Task From_product_to_delivery()
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var world = await World.MakeAsync(api);
        var order = (await api.GetAsync($"/orders/{world.Ids["Order"]}")).Json;
        var invoice = (await api.GetAsync($"/orders/invoices/{world.Ids["OrderInvoice"]}")).Json;

        Assert.That(order["total_amount"]!.GetValue<string>(), Is.EqualTo("62.50"));
        Assert.That(order["currency"]!.GetValue<string>(), Is.EqualTo("usd"));
        Assert.That(order["payment_processor"]!.GetValue<string>(), Is.EqualTo("external"));
        Assert.That(order["billing_status"]!.GetValue<string>(), Is.EqualTo("paid"));
        Assert.That(order["service_status"]!.GetValue<string>(), Is.EqualTo("completed"));
        Assert.That(order["line_items"]![0]!["products_variant"]!["name"]!.GetValue<string>(), Is.EqualTo("Large"));
        Assert.That(order["contact"]!["id"]!.GetValue<long>(), Is.EqualTo(world.Contacts[0]));
        Assert.That(invoice["total_amount"]!.GetValue<string>(), Is.EqualTo("62.50"));
        Assert.That(invoice["due_amount"]!.GetValue<string>(), Is.EqualTo("0.00"));
        Assert.That(invoice["invoice_type"]!.GetValue<string>(), Is.EqualTo("one_time_sale"));
        Assert.That(invoice["paid_at"]!.GetValue<string>(), Is.EqualTo("2026-01-02T03:04:05.000Z"));
        Assert.That(await LineStatusAsync(world), Is.EqualTo("partially_fulfilled"));

        var rest = await api.PostAsync($"{api.Workspace}/fulfillments", world.FulfillmentOf(4));
        Assert.That(rest.Status, Is.EqualTo(201), rest.Text);
        Assert.That(rest.Json["status"]!.GetValue<string>(), Is.EqualTo("fulfilled"));
        Assert.That(rest.Json["included_invoices_line_items"]![0]!["quantity"]!.GetValue<int>(), Is.EqualTo(4));
        Assert.That(await LineStatusAsync(world), Is.EqualTo("complete"));

        Assert.That(
            (await api.PostAsync($"{api.Workspace}/fulfillments", world.FulfillmentOf(1))).Error,
            Does.Contain("more than is left")
        );
        var canceled = await api.PostAsync($"/fulfillments/{rest.Id}/cancel");
        Assert.That(canceled.Json["status"]!.GetValue<string>(), Is.EqualTo("cancelled"));
        Assert.That((await api.PostAsync($"/fulfillments/{rest.Id}/cancel")).Status, Is.EqualTo(409));
        Assert.That(await LineStatusAsync(world), Is.EqualTo("partially_fulfilled"));
    }

    [TestCase("contact_id", "999", "Contact must exist")]
    [TestCase("order_type", "\"gift\"", "Order type is not included in the list")]
    [TestCase("order_type", "null", "Order type can't be blank")]
    [TestCase("live_mode", "null", "Live mode can't be blank")]
    [TestCase("line_items_attributes", "[]", "Line items can't be blank")]
    [TestCase(
        "line_items_attributes",
        "[{\"variant_id\":1,\"products_price_id\":1,\"quantity\":0}]",
        "Line items variant must exist; Line items products price must exist; Line items quantity must be greater than 0"
    )]
    [TestCase(
        "line_items_attributes",
        "[{}]",
        "Line items variant can't be blank; Line items products price can't be blank; Line items quantity can't be blank; "
            + "Line items variant must exist; Line items products price must exist; Line items quantity must be greater than 0"
    )]
    [TestCase("service_status", "\"active\"", "Service status is not included in the list")]
    [TestCase("cancel_reason", "\"boredom\"", "Cancel reason is not included in the list")]
    public async Task Orders_are_checked(string field, string value, string message)
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var world = await World.MakeAsync(api);
        var order = Order(world);
        order[field] = JsonNode.Parse(value);

        var reply = await api.PostAsync($"{api.Workspace}/orders", new JsonObject { ["order"] = order }.ToJsonString());

        Assert.That((reply.Status, reply.Error), Is.EqualTo((422, $"Request unprocessable: {message}")));
    }

    [Test]
    public async Task The_contact_is_found_by_address_and_the_id_goes_first()
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var world = await World.MakeAsync(api);
        var both = Order(world);
        both["contact_attributes"] = new JsonObject { ["email_address"] = "nobody@example.com" };
        var unknown = both.DeepClone().AsObject();
        unknown.Remove("contact_id");

        Assert.That(
            (await api.PostAsync($"{api.Workspace}/orders", new JsonObject { ["order"] = both }.ToJsonString())).Status,
            Is.EqualTo(201)
        );
        Assert.That(
            (await api.PostAsync($"{api.Workspace}/orders", new JsonObject { ["order"] = unknown }.ToJsonString())).Error,
            Does.Contain("Contact must exist")
        );
    }

    [Test]
    public async Task A_canceled_subscription_is_dated()
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var world = await World.MakeAsync(api);
        var order = Order(world);
        order["order_type"] = "subscription-order";
        order["service_status"] = "canceled";

        var made = await api.MakeAsync($"{api.Workspace}/orders", new JsonObject { ["order"] = order }.ToJsonString());

        Assert.That(made["canceled_at"], Is.Not.Null);
        Assert.That(made["cancel_reason"]!.GetValue<string>(), Is.EqualTo("other"));
    }

    [Test]
    public async Task Invoices_can_be_paid_later_and_their_lines_changed_by_id()
    {
        await using var api = await Api.StartAsync(contacts: 3, unrecorded: "the type of an invoice is sent, which cannot be updated");
        var world = await World.MakeAsync(api);
        var order = await api.MakeAsync($"{api.Workspace}/orders", new JsonObject { ["order"] = Order(world) }.ToJsonString());
        var line = new
        {
            variant_id = world.Ids["ProductVariant"],
            products_price_id = world.Ids["ProductPrice"],
            quantity = 2,
            amount = "10",
        };
        var invoice = await api.MakeAsync(
            $"/orders/{order["id"]}/invoices",
            new
            {
                orders_invoice = new
                {
                    external_id = "e-1",
                    status = "unpaid",
                    shipping_amount = "1.5",
                    line_items_attributes = new[] { line },
                },
            }
        );
        var path = $"/orders/invoices/{invoice["id"]}";
        var item = invoice["line_items"]![0]!["id"]!.GetValue<long>();

        var unfinished = await api.PutAsync(path, new { orders_invoice = new { status = "paid" } });
        var stranger = await api.PutAsync(
            path,
            new { orders_invoice = new { line_items_attributes = new[] { new { id = world.InvoiceLineItemId, quantity = 3 } } } }
        );
        var nameless = await api.PutAsync(path, new { orders_invoice = new { line_items_attributes = new[] { new { quantity = 3 } } } });
        var changed = await api.PutAsync(
            path,
            new { orders_invoice = new { invoice_type = "refund", line_items_attributes = new[] { new { id = item, quantity = 3 } } } }
        );
        var paid = await api.PutAsync(path, new { orders_invoice = new { status = "paid", paid_at = "2026-05-01T10:00:00Z" } });

        Assert.That(
            (invoice["total_amount"]!.GetValue<string>(), invoice["due_amount"]!.GetValue<string>()),
            Is.EqualTo(("21.50", "21.50"))
        );
        Assert.That(unfinished.Error, Is.EqualTo("Request unprocessable: Paid at can't be blank"));
        Assert.That((stranger.Status, nameless.Status), Is.EqualTo((422, 422)));
        Assert.That(
            (changed.Json["total_amount"]!.GetValue<string>(), changed.Json["invoice_type"]!.GetValue<string>()),
            Is.EqualTo(("31.50", "one_time_sale"))
        );
        Assert.That(paid.Json["order"]!["service_status"]!.GetValue<string>(), Is.EqualTo("completed"));
        Assert.That(paid.Json["eligible_for_fulfillment"]!.GetValue<bool>(), Is.True);
    }

    [Test]
    public async Task Invoices_of_other_processors_cannot_be_changed()
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var world = await World.MakeAsync(api);
        api.Emulator.Store.Find("OrderInvoice", world.Ids["OrderInvoice"])!.Fields["payment_processor"] = "stripe";

        Assert.That(
            (
                await api.PutAsync($"/orders/invoices/{world.Ids["OrderInvoice"]}", new { orders_invoice = new { external_id = "x" } })
            ).Status,
            Is.EqualTo(404)
        );
    }

    [Test]
    public async Task The_older_invoice_route_takes_the_order_from_the_body()
    {
        await using var api = await Api.StartAsync(contacts: 3, unrecorded: "a deprecated operation is called");
        var world = await World.MakeAsync(api);
        var lines = new[]
        {
            new
            {
                variant_id = world.Ids["ProductVariant"],
                quantity = 1,
                price = "99.00",
            },
        };

        var made = await api.MakeAsync(
            "/orders/invoices",
            new
            {
                orders_invoice = new
                {
                    order_id = world.Ids["Order"],
                    status = "paid",
                    line_items = lines,
                },
            }
        );
        var lost = await api.PostAsync(
            "/orders/invoices",
            new
            {
                orders_invoice = new
                {
                    order_id = 5,
                    status = "paid",
                    line_items = lines,
                },
            }
        );

        Assert.That(made["total_amount"]!.GetValue<string>(), Is.EqualTo("99.00"));
        Assert.That(made["paid_at"], Is.Not.Null);
        Assert.That(lost.Error, Does.Contain("Order must exist"));
    }

    [Test]
    public async Task Only_paid_lines_of_the_contact_can_be_fulfilled()
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var world = await World.MakeAsync(api);
        var path = $"{api.Workspace}/fulfillments";
        object Body(long contact, params (long Line, int Quantity)[] lines) =>
            new
            {
                fulfillment = new
                {
                    contact_id = contact,
                    location_id = world.Ids["FulfillmentLocation"],
                    included_orders_invoices_line_items_attributes = lines.Select(line => new
                    {
                        invoices_line_item_id = line.Line,
                        quantity = line.Quantity,
                    }),
                },
            };

        Assert.That(
            (await api.PostAsync(path, Body(world.Contacts[1], (world.InvoiceLineItemId, 1)))).Error,
            Does.Contain("belong to the contact")
        );
        Assert.That((await api.PostAsync(path, Body(world.Contacts[0]))).Error, Does.Contain("can't be blank"));
        Assert.That(
            (await api.PostAsync(path, Body(world.Contacts[0], (world.InvoiceLineItemId, 0)))).Error,
            Does.Contain("greater than 0")
        );
        Assert.That(
            (await api.PostAsync(path, Body(world.Contacts[0], (world.InvoiceLineItemId, 3), (world.InvoiceLineItemId, 2)))).Error,
            Does.Contain("more than is left")
        );
        await api.PutAsync($"/orders/invoices/{world.Ids["OrderInvoice"]}", new { orders_invoice = new { status = "unpaid" } });
        Assert.That((await api.PostAsync(path, Body(world.Contacts[0], (world.InvoiceLineItemId, 1)))).Error, Does.Contain("must be paid"));
        Assert.That((await api.GetAsync(path)).Ids, Has.Exactly(1).Items);
    }

    private static JsonObject Order(World world) =>
        new()
        {
            ["order_type"] = "one-time-order",
            ["live_mode"] = false,
            ["contact_id"] = world.Contacts[0],
            ["line_items_attributes"] = new JsonArray(
                new JsonObject
                {
                    ["variant_id"] = world.Ids["ProductVariant"],
                    ["products_price_id"] = world.Ids["ProductPrice"],
                    ["quantity"] = 1,
                }
            ),
        };

    private static async Task<string> LineStatusAsync(World world) =>
        (await world.Api.GetAsync($"/orders/invoices/{world.Ids["OrderInvoice"]}")).Json["line_items"]![0]![
            "fulfillment_status"
        ]!.GetValue<string>();
}
