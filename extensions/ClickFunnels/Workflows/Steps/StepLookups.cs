using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>
/// Finds existing records: those that a plan names, and those that a request with a lost response may have created. Several candidates
/// throw a <see cref="StepFailureException" />.
/// </summary>
internal static class StepLookups
{
    private static readonly string[] Separators = [" / ", "/", ", ", ",", " - ", " | "];

    public static ProductsListOptions NewestProducts { get; } = new() { SortProperty = SortProperty.Id, SortOrder = SortOrder.Desc };

    public static FulfillmentsListOptions NewestFulfillments { get; } =
        new() { SortProperty = SortProperty.Id, SortOrder = SortOrder.Desc };

    public static ContactsListOptions ContactQuery(OrderPlan order) =>
        new() { Filter = new ContactFilter { EmailAddress = order.ContactEmailAddress! } };

    public static async Task<StepRecord?> ContactAsync(StepRun run, OrderPlan order)
    {
        if (order.ContactId is { } id)
        {
            return await StepReads.ContactAsync(run, id).ConfigureAwait(false);
        }

        var page = await run.Client.Contacts.ListAsync(ContactQuery(order), run.Token).FirstPageAsync(run.Token).ConfigureAwait(false);
        var found = page.Items.FirstOrDefault(contact =>
            string.Equals(contact.EmailAddress, order.ContactEmailAddress, StringComparison.OrdinalIgnoreCase)
        );
        return found is null ? null : new(found.Id);
    }

    /// <summary>Returns the location with the name of the plan; the oldest if there are several.</summary>
    public static async Task<StepRecord?> LocationAsync(StepRun run, FulfillmentLocationPlan location)
    {
        var all = await run
            .Client.Fulfillments.Locations.ListAsync(cancellationToken: run.Token)
            .ToListAsync(run.Token)
            .ConfigureAwait(false);
        var found = all.Where(candidate => candidate.Archived != true && AreSame(candidate.Name.Trim(), location.Name));
        return found.OrderBy(static candidate => candidate.Id).FirstOrDefault() is { } oldest ? new(oldest.Id) { Model = oldest } : null;
    }

    public static async Task<StepRecord?> ProductAsync(StepRun run, ProductPlan plan, long baseline)
    {
        var newest = run.Client.Products.ListAsync(NewestProducts, run.Token);
        var newer = await AboveAsync(newest, static product => product.Id, baseline, run.Token).ConfigureAwait(false);
        var matches = newer.Where(product => IsLikeOurs(product, plan)).ToList();
        return matches.Count > 1
            ? throw StepFailureException.Ambiguous("the products", matches.Select(static product => product.Id))
            : Read(matches.FirstOrDefault(), plan);
    }

    /// <summary>If the response has no values, the name, which consists of them, is compared.</summary>
    public static async Task<StepRecord?> VariantAsync(StepRun run, PlannedVariant variant)
    {
        var all = await StepReads.VariantsAsync(run).ConfigureAwait(false);
        var known = new HashSet<long>(run.Ids.All.Select(static pair => pair.Value));
        var others = all.Where(candidate => candidate.Default != true && candidate.Archived != true && !known.Contains(candidate.Id))
            .ToList();
        var silent = others.Where(static candidate => candidate.PropertiesValues is null or { Count: 0 }).ToList();
        var matches = others
            .Except(silent)
            .Where(candidate => HasValues(candidate, variant, run.Ids))
            .Concat(silent.Where(candidate => IsNamedLike(candidate, variant)))
            .ToList();
        return matches.Count > 1 || (matches.Count == 0 && silent.Count > 0)
                ? throw StepFailureException.Ambiguous(
                    "the variants",
                    (matches.Count > 0 ? matches : silent).Select(static found => found.Id)
                )
            : matches.Count == 1 ? new(matches[0].Id) { Model = matches[0] }
            : null;
    }

    public static async Task<StepRecord?> PriceAsync(StepRun run, string variant, string key)
    {
        var variantId = run.Ids[variant];
        var all = await StepReads.PricesAsync(run, variantId).ConfigureAwait(false);
        var found = all.FirstOrDefault(candidate => AreSame(candidate.Key, key) && (candidate.VariantId ?? variantId) == variantId);
        return found is null ? null : Read(found);
    }

    /// <summary>The order must contain our variant, because the same plan may have been applied before, with another journal.</summary>
    public static async Task<StepRecord?> OrderAsync(StepRun run, string externalId, IReadOnlyList<OrderedItem> items)
    {
        var options = new OrdersListOptions
        {
            SortProperty = SortProperty.Id,
            SortOrder = SortOrder.Desc,
            Filter = new OrderFilter { ContactId = run.Ids[StepNames.Id(StepNames.Contact)] },
        };
        var ours = run.Ids[items[0].VariantId];
        await foreach (var candidate in run.Client.Orders.ListAsync(options, run.Token).ConfigureAwait(false))
        {
            var variants = (candidate.LineItems ?? []).Select(static line => line.ProductsVariant?.Id).Where(static id => id is not null);
            if (AreSame(candidate.ExternalId, externalId) && (!variants.Any() || variants.Contains(ours)))
            {
                return new(candidate.Id) { Model = candidate };
            }
        }

        return null;
    }

    public static async Task<StepRecord?> InvoiceAsync(StepRun run, string externalId, IReadOnlyList<OrderedItem> items)
    {
        var all = await run
            .Client.Orders.Invoices.ListAsync(run.Ids[StepNames.Id(StepNames.Order)], cancellationToken: run.Token)
            .ToListAsync(run.Token)
            .ConfigureAwait(false);
        return Read(all.FirstOrDefault(candidate => AreSame(candidate.ExternalId, externalId)), items, run.Ids);
    }

    /// <summary>Returns the fulfillment that is not canceled and includes a line of our invoice.</summary>
    public static async Task<StepRecord?> FulfillmentAsync(StepRun run, IReadOnlyList<OrderedItem> items, long baseline)
    {
        var ours = new HashSet<long>(items.Where(static item => item.IsShippable).Select(item => run.Ids[item.LineId]));
        var newest = run.Client.Fulfillments.ListAsync(NewestFulfillments, run.Token);
        var newer = await AboveAsync(newest, static fulfillment => fulfillment.Id, baseline, run.Token).ConfigureAwait(false);
        var found = newer.FirstOrDefault(candidate =>
            candidate.Status != FulfillmentStatus.Cancelled
            && candidate.IncludedInvoicesLineItems is { } lines
            && lines.Any(line => line.InvoicesLineItemId is { } id && ours.Contains(id))
        );
        return found is null ? null : new(found.Id) { Model = found };
    }

    /// <summary>Returns the highest id of a list that starts with the newest record; 0 if it is empty.</summary>
    public static async Task<long> HighestIdAsync<T>(AsyncPageable<T> newest, Func<T, long> idOf, CancellationToken cancellationToken)
    {
        var page = await newest.FirstPageAsync(cancellationToken).ConfigureAwait(false);
        return page.Items.Count == 0 ? 0 : page.Items.Max(idOf);
    }

    public static StepRecord Read(ProductPrice price) => new(price.Id) { Model = price };

    /// <summary>Reads the ids of a product, of its default variant and of its properties.</summary>
    public static StepRecord? Read(Product? product, ProductPlan plan)
    {
        if (product is null)
        {
            return null;
        }

        var ids = new List<KeyValuePair<string, long>> { new(StepNames.Id(StepNames.DefaultVariant), product.DefaultVariantId) };
        foreach (var property in product.VariantProperties ?? [])
        {
            if (plan.Properties.FirstOrDefault(planned => PropertyText.Comparer.Equals(planned.Name, property.Name)) is { } found)
            {
                ids.Add(new(StepNames.Id(StepNames.Property(found.Name!)), property.Id));
            }
        }

        return new(product.Id, ids) { Model = product };
    }

    /// <summary>Reads the ids of an invoice and of its lines.</summary>
    public static StepRecord? Read(OrderInvoice? invoice, IReadOnlyList<OrderedItem> items, KnownValues known)
    {
        if (invoice is null)
        {
            return null;
        }

        var ids = new List<KeyValuePair<string, long>>();
        var lines = (invoice.LineItems ?? []).Where(static line => line.Id > 0).ToList();
        for (var index = 0; index < items.Count; index++)
        {
            var (variant, price) = (known.Find(items[index].VariantId), known.Find(items[index].PriceId));
            var line =
                lines.Find(candidate =>
                    variant is not null && candidate.ProductsVariant?.Id == variant && candidate.ProductsPrice?.Id == price
                ) ?? (lines.Count == items.Count ? lines[index] : null);
            if (line is not null)
            {
                ids.Add(new(items[index].LineId, line.Id));
            }
        }

        return new(invoice.Id, ids) { Model = invoice };
    }

    /// <summary>
    /// Reads a list from the newest record down to a baseline. Assumed: ids grow, like those of a database sequence. The guides say that
    /// lists are ordered by id, but do not promise that ids grow.
    /// </summary>
    private static async Task<IReadOnlyList<T>> AboveAsync<T>(
        AsyncPageable<T> newest,
        Func<T, long> idOf,
        long baseline,
        CancellationToken cancellationToken
    )
    {
        var newer = new List<T>();
        await foreach (var page in newest.AsPages(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            newer.AddRange(page.Items.Where(item => idOf(item) > baseline));
            if (page.Items.Any(item => idOf(item) <= baseline))
            {
                break;
            }
        }

        return newer;
    }

    private static bool IsLikeOurs(Product product, ProductPlan plan) =>
        product.Archived != true
        && AreSame(product.Name.Trim(), plan.Name)
        && (
            product.VariantProperties is null
            || new HashSet<string?>(product.VariantProperties.Select(static property => property.Name), PropertyText.Comparer).SetEquals(
                plan.Properties.Select(static property => property.Name)
            )
        );

    private static bool HasValues(ProductVariant candidate, PlannedVariant variant, StepValues ids) =>
        candidate.PropertiesValues!.Count == variant.Values.Count
        && variant.Values.All(pair =>
            candidate.PropertiesValues.Any(value =>
                value.PropertyId == ids[StepNames.Id(StepNames.Property(pair.Key))] && PropertyText.Comparer.Equals(value.Value, pair.Value)
            )
        );

    private static bool IsNamedLike(ProductVariant candidate, PlannedVariant variant) =>
        PropertyText.Comparer.Equals(candidate.Name, variant.Name)
        || Separators.Any(separator =>
            new HashSet<string?>(candidate.Name.Split([separator], StringSplitOptions.RemoveEmptyEntries), PropertyText.Comparer).SetEquals(
                variant.Values.Select(static pair => pair.Value)
            )
        );

    private static bool AreSame(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
