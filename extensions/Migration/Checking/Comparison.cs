using System.Collections.Concurrent;
using System.Globalization;
using ClickFunnels.Core;
using ClickFunnels.Workflows;

namespace ClickFunnels.Migration;

/// <summary>Compares ClickFunnels with what was planned, field by field.</summary>
internal sealed class Comparison(ApplyRun run, ProductStep productStep, MigrationRules rules)
{
    private readonly ConcurrentBag<FieldDifference> _differences = [];
    private readonly ConcurrentDictionary<ShopRecordKind, int> _equal = new();

    /// <summary>The differences, in a stable order.</summary>
    public IReadOnlyList<FieldDifference> Differences =>
        [
            .. _differences
                .OrderBy(difference => difference.Kind)
                .ThenBy(difference => difference.Key, StringComparer.Ordinal)
                .ThenBy(difference => difference.Field, StringComparer.Ordinal),
        ];

    /// <summary>Gets the number of records that exist and were compared.</summary>
    public int CountOf(ShopRecordKind kind) => _equal.GetValueOrDefault(kind);

    public async Task RunAsync(MappedShop shop)
    {
        await productStep.ReadTagsAsync().ConfigureAwait(false);
        await run.EachAsync(MigrationPhase.Comparing, ShopRecordKind.Product, shop.Products, product => product.Key, ProductAsync)
            .ConfigureAwait(false);
        await run.EachAsync(
                MigrationPhase.Comparing,
                ShopRecordKind.Contact,
                [.. shop.Contacts.Chunk(ContactLookup.BatchSize)],
                batch => batch[0].Key,
                ContactsAsync
            )
            .ConfigureAwait(false);
        await CollectionsAsync(shop.Collections).ConfigureAwait(false);
        await run.EachAsync(MigrationPhase.Comparing, ShopRecordKind.Coupon, shop.Discounts, discount => discount.Key, DiscountAsync)
            .ConfigureAwait(false);
    }

    private async Task ProductAsync(MappedProduct planned, CancellationToken cancellationToken)
    {
        const ShopRecordKind Kind = ShopRecordKind.Product;
        if (run.Journal.Find(JournalKind.Product, planned.Key)?.Id is not { } id)
        {
            Missing(Kind, planned.Key);
            return;
        }

        if (await productStep.ReadAsync(planned, cancellationToken).ConfigureAwait(false) is not { } known)
        {
            Expect(Kind, planned.Key, "plan", "as at the creation", "changed since, by the rules or a correction");
            return;
        }

        Product product;
        try
        {
            product = await run.Client.Products.GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ApiNotFoundException)
        {
            Missing(Kind, planned.Key);
            return;
        }

        var plan = planned.Plan;
        Expect(Kind, planned.Key, "title", plan.Name, product.Name);
        ExpectIfSet(Kind, planned.Key, "path", plan.CurrentPath, product.CurrentPath?.Trim('/'));
        ExpectIfSet(Kind, planned.Key, "visible", Text(plan.VisibleInStore), Text(product.VisibleInStore));
        ExpectIfSet(Kind, planned.Key, "seo_title", plan.SeoTitle, product.SeoTitle);
        ExpectIfSet(Kind, planned.Key, "seo_description", plan.SeoDescription, product.SeoDescription);
        Expect(Kind, planned.Key, "archived", "false", Text(product.Archived ?? false));
        Expect(Kind, planned.Key, "images", Text(plan.ImageIds), Text(product.ImageIds ?? []));
        Expect(Kind, planned.Key, "tags", Text(plan.TagIds.Order()), Text((product.TagIds ?? []).Order()));

        var variants = await run
            .Client.Products.Variants.ListAsync(id, cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var prices = await run
            .Client.Products.Prices.ListForAllVariantsAsync(id, cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var (wanted, ids) in Variants(plan, known))
        {
            var at = ids.Combination.Length == 0 ? "variant" : $"variant {ids.Combination}";
            if (variants.FirstOrDefault(variant => variant.Id == ids.Id) is not { } variant)
            {
                Expect(Kind, planned.Key, at, "exists", "missing");
                continue;
            }

            Variant(planned.Key, at, plan, wanted, variant);
            Prices(
                planned.Key,
                at,
                wanted is { Prices.Count: > 0 } ? wanted.Prices : plan.Prices,
                [.. prices.Where(price => ids.PriceIds.Contains(price.Id))]
            );
        }

        var expected = known.Variants.Select(variant => variant.Id).ToHashSet();
        var more = variants.Count(variant => variant.Default != true && variant.Archived != true && !expected.Contains(variant.Id));
        Expect(Kind, planned.Key, "number of further variants", "0", Text(more));
        var keys = known.Variants.SelectMany(variant => variant.PriceIds).ToHashSet();
        Expect(
            Kind,
            planned.Key,
            "number of further prices",
            "0",
            Text(prices.Count(price => price.Archived != true && !keys.Contains(price.Id)))
        );
        Count(Kind);
    }

    // The result has the variants in the order of the combinations; the plan names those with settings of their own.
    private static IEnumerable<(VariantPlan? Wanted, ProductWorkflowVariant Ids)> Variants(ProductPlan plan, ProductWorkflowResult known)
    {
        if (plan.Properties.Count == 0)
        {
            return known.Variants.Select(ids => ((VariantPlan?)null, ids));
        }

        return plan
            .Variants.Where(variant => !variant.Omit)
            .Select(variant =>
                (
                    (VariantPlan?)variant,
                    known.Variant([.. plan.Properties.Select(property => (property.Name!, variant.Values[property.Name!]))])
                )
            );
    }

    private void Variant(string key, string at, ProductPlan plan, VariantPlan? wanted, ProductVariant actual)
    {
        const ShopRecordKind Kind = ShopRecordKind.Product;
        ExpectIfSet(Kind, key, $"{at} sku", wanted?.Sku ?? plan.AllVariants.Sku, actual.Sku);
        ExpectIfSet(Kind, key, $"{at} description", plan.AllVariants.Description, actual.Description);
        ExpectIfSet(Kind, key, $"{at} type", plan.AllVariants.ProductType?.Value, actual.ProductType?.Value);
        ExpectIfSet(Kind, key, $"{at} weight", Text(wanted?.Weight ?? plan.AllVariants.Weight), Text(actual.Weight));
        ExpectIfSet(Kind, key, $"{at} weight_unit", plan.AllVariants.WeightUnit, actual.WeightUnit);
        if (wanted?.ImageIds is { } images)
        {
            Expect(Kind, key, $"{at} images", Text(images), Text(actual.ImageIds ?? []));
        }
    }

    private void Prices(string key, string at, IList<PricePlan> planned, IReadOnlyList<ProductPrice> prices)
    {
        const ShopRecordKind Kind = ShopRecordKind.Product;
        foreach (var plan in planned)
        {
            var name = $"{at} price {plan.Key}";
            if (prices.FirstOrDefault(price => price.Key == plan.Key) is not { } price)
            {
                Expect(Kind, key, name, "exists", "missing");
                continue;
            }

            Expect(Kind, key, $"{name} amount", Text(plan.Amount), Text(price.Amount));
            Expect(Kind, key, $"{name} currency", plan.Currency, price.Currency?.ToUpperInvariant());
            Expect(Kind, key, $"{name} payment_type", plan.PaymentType.Value, price.PaymentType?.Value);
            ExpectIfSet(Kind, key, $"{name} compare_at", Text(plan.CompareAtAmount), Text(price.CompareAtAmount));
            ExpectIfSet(Kind, key, $"{name} name", plan.Name, price.Name);
            ExpectIfSet(Kind, key, $"{name} cost", Text(plan.Cost), Text(price.Cost));
            ExpectIfSet(Kind, key, $"{name} interval", plan.Interval?.Value, price.Interval?.Value);
            ExpectIfSet(Kind, key, $"{name} interval_count", Text(plan.IntervalCount), Text(price.IntervalCount));
            ExpectIfSet(Kind, key, $"{name} duration", Text(plan.Duration), Text(price.Duration));
            ExpectIfSet(Kind, key, $"{name} trial_interval", plan.TrialInterval?.Value, price.TrialInterval?.Value);
            ExpectIfSet(Kind, key, $"{name} trial_duration", Text(plan.TrialDuration), Text(price.TrialDuration));
        }
    }

    private async Task ContactsAsync(IReadOnlyList<MappedContact> batch, CancellationToken cancellationToken)
    {
        var found = await ContactLookup
            .BatchAsync(run.Client, batch.Select(contact => contact.Email), cancellationToken)
            .ConfigureAwait(false);
        foreach (var contact in batch)
        {
            if (found.GetValueOrDefault(contact.Email) is not { } actual)
            {
                Missing(ShopRecordKind.Contact, contact.Key);
                continue;
            }

            var isNew = run.Journal.Find(JournalKind.Contact, contact.Key)?.IsNew == true;
            foreach (var field in Differing(contact, actual, isNew))
            {
                _differences.Add(new FieldDifference(ShopRecordKind.Contact, contact.Key, field, null, null));
            }

            Count(ShopRecordKind.Contact);
        }
    }

    private IEnumerable<string> Differing(MappedContact contact, Contact actual, bool isNew)
    {
        // A contact that existed keeps what the rules do not write.
        var rule = isNew ? ExistingContact.Overwrite : rules.Contacts.Existing;
        if (ExpectedContact.Update(contact, actual, rule) is not null)
        {
            yield return "fields";
        }

        var tags = (actual.Tags ?? []).Select(tag => tag.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!contact.Tags.All(tags.Contains) || (isNew && tags.Count != contact.Tags.Count))
        {
            yield return "tags";
        }

        if (contact.OptedOut && actual.UnsubscribedAt is null)
        {
            yield return "subscribed";
        }
    }

    private async Task CollectionsAsync(IReadOnlyList<MappedCollection> collections)
    {
        if (collections.Count == 0)
        {
            return;
        }

        var all = await run
            .Client.Products.Collections.ListAsync(cancellationToken: run.Token)
            .ToListAsync(run.Token)
            .ConfigureAwait(false);
        var byId = all.ToDictionary(collection => collection.Id);
        foreach (var planned in collections)
        {
            if (run.Journal.Find(JournalKind.Collection, planned.Key)?.Id is not { } id || byId.GetValueOrDefault(id) is not { } actual)
            {
                Missing(ShopRecordKind.Category, planned.Key);
                continue;
            }

            var products = planned.ProductKeys.Select(key => run.Journal.Find(JournalKind.Product, key)?.Id ?? 0).Where(one => one != 0);
            var missing = products.Except(actual.ProductIds ?? []).Count();
            Expect(ShopRecordKind.Category, planned.Key, "number of missing products", "0", Text(missing));
            Expect(ShopRecordKind.Category, planned.Key, "name", planned.Name.ToUpperInvariant(), actual.Name.Trim().ToUpperInvariant());
            Count(ShopRecordKind.Category);
        }
    }

    private async Task DiscountAsync(MappedDiscount planned, CancellationToken cancellationToken)
    {
        const ShopRecordKind Kind = ShopRecordKind.Coupon;
        if (run.Journal.Find(JournalKind.Discount, planned.Key)?.Id is not { } id)
        {
            Missing(Kind, planned.Key);
            return;
        }

        Discount actual;
        try
        {
            actual = await run.Client.Discounts.GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ApiNotFoundException)
        {
            Missing(Kind, planned.Key);
            return;
        }

        var create = planned.Create;
        Expect(Kind, planned.Key, "code", create.Code?.ToUpperInvariant(), actual.Code?.ToUpperInvariant());
        Expect(Kind, planned.Key, "name", create.Name, actual.Name);
        Expect(Kind, planned.Key, "type", create.DiscountMethod?.Value, actual.DiscountMethod?.Value);
        ExpectIfSet(Kind, planned.Key, "value", Text(Number(create.Percent)), Text(Number(actual.Percent)));
        ExpectIfSet(Kind, planned.Key, "value", Text(create.Amount), Text(actual.Amount));
        ExpectIfSet(Kind, planned.Key, "currency", create.Currency, actual.Currency?.ToUpperInvariant());
        ExpectIfSet(Kind, planned.Key, "valid_from", Text(create.ApplyFrom), Text(actual.ApplyFrom));
        ExpectIfSet(Kind, planned.Key, "valid_until", Text(create.ApplyUntil), Text(actual.ApplyUntil));
        var products = planned.ProductKeys.Select(key => run.Journal.Find(JournalKind.Product, key)?.Id ?? 0).Order();
        Expect(Kind, planned.Key, "product_keys", Text(products), Text((actual.ProductIds ?? []).Order()));
        Count(Kind);
    }

    private void Count(ShopRecordKind kind) => _equal.AddOrUpdate(kind, 1, (_, count) => count + 1);

    private void Missing(ShopRecordKind kind, string key) => _differences.Add(new FieldDifference(kind, key, "record", null, null));

    private void ExpectIfSet(ShopRecordKind kind, string key, string field, string? expected, string? actual)
    {
        if (expected is not null)
        {
            Expect(kind, key, field, expected, actual);
        }
    }

    private void Expect(ShopRecordKind kind, string key, string field, string? expected, string? actual)
    {
        if (expected != actual)
        {
            _differences.Add(new FieldDifference(kind, key, field, expected, actual));
        }
    }

    private static string? Text(bool? value) => value?.ToString().ToLowerInvariant();

    private static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    // 29.9 and 29.90 are the same amount.
    private static string? Text(decimal? value) => value?.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? value) =>
        value?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(IEnumerable<long> ids) => string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}
