using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviours;

/// <summary>The behaviours by resource; resources without one just store what they are sent.</summary>
internal sealed class BehaviourSet(RecordStore store)
{
    private readonly ResourceBehaviour _plain = new(store);

    private readonly Dictionary<string, ResourceBehaviour> _byResource = new()
    {
        ["Contact"] = new ContactBehaviour(store),
        ["Product"] = new ProductBehaviour(store),
        ["ProductVariant"] = new VariantBehaviour(store),
        ["ProductPrice"] = new PriceBehaviour(store),
        ["FulfillmentLocation"] = new LocationBehaviour(store),
        ["Fulfillment"] = new FulfillmentBehaviour(store),
        ["Order"] = new OrderBehaviour(store),
        ["OrderLineItem"] = new LineItemBehaviour(store),
        ["OrderInvoice"] = new InvoiceBehaviour(store),
        ["OrderInvoiceLineItem"] = new LineItemBehaviour(store),
        ["CourseEnrollment"] = new EnrollmentBehaviour(store),
        ["WebhookEndpoint"] = new WebhookEndpointBehaviour(store),
        ["Image"] = new ImageBehaviour(store),
    };

    public ResourceBehaviour For(string resource) => _byResource.GetValueOrDefault(resource, _plain);
}
