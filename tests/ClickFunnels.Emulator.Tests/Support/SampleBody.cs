using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Contract;

namespace ClickFunnels.Emulator.Tests.Support;

/// <summary>Makes a body for an operation: every property of its request schema, with ids of a world.</summary>
internal static class SampleBody
{
    public static JsonObject? For(ContractOperation operation, World world)
    {
        if (operation.Request is not { } schema)
            return null;
        var record = Object(schema, world);
        return operation.Envelope is { } envelope ? new JsonObject { [envelope] = record } : record;
    }

    private static JsonObject Object(ContractSchema schema, World world)
    {
        var record = new JsonObject();
        foreach (var (name, use) in schema.Properties)
            record[name] = Value(schema, name, use.Schema, world);
        return record;
    }

    private static JsonNode? Value(ContractSchema owner, string name, ContractSchema schema, World world) => schema.Kind switch
    {
        SchemaKind.Object => schema.IsMap ? new JsonObject { ["favouriteColour"] = "blue" } : Object(schema, world),
        SchemaKind.Array when name is "variant_ids" or "price_ids" or "page_ids" or "funnel_ids" => new JsonArray(),
        SchemaKind.Array => new JsonArray(Value(owner, name, schema.Items!.Schema, world)),
        SchemaKind.Boolean => name == "external_app",
        SchemaKind.Integer => Number(owner, name, world),
        _ => Text(owner, name, schema, world),
    };

    private static long Number(ContractSchema owner, string name, World world) => name switch
    {
        "contact_id" => world.Contacts[0],
        "location_id" => world.Ids["FulfillmentLocation"],
        "fulfillments_location_ids" => world.Ids["FulfillmentLocation"],
        "image_ids" or "seo_image_id" => world.Ids["Image"],
        "order_id" => world.Ids["Order"],
        "variant_id" => world.Ids["ProductVariant"],
        "products_price_id" => world.Ids["ProductPrice"],
        "invoices_line_item_id" => world.InvoiceLineItemId,
        "property_id" => world.PropertyId,
        "tag_ids" => world.TagId,
        "id" => owner.Name.Contains("LineItem", StringComparison.Ordinal) ? world.InvoiceLineItemId : world.PropertyId,
        _ => 1,
    };

    private static string Text(ContractSchema owner, string name, ContractSchema schema, World world) => name switch
    {
        "email_address" when owner.Name == "OrderContactReference" => world.BuyerEmail,
        "email_address" => "somebody.new@example.com",
        "event_type_ids" => "order.created",
        "url" or "upload_source_url" => "https://example.com/a.png",
        "currency" => "EUR",
        "country" => "US",
        "cancel_reason" => "other",
        "duration" => "one_time",
        _ when schema.Enum.Count > 0 => schema.Enum[0],
        _ when schema.IsDecimal => "10.5",
        _ when schema.IsTime => "2026-02-03T04:05:06+02:00",
        _ => "Sample",
    };
}
