using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>Reads records by their ids, and the lists of a product.</summary>
internal static class StepReads
{
    /// <summary>Returns the contact with an id; null if it was deleted.</summary>
    public static async Task<StepRecord?> ContactAsync(StepRun run, long id)
    {
        var contact = await run.Client.Contacts.GetAsync(id, cancellationToken: run.Token).ConfigureAwait(false);
        return contact.DeletedAt is null ? new(contact.Id) : null;
    }

    public static async Task<StepRecord?> LocationAsync(StepRun run, long id)
    {
        var location = await run.Client.Fulfillments.Locations.GetAsync(id, cancellationToken: run.Token).ConfigureAwait(false);
        return new(location.Id) { Model = location };
    }

    /// <summary>Returns the variant with an id. A list that was read already has it, unless it is archived.</summary>
    public static async Task<StepRecord?> VariantAsync(StepRun run, long id)
    {
        var listed = run.Ids.Contains(StepNames.Id(StepNames.Product)) ? await VariantsAsync(run).ConfigureAwait(false) : [];
        var variant =
            listed.FirstOrDefault(candidate => candidate.Id == id)
            ?? await run.Client.Products.Variants.GetAsync(id, cancellationToken: run.Token).ConfigureAwait(false);
        return new(variant.Id) { Model = variant };
    }

    /// <summary>Returns the price with an id. A list that was read already has it, unless it is archived.</summary>
    public static async Task<StepRecord?> PriceAsync(StepRun run, string variant, long id)
    {
        var canList = run.Ids.Contains(StepNames.Id(StepNames.Product)) && run.Ids.Contains(variant);
        var listed = canList ? await PricesAsync(run, run.Ids[variant]).ConfigureAwait(false) : [];
        return StepLookups.Read(
            listed.FirstOrDefault(candidate => candidate.Id == id)
                ?? await run.Client.Products.Prices.GetAsync(id, cancellationToken: run.Token).ConfigureAwait(false)
        );
    }

    public static async Task<StepRecord?> OrderAsync(StepRun run, long id)
    {
        var order = await run.Client.Orders.GetAsync(id, cancellationToken: run.Token).ConfigureAwait(false);
        return new(order.Id) { Model = order };
    }

    /// <summary>Returns the fulfillment with an id; null if it is canceled.</summary>
    public static async Task<StepRecord?> FulfillmentAsync(StepRun run, long id)
    {
        var fulfillment = await run.Client.Fulfillments.GetAsync(id, cancellationToken: run.Token).ConfigureAwait(false);
        return fulfillment.Status == FulfillmentStatus.Cancelled ? null : new(fulfillment.Id) { Model = fulfillment };
    }

    public static Task<IReadOnlyList<ProductVariant>> VariantsAsync(StepRun run)
    {
        var product = run.Ids[StepNames.Id(StepNames.Product)];
        return run.ReadAllAsync("variants", run.Client.Products.Variants.ListAsync(product, cancellationToken: run.Token));
    }

    public static Task<IReadOnlyList<ProductPrice>> PricesAsync(StepRun run, long variant)
    {
        var product = run.Ids[StepNames.Id(StepNames.Product)];
        var prices = run.Client.Products.Prices.ListAsync(product, variant, cancellationToken: run.Token);
        return run.ReadAllAsync($"prices of {variant}", prices);
    }
}
