using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator;
using ClickFunnels.Emulator.ClickFunnels;

namespace ClickFunnels.TestKit;

/// <summary>A workspace that has at least one record of every kind, all made over HTTP.</summary>
internal sealed class World
{
    public required Api Api { get; init; }

    /// <summary>A record of each resource, by schema name.</summary>
    public Dictionary<string, long> Ids { get; } = [];

    public List<long> Contacts { get; private set; } = [];

    public string BuyerEmail { get; private set; } = "";

    public long PropertyId { get; private set; }

    public long InvoiceLineItemId { get; private set; }

    public long TagId { get; private set; }

    public static async Task<World> MakeAsync(Api api)
    {
        var world = new World { Api = api };
        await world.FillAsync();
        return world;
    }

    private async Task FillAsync()
    {
        var workspace = Api.Emulator.Workspaces[0];
        var contacts = (await Api.GetAsync($"{Api.Workspace}/contacts")).Json.AsArray();
        Contacts = [.. contacts.Select(contact => contact!["id"]!.GetValue<long>())];
        BuyerEmail = contacts[0]!["email_address"]!.GetValue<string>();
        TagId = workspace.ContactTagIds[0];
        Ids["Team"] = workspace.TeamId;
        Ids["Workspace"] = workspace.Id;
        Ids["Contact"] = Contacts[2];
        Ids["Course"] = workspace.CourseIds[0];
        Ids["Form"] = workspace.FormIds[0];
        await Api.PutAsync(
            $"{Api.Workspace}/emails/settings",
            new
            {
                marketing_setting = new
                {
                    address = new
                    {
                        address_one = "1 Main St",
                        city = "Boise",
                        postal_code = "83702",
                        country_code = "US",
                        region = "ID",
                    },
                },
            }
        );
        await AddAsync(
            "CourseEnrollment",
            $"/courses/{Ids["Course"]}/enrollments",
            new { courses_enrollment = new { contact_id = Contacts[1] } }
        );
        await AddAsync("Image", $"{Api.Workspace}/images", new { image = new { upload_source_url = "https://example.com/mug.png" } });
        await AddAsync(
            "WebhookEndpoint",
            $"{Api.Workspace}/webhooks/outgoing/endpoints",
            new
            {
                webhooks_outgoing_endpoint = new
                {
                    url = "https://example.com/hook",
                    name = "Hook",
                    event_type_ids = new[] { "contact.created" },
                },
            }
        );
        await AddAsync(
            "FulfillmentLocation",
            $"{Api.Workspace}/fulfillments/locations",
            new
            {
                fulfillments_location = new
                {
                    name = "Depot",
                    address_name = "Depot",
                    email_address = "depot@example.com",
                    address = new { address_one = "1 Main St", country = "US" },
                },
            }
        );
        var product = await AddAsync(
            "Product",
            $"{Api.Workspace}/products",
            new { product = new { name = "Mug", variant_properties = new[] { new { name = "Size" } } } }
        );
        PropertyId = product["variant_properties"]![0]!["id"]!.GetValue<long>();
        await AddAsync(
            "ProductVariant",
            $"/products/{Ids["Product"]}/variants",
            new
            {
                products_variant = new
                {
                    name = "Large",
                    product_type = "physical",
                    weight_unit = "lb",
                    properties_values = new[] { new { property_id = PropertyId, value = "Large" } },
                },
            }
        );
        await AddAsync(
            "ProductPrice",
            $"/products/variants/{Ids["ProductVariant"]}/prices",
            new { products_price = new { amount = "12.50", currency = "USD" } }
        );
        await AddAsync(
            "Order",
            $"{Api.Workspace}/orders",
            new
            {
                order = new
                {
                    order_type = "one-time-order",
                    live_mode = false,
                    contact_id = Contacts[0],
                    line_items_attributes = new[]
                    {
                        new
                        {
                            variant_id = Ids["ProductVariant"],
                            products_price_id = Ids["ProductPrice"],
                            quantity = 5,
                        },
                    },
                },
            }
        );
        var invoice = await AddAsync(
            "OrderInvoice",
            $"/orders/{Ids["Order"]}/invoices",
            new
            {
                orders_invoice = new
                {
                    external_id = "e-1",
                    status = "paid",
                    paid_at = "2026-01-02T03:04:05Z",
                    line_items_attributes = new[]
                    {
                        new
                        {
                            variant_id = Ids["ProductVariant"],
                            products_price_id = Ids["ProductPrice"],
                            quantity = 5,
                            amount = "12.50",
                        },
                    },
                },
            }
        );
        InvoiceLineItemId = invoice["line_items"]![0]!["id"]!.GetValue<long>();
        Ids["OrderInvoiceLineItem"] = InvoiceLineItemId;
        Ids["Property"] = PropertyId;
        Ids["Buyer"] = Contacts[0];
        Ids["ContactTag"] = TagId;
        await AddAsync("Fulfillment", $"{Api.Workspace}/fulfillments", FulfillmentOf(1));
    }

    public object FulfillmentOf(int quantity) =>
        new
        {
            fulfillment = new
            {
                contact_id = Contacts[0],
                location_id = Ids["FulfillmentLocation"],
                included_orders_invoices_line_items_attributes = new[] { new { invoices_line_item_id = InvoiceLineItemId, quantity } },
            },
        };

    /// <summary>Makes sure that there is a record of a resource, and of what stands above it.</summary>
    public async Task<string> EnsureAsync(string resource)
    {
        if (resource == "AddressCountry")
        {
            return "US";
        }

        if (!Ids.TryGetValue(resource, out var id))
        {
            Ids[resource] = id = await FindAsync(resource) ?? await CreateAsync(resource);
        }

        return id.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The path of an operation, with records that exist.</summary>
    public async Task<string> PathAsync(ContractOperation operation)
    {
        var path = operation.Template;
        foreach (var (_, resource, parameter) in operation.Parents)
        {
            path = path.Replace($"{{{parameter}}}", await EnsureAsync(resource), StringComparison.Ordinal);
        }

        if (operation.Id == "getWorkspaceStats")
        {
            path += "?resource=order&count=true&count_by[property]=order_type&sum[property]=total_amount&created_at_range=true";
        }

        if (!operation.IsMember)
        {
            return path;
        }

        var member = operation.Id == "getContactFilter" ? "RefineFilter" : operation.Resource!;
        return path.Replace("{id}", await EnsureAsync(member), StringComparison.Ordinal);
    }

    // Records that exist from the start or cannot be created.
    private async Task<long?> FindAsync(string resource)
    {
        if (resource == "OrderLineItem")
        {
            return (await Api.GetAsync($"/orders/{await EnsureAsync("Order")}")).Json["line_items"]![0]!["id"]!.GetValue<long>();
        }

        if (resource == "ExternalPurchaseEvent")
        {
            var endpoint = await EnsureAsync("ExternalPurchaseEndpoint");
            return Api.Emulator.ReceiveExternalPurchase(
                long.Parse(endpoint, System.Globalization.CultureInfo.InvariantCulture),
                new ExternalPurchaseReport("membership.activated")
            );
        }

        if (Operations.Any(operation => operation.Kind == OperationKind.Create && operation.Resource == resource))
        {
            return null;
        }

        var list = Operations.First(operation => operation.Kind == OperationKind.List && operation.Resource == resource);
        return (await Api.GetAsync(await PathAsync(list))).Ids[0];
    }

    private async Task<long> CreateAsync(string resource)
    {
        var operation = Operations.First(one => one.Kind == OperationKind.Create && one.Resource == resource);
        var reply = await Api.SendAsync("POST", await PathAsync(operation), (await SampleBody.ForAsync(operation, this))?.ToJsonString());
        return reply.Status == 201 ? reply.Id : throw new InvalidOperationException($"{operation.Id}: {reply.Status} {reply.Text}");
    }

    private static IReadOnlyList<ContractOperation> Operations => ClickFunnelsPlatform.Instance.Contract.Operations;

    private async Task<JsonNode> AddAsync(string resource, string path, object body)
    {
        var record = await Api.MakeAsync(path, body);
        Ids[resource] = record["id"]!.GetValue<long>();
        return record;
    }
}
