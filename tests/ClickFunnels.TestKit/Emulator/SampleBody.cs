using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;

namespace ClickFunnels.TestKit;

/// <summary>Makes a body for an operation: the properties of its request schema, with ids of a world.</summary>
internal static class SampleBody
{
    // Left out unless required: they exclude others, or say something that only some records can be told.
    private static readonly string[] Optional =
    [
        "stable_id",
        "stored_filter_id",
        "scheduled_for",
        "target_ids",
        "position",
        "after",
        "after_step_id",
        "parent_step_id",
        "parent_comment_id",
        "expired",
        "partial",
        "apply_until",
        "published_at",
        "page_ids",
        "show_page_step",
        "show_page_step_id",
        "domain",
        "external_url",
        "funnel",
        "sort_order",
        "branch",
        "homepage_id",
        "filter_id",
        "send_at",
        "space_ids",
        "amount_off",
        "recipients",
        "fields",
        "access",
        "group_type",
        "effective_date",
        "weight",
        "reason",
        "secret",
        "smart_sending_time",
        "smart_sending_unit",
        "split_test",
        "split_test_percentage",
        "variants",
        "trial_end_at",
        "renewal_at",
    ];

    private static readonly string[] Plain = ["external_id", "canceled_by_id"];

    public static async Task<JsonObject?> ForAsync(ContractOperation operation, World world)
    {
        if (operation.Request is not { } schema)
        {
            return null;
        }

        var record = await ObjectAsync(operation, schema, world);
        return operation.Envelope is { } envelope ? new JsonObject { [envelope] = record } : record;
    }

    private static async Task<JsonObject> ObjectAsync(ContractOperation operation, ContractSchema schema, World world)
    {
        var record = new JsonObject();
        var isAction = schema.Properties.ContainsKey("target_all");
        foreach (var (name, use) in schema.Properties)
        {
            var required = schema.Required.Contains(name);
            if (Optional.Contains(name) && !required && !(isAction && name == "space_ids") && !(name == "reason" && isAction))
            {
                continue;
            }

            if (name == "id" && operation.Kind == OperationKind.Create)
            {
                continue;
            }

            if (name == "target_all")
            {
                record[name] = true;
            }
            else if (await ValueAsync(operation, schema, name, use.Schema, world, required) is { } value)
            {
                record[name] = value;
            }
        }

        return record;
    }

    private static async Task<JsonNode?> ValueAsync(
        ContractOperation operation,
        ContractSchema owner,
        string name,
        ContractSchema schema,
        World world,
        bool required
    )
    {
        if (IsId(name) && Resource(operation, owner, name) is { } resource)
        {
            var id = long.Parse(await world.EnsureAsync(resource), CultureInfo.InvariantCulture);
            JsonNode one =
                (schema.Items?.Schema ?? schema).Kind == SchemaKind.Integer ? id : ClickFunnels.Emulator.Store.PublicIdCode.Encode(id);
            return schema.Kind == SchemaKind.Array ? new JsonArray(one) : one;
        }

        if (
            IsId(name)
            && !required
            && !Plain.Contains(name)
            && name is not ("variant_ids" or "price_ids" or "page_ids" or "funnel_ids" or "event_type_ids" or "id")
        )
        {
            return null;
        }

        return schema.Kind switch
        {
            SchemaKind.Object when name == "step_type_settings" => new JsonObject { ["delay_step"] = new JsonObject { ["days"] = 1 } },
            SchemaKind.Object => schema.IsMap
                ? new JsonObject { ["favouriteColour"] = "blue" }
                : await ObjectAsync(operation, schema, world),
            SchemaKind.Array when name is "variant_ids" or "price_ids" or "page_ids" or "funnel_ids" => new JsonArray(),
            SchemaKind.Array => new JsonArray(await ValueAsync(operation, owner, name, schema.Items!.Schema, world, true)),
            SchemaKind.Boolean => name is "external_app" or "active",
            SchemaKind.Integer => name == "id"
                ? owner.Name.Contains("LineItem", StringComparison.Ordinal)
                    ? world.InvoiceLineItemId
                    : world.PropertyId
                : 1,
            SchemaKind.Number => 1,
            SchemaKind.Any when schema.Alternatives.Count > 0 => "Sample",
            _ => Text(owner, name, schema, world),
        };
    }

    private static bool IsId(string name) =>
        name == "id"
        || name.EndsWith("_id", StringComparison.Ordinal)
        || name.EndsWith("_ids", StringComparison.Ordinal)
        || name == "ids_in_order";

    private static string? Resource(ContractOperation operation, ContractSchema owner, string name) =>
        name switch
        {
            "contact_id" when operation.Resource == "Fulfillment" => "Buyer",
            "contact_id" or "primary_contact_id" => "Contact",
            "location_id" or "fulfillments_location_ids" => "FulfillmentLocation",
            "image_ids" or "seo_image_id" => "Image",
            "order_id" => "Order",
            "variant_id" or "products_variant_id" => "ProductVariant",
            "products_price_id" => operation.Resource == "OrderLineItemChange"
            || operation.Id.Contains("LineItemsChange", StringComparison.Ordinal)
                ? "OtherPrice"
                : "ProductPrice",
            "tag_ids" or "tag_id" => operation.Resource switch
            {
                "OrderAppliedTag" or "Order" => "OrderTag",
                "Product" => "ProductTag",
                "Funnel" => "FunnelTag",
                "BlogPost" => "BlogTag",
                _ => "ContactTag",
            },
            "lesson_id" => "CourseLesson",
            "enrollment_id" => "CourseEnrollment",
            "course_ids" => "Course",
            "workflow_id" => "Workflow",
            "pipelines_stage_id" => "SalesPipelineStage",
            "field_id" => "FormField",
            "ids_in_order" => "FormField",
            "space_ids" => "CommunitySpace",
            "topic_ids" => "EmailTopic",
            "product_ids" => "Product",
            "page_id" => "Page",
            "invoices_line_item_id" => "OrderInvoiceLineItem",
            "property_id" => "Property",
            "name_id" or "rates_name_id" => "ShippingRateName",
            _ => null,
        };

    private static string Text(ContractSchema owner, string name, ContractSchema schema, World world) =>
        name switch
        {
            "email_address" when owner.Name == "OrderContactReference" => world.BuyerEmail,
            "email_address" => "somebody.new@example.com",
            "from_email" => $"{world.Api.Emulator.Subdomain}@mail.example.com",
            "event_type_ids" => "order.created",
            "url" or "upload_source_url" or "external_url" => "https://example.com/a.png",
            "name" when owner.Name.StartsWith("EmailDomain", StringComparison.Ordinal) => "mail-example.com",
            "currency" => "EUR",
            "country" or "country_code" => "US",
            "cancel_reason" => "other",
            "duration" => "one_time",
            "code" => "CODE-1",
            "percent" => "10",
            "distance_unit" => "in",
            "filter_class" => "ContactsFilter",
            "attribute" => "first_name",
            "clause" => "eq",
            _ when schema.Enum.Count > 0 => schema.Enum[0],
            _ when schema.IsDecimal => "10.5",
            _ when schema.IsTime => "2026-02-03T04:05:06+02:00",
            _ => "Sample",
        };
}
