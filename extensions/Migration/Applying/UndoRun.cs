using ClickFunnels.Core;
using ClickFunnels.Workflows;

namespace ClickFunnels.Migration;

/// <summary>Takes back what a migration created, and nothing else. Each record that is gone leaves the journal.</summary>
internal sealed class UndoRun(ApplyRun run, ProductStep productStep)
{
    private readonly List<string> _notes = [];

    /// <summary>Sentences about what could not be taken back.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public async Task RunAsync(MappedShop shop)
    {
        await DiscountsAsync(shop.Discounts).ConfigureAwait(false);
        await CollectionsAsync(shop.Collections).ConfigureAwait(false);
        await ProductsAsync(shop.Products).ConfigureAwait(false);
        await EachAsync(JournalKind.Image, ShopRecordKind.Product, id => run.Client.Images.DeleteAsync(id, cancellationToken: run.Token))
            .ConfigureAwait(false);
        await ContactsAsync(shop.Contacts).ConfigureAwait(false);
        await TagsAsync().ConfigureAwait(false);
    }

    private async Task DiscountsAsync(IReadOnlyList<MappedDiscount> discounts)
    {
        // A discount whose response was lost is found by its code first.
        var open = run.Journal.All(JournalKind.Discount).Where(entry => entry.Id is null).Select(entry => entry.Key).ToHashSet();
        await new DiscountStep(run).RunAsync([.. discounts.Where(discount => open.Contains(discount.Key))]).ConfigureAwait(false);
        await EachAsync(
                JournalKind.Discount,
                ShopRecordKind.Coupon,
                id => run.Client.Discounts.DeleteAsync(id, cancellationToken: run.Token)
            )
            .ConfigureAwait(false);
    }

    // Collections cannot be deleted by the API. Ours are emptied and hidden; the others lose only the moved products.
    private async Task CollectionsAsync(IReadOnlyList<MappedCollection> collections)
    {
        var moved = run.Journal.All(JournalKind.Product).Select(entry => entry.Id).OfType<long>().ToHashSet();
        var hidden = 0;
        foreach (var entry in run.Journal.All(JournalKind.Collection))
        {
            await run.TryAsync(
                    ShopRecordKind.Category,
                    entry.Key,
                    async () =>
                    {
                        var name = collections.FirstOrDefault(collection => collection.Key == entry.Key)?.Name;
                        var id = entry.Id ?? await FindCollectionAsync(name).ConfigureAwait(false);
                        if (id is { } known)
                        {
                            await TakeOutAsync(known, moved, entry.IsNew).ConfigureAwait(false);
                            hidden += entry.IsNew ? 1 : 0;
                        }

                        run.Journal.Remove(JournalKind.Collection, entry.Key);
                    }
                )
                .ConfigureAwait(false);
        }

        if (hidden > 0)
        {
            _notes.Add($"The API cannot delete collections. {hidden} of them are empty and hidden; delete them in ClickFunnels.");
        }
    }

    private async Task TakeOutAsync(long id, HashSet<long> moved, bool isNew)
    {
        var collection = await run.Client.Products.Collections.GetAsync(id, cancellationToken: run.Token).ConfigureAwait(false);
        var kept = (collection.ProductIds ?? []).Where(product => !moved.Contains(product)).ToList();
        var update = new ProductCollectionUpdate { ProductIds = kept };
        if (isNew && kept.Count == 0)
        {
            update.VisibleInStore = false;
        }

        await run.Client.Products.Collections.UpdateAsync(id, update, cancellationToken: run.Token).ConfigureAwait(false);
    }

    private async Task<long?> FindCollectionAsync(string? name)
    {
        await foreach (var collection in run.Client.Products.Collections.ListAsync(cancellationToken: run.Token).ConfigureAwait(false))
        {
            if (name is not null && string.Equals(collection.Name?.Trim(), name, StringComparison.OrdinalIgnoreCase))
            {
                return collection.Id;
            }
        }

        return null;
    }

    // The API cannot delete products. Archived products are not sold and not listed in the store.
    private async Task ProductsAsync(IReadOnlyList<MappedProduct> products)
    {
        var entries = run.Journal.All(JournalKind.Product);
        var planned = products.ToDictionary(product => product.Key, StringComparer.Ordinal);
        if (entries.Any(entry => entry.Id is null))
        {
            await productStep.EnsureTagsAsync(products).ConfigureAwait(false);
        }

        await run.EachAsync(
                MigrationPhase.Undoing,
                ShopRecordKind.Product,
                entries,
                entry => entry.Key,
                async (entry, token) =>
                {
                    var id = entry.Id ?? await FinishAsync(planned.GetValueOrDefault(entry.Key), token).ConfigureAwait(false);
                    if (id is { } known)
                    {
                        await run.Client.Products.ArchiveAsync(known, cancellationToken: token).ConfigureAwait(false);
                    }

                    // The journal of the product goes first: without it, a new run starts from the beginning.
                    File.Delete(productStep.JournalPath(entry.Key));
                    run.Journal.Remove(JournalKind.Product, entry.Key);
                }
            )
            .ConfigureAwait(false);
        if (entries.Count > 0)
        {
            _notes.Add($"The API cannot delete products. {entries.Count} of them are archived, with their variants and prices.");
        }
    }

    // A product that was begun is finished, because only then its id is known for certain.
    private async Task<long?> FinishAsync(MappedProduct? product, CancellationToken cancellationToken)
    {
        if (product is null || !File.Exists(productStep.JournalPath(product.Key)))
        {
            return null;
        }

        try
        {
            return (await productStep.CreateAsync(product, cancellationToken).ConfigureAwait(false)).ProductId;
        }
        catch (ProductWorkflowException exception)
            when (exception.InnerException is ApiException { MayHaveBeenCarriedOut: false, IsTransient: false })
        {
            // The service refuses the rest of the product, and did so at first.
            return exception.Result.ProductId;
        }
    }

    private async Task ContactsAsync(IReadOnlyList<MappedContact> contacts)
    {
        var entries = run.Journal.All(JournalKind.Contact);
        var planned = contacts.ToDictionary(contact => contact.Key, StringComparer.Ordinal);
        var kept = entries.Count(entry => !entry.IsNew);
        await run.EachAsync(
                MigrationPhase.Undoing,
                ShopRecordKind.Contact,
                entries,
                entry => entry.Key,
                async (entry, token) =>
                {
                    var id = entry.Id ?? await FindContactAsync(planned.GetValueOrDefault(entry.Key), token).ConfigureAwait(false);
                    if (entry.IsNew && id is { } known)
                    {
                        await DeleteAsync(() => run.Client.Contacts.DeleteAsync(known, cancellationToken: token)).ConfigureAwait(false);
                    }

                    run.Journal.Remove(JournalKind.Contact, entry.Key);
                }
            )
            .ConfigureAwait(false);
        if (kept > 0)
        {
            _notes.Add($"{kept} contacts existed before. They keep the fields, tags and opt-outs that they got.");
        }
    }

    private async Task<long?> FindContactAsync(MappedContact? contact, CancellationToken cancellationToken) =>
        contact is null
            ? null
            : (await ContactLookup.BatchAsync(run.Client, [contact.Email], cancellationToken).ConfigureAwait(false))
                .GetValueOrDefault(contact.Email)
                ?.Id;

    // A tag that somebody else uses by now stays.
    private async Task TagsAsync()
    {
        var contacts = run.Client.Contacts;
        var kept = 0;
        foreach (var entry in run.Journal.All(JournalKind.ContactTag))
        {
            if (entry.Id is { } id)
            {
                var users = contacts.ListAsync(new ContactsListOptions { Filter = new ContactFilter { TagIds = id } }, run.Token);
                if ((await users.FirstPageAsync(run.Token).ConfigureAwait(false)).Items.Count > 0)
                {
                    kept++;
                }
                else
                {
                    await DeleteAsync(() => contacts.Tags.DeleteAsync(id, cancellationToken: run.Token)).ConfigureAwait(false);
                }
            }

            run.Journal.Remove(JournalKind.ContactTag, entry.Key);
        }

        if (run.Journal.All(JournalKind.ProductTag) is { Count: > 0 } productTags)
        {
            var products = await run.Client.Products.ListAsync(cancellationToken: run.Token).ToListAsync(run.Token).ConfigureAwait(false);
            var used = products.Where(product => product.Archived != true).SelectMany(product => product.TagIds ?? []).ToHashSet();
            foreach (var entry in productTags)
            {
                if (entry.Id is { } id && used.Contains(id))
                {
                    kept++;
                }
                else if (entry.Id is { } unused)
                {
                    await DeleteAsync(() => run.Client.Products.Tags.DeleteAsync(unused, cancellationToken: run.Token))
                        .ConfigureAwait(false);
                }

                run.Journal.Remove(JournalKind.ProductTag, entry.Key);
            }
        }

        if (kept > 0)
        {
            _notes.Add($"{kept} tags stay, because other records have them by now.");
        }
    }

    private Task EachAsync(JournalKind kind, ShopRecordKind recordKind, Func<long, Task> delete) =>
        run.EachAsync(
            MigrationPhase.Undoing,
            recordKind,
            run.Journal.All(kind),
            entry => entry.Key,
            async (entry, _) =>
            {
                if (entry is { IsNew: true, Id: { } id })
                {
                    await DeleteAsync(() => delete(id)).ConfigureAwait(false);
                }

                run.Journal.Remove(kind, entry.Key);
            }
        );

    private static async Task DeleteAsync(Func<Task> delete)
    {
        try
        {
            await delete().ConfigureAwait(false);
        }
        catch (ApiNotFoundException)
        {
            // Somebody deleted it already.
        }
    }
}
