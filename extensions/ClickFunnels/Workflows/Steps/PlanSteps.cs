using System;
using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels.Workflows;

/// <summary>
/// Turns a valid plan into its steps, in order. Each method below describes one resource: its request, the call that creates it, and the
/// lookup that recognizes it after a lost response.
/// </summary>
internal static class PlanSteps
{
    private static readonly string ProductId = StepNames.Id(StepNames.Product);
    private static readonly string DefaultVariantId = StepNames.Id(StepNames.DefaultVariant);
    private static readonly string OrderId = StepNames.Id(StepNames.Order);

    public static IReadOnlyList<PlanStep> Of(ProductPlan plan, PlanKeys keys)
    {
        var variants = PlannedVariant.All(plan);
        var steps = new List<PlanStep>();

        // Records that must exist are looked up before anything is created.
        if (plan.Order is { } ordered)
        {
            steps.Add(Contact(ordered));
        }

        if (plan.Location is { } location)
        {
            steps.Add(Location(location));
        }

        steps.Add(Product(plan));
        var settings = StepBodies.DefaultVariant(plan, variants.FirstOrDefault(static variant => variant.IsDefault));
        if (settings(new PlaceholderValues()).ToJson() != "{}")
        {
            steps.Add(DefaultVariant(settings));
        }

        steps.AddRange(variants.Where(static variant => !variant.IsDefault).Select(variant => Variant(plan, variant)));
        steps.AddRange(variants.SelectMany(variant => variant.Prices.Select((price, index) => Price(variant, price, index, keys))));
        if (plan.Order is { } order)
        {
            var items = OrderedItem.All(plan, order, variants);
            steps.Add(Order(order, items, order.ExternalId ?? keys.For(StepNames.Order)));
            if (order.Invoice is { } invoice)
            {
                var needsLines = order.Fulfillment is not null;
                steps.Add(Invoice(invoice, items, needsLines, invoice.ExternalId ?? keys.For(StepNames.Invoice)));
            }

            if (order.Fulfillment is { } fulfillment)
            {
                steps.Add(Fulfillment(fulfillment, items));
            }
        }

        return steps;
    }

    /// <summary>The contact who orders must exist. It is the first step, so that nothing is created if the contact is missing.</summary>
    private static PlanStep Contact(OrderPlan order) =>
        new(
            StepNames.Contact,
            [
                order.ContactId is { } id
                    ? new StepRequest(ContactsClient.GetOperation) { KnownPathId = id }
                    : new StepRequest(ContactsClient.ListOperation) { Query = StepLookups.ContactQuery(order) },
            ]
        )
        {
            Ensure = async run =>
                await StepLookups.ContactAsync(run, order).ConfigureAwait(false)
                ?? throw StepFailureException.NoContact(order.ContactId is not null),
            LookUp = (run, _) => StepLookups.ContactAsync(run, order),
            Get = StepReads.ContactAsync,
        };

    /// <summary>A location is recognized by its name, which identifies it.</summary>
    private static PlanStep Location(FulfillmentLocationPlan location)
    {
        var list = new StepRequest(FulfillmentLocationsClient.ListOperation);
        var create = new StepRequest(FulfillmentLocationsClient.CreateOperation)
        {
            Body = _ => StepBodies.Location(location),
            Condition = "if no location has the name",
        };
        return new(StepNames.Location, location.MustExist ? [list] : [list, create])
        {
            Ensure = async run =>
                await StepLookups.LocationAsync(run, location).ConfigureAwait(false)
                ?? (location.MustExist ? throw StepFailureException.NoLocation() : null),
            Create = location.MustExist
                ? null
                : async run =>
                {
                    var locations = run.Client.Fulfillments.Locations;
                    var body = StepBodies.Location(location);
                    return new((await locations.CreateAsync(body, cancellationToken: run.Token).ConfigureAwait(false)).Id);
                },
            LookUp = (run, _) => StepLookups.LocationAsync(run, location),
            Get = StepReads.LocationAsync,
        };
    }

    /// <summary>A product has no field for a key. It is recognized as newer than the baseline, by its name and property names.</summary>
    private static PlanStep Product(ProductPlan plan) =>
        new(
            StepNames.Product,
            [
                new(ProductsClient.ListOperation) { Query = StepLookups.NewestProducts },
                new(ProductsClient.CreateOperation) { Body = _ => StepBodies.Product(plan) },
            ]
        )
        {
            Baseline = static run =>
                StepLookups.HighestIdAsync(
                    run.Client.Products.ListAsync(StepLookups.NewestProducts, run.Token),
                    static p => p.Id,
                    run.Token
                ),
            Create = async run =>
            {
                var body = StepBodies.Product(plan);
                var product = await run.Client.Products.CreateAsync(body, cancellationToken: run.Token).ConfigureAwait(false);
                return StepLookups.Read(product, plan);
            },
            LookUp = (run, baseline) => StepLookups.ProductAsync(run, plan, baseline),
            NeededIds = [DefaultVariantId, .. plan.Properties.Select(static property => StepNames.Id(StepNames.Property(property.Name!)))],
            Get = async (run, id) =>
                StepLookups.Read(await run.Client.Products.GetAsync(id, cancellationToken: run.Token).ConfigureAwait(false), plan),
        };

    /// <summary>The service creates the default variant with the product. A PUT of its settings is safe to repeat.</summary>
    private static PlanStep DefaultVariant(Func<StepValues, ProductVariantUpdate> body) =>
        new(StepNames.DefaultVariant, [new(ProductVariantsClient.UpdateOperation) { PathId = DefaultVariantId, Body = body }])
        {
            EnsureOutcome = ProductWorkflowOutcome.Updated,
            Ensure = async run =>
            {
                var id = run.Ids[DefaultVariantId];
                await run.Client.Products.Variants.UpdateAsync(id, body(run.Ids), cancellationToken: run.Token).ConfigureAwait(false);
                return new(id);
            },
            LookUp = (run, _) => StepReads.VariantAsync(run, run.Ids[DefaultVariantId]),
            LookUpIds = [DefaultVariantId],
            Get = StepReads.VariantAsync,
        };

    /// <summary>The product is ours and has one variant per combination, so the values recognize a variant.</summary>
    private static PlanStep Variant(ProductPlan plan, PlannedVariant variant)
    {
        var body = StepBodies.Variant(plan, variant);
        return new(variant.Step, [new(ProductVariantsClient.CreateOperation) { PathId = ProductId, Body = body }])
        {
            Create = async run =>
            {
                var variants = run.Client.Products.Variants;
                var created = variants.CreateAsync(run.Ids[ProductId], body(run.Ids), cancellationToken: run.Token);
                return new((await created.ConfigureAwait(false)).Id);
            },
            LookUp = (run, _) => StepLookups.VariantAsync(run, variant),
            LookUpIds = [ProductId, .. variant.Values.Select(static pair => StepNames.Id(StepNames.Property(pair.Key)))],
            Get = StepReads.VariantAsync,
            DerivedFields = ["name"],
        };
    }

    /// <summary>A price is recognized by its key, which the plan or the workflow sets.</summary>
    private static PlanStep Price(PlannedVariant variant, PricePlan price, int index, PlanKeys keys)
    {
        var step = StepNames.Price(variant.Step, index);
        var variantId = StepNames.Id(variant.Step);
        var key = price.Key ?? keys.For(step);
        return new(step, [new(ProductPricesClient.CreateOperation) { PathId = variantId, Body = _ => StepBodies.Price(price, key) }])
        {
            Create = async run =>
            {
                var prices = run.Client.Products.Prices;
                var created = prices.CreateAsync(run.Ids[variantId], StepBodies.Price(price, key), cancellationToken: run.Token);
                return StepLookups.Read(await created.ConfigureAwait(false));
            },
            LookUp = (run, _) => StepLookups.PriceAsync(run, variantId, key),
            LookUpIds = [ProductId, variantId],
            Get = (run, id) => StepReads.PriceAsync(run, variantId, id),
            Check = record => StepFailureException.ThrowIfOtherCurrency(price, (ProductPrice)record.Model!),
            UnsentFields = [new("currency", price.Currency!.ToUpperInvariant())],
        };
    }

    /// <summary>An order is recognized by its external id and our variants.</summary>
    private static PlanStep Order(OrderPlan order, IReadOnlyList<OrderedItem> items, string externalId)
    {
        OrderCreate Body(StepValues ids) => StepBodies.Order(order, items, externalId, ids);
        return new(StepNames.Order, [new(OrdersClient.CreateOperation) { Body = Body }])
        {
            Create = async run =>
                new((await run.Client.Orders.CreateAsync(Body(run.Ids), cancellationToken: run.Token).ConfigureAwait(false)).Id),
            LookUp = (run, _) => StepLookups.OrderAsync(run, externalId, items),
            LookUpIds = [StepNames.Id(StepNames.Contact), items[0].VariantId],
            Get = StepReads.OrderAsync,
        };
    }

    /// <summary>An invoice is recognized by its external id within the order. A fulfillment needs the ids of its lines.</summary>
    private static PlanStep Invoice(InvoicePlan invoice, IReadOnlyList<OrderedItem> items, bool needsLines, string externalId)
    {
        OrderInvoiceCreate Body(StepValues ids) => StepBodies.Invoice(invoice, items, externalId, ids);
        return new(StepNames.Invoice, [new(OrderInvoicesClient.CreateOperation) { PathId = OrderId, Body = Body }])
        {
            Create = async run =>
            {
                var created = run.Client.Orders.Invoices.CreateAsync(run.Ids[OrderId], Body(run.Ids), cancellationToken: run.Token);
                return StepLookups.Read(await created.ConfigureAwait(false), items, run.Ids);
            },
            LookUp = (run, _) => StepLookups.InvoiceAsync(run, externalId, items),
            LookUpIds = [OrderId, .. items.SelectMany(static item => new[] { item.VariantId, item.PriceId })],
            NeededIds = needsLines ? [.. items.Select(static (_, index) => StepNames.Id(StepNames.LineItem(index)))] : [],
            Get = async (run, id) =>
            {
                var invoices = run.Client.Orders.Invoices;
                return StepLookups.Read(await invoices.GetAsync(id, cancellationToken: run.Token).ConfigureAwait(false), items, run.Ids);
            },
        };
    }

    /// <summary>A fulfillment is recognized by the invoice's lines, which belong only to our invoice.</summary>
    private static PlanStep Fulfillment(FulfillmentPlan fulfillment, IReadOnlyList<OrderedItem> items)
    {
        FulfillmentCreate Body(StepValues ids) => StepBodies.Fulfillment(fulfillment, items, ids);
        return new(
            StepNames.Fulfillment,
            [
                new(FulfillmentsClient.ListOperation) { Query = StepLookups.NewestFulfillments },
                new(FulfillmentsClient.CreateOperation) { Body = Body },
            ]
        )
        {
            Baseline = static run =>
            {
                var list = run.Client.Fulfillments.ListAsync(StepLookups.NewestFulfillments, run.Token);
                return StepLookups.HighestIdAsync(list, static found => found.Id, run.Token);
            },
            Create = async run =>
                new((await run.Client.Fulfillments.CreateAsync(Body(run.Ids), cancellationToken: run.Token).ConfigureAwait(false)).Id),
            LookUp = (run, baseline) => StepLookups.FulfillmentAsync(run, items, baseline),
            LookUpIds = [.. items.Where(static item => item.IsShippable).Select(static item => item.LineId)],
            Get = StepReads.FulfillmentAsync,
        };
    }
}
