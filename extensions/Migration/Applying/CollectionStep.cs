namespace ClickFunnels.Migration;

/// <summary>Creates collections, or adds the moved products to those that exist.</summary>
internal sealed class CollectionStep(ApplyRun run)
{
    public async Task RunAsync(IReadOnlyList<MappedCollection> collections)
    {
        if (collections.Count == 0)
        {
            return;
        }

        // Finished collections are completed as well: products that were refused at first may have been corrected.
        var existing = await AllAsync(run.Token).ConfigureAwait(false);
        await run.EachAsync(
                MigrationPhase.Collections,
                ShopRecordKind.Category,
                collections,
                collection => collection.Key,
                (collection, token) => ApplyAsync(collection, existing, token)
            )
            .ConfigureAwait(false);
    }

    private async Task ApplyAsync(
        MappedCollection collection,
        IReadOnlyList<ProductCollection> existing,
        CancellationToken cancellationToken
    )
    {
        List<long> products =
        [
            .. collection.ProductKeys.Select(key => run.Journal.Find(JournalKind.Product, key)?.Id).OfType<long>().Distinct(),
        ];
        var entry = run.Journal.Find(JournalKind.Collection, collection.Key) ?? new MigrationEntry(JournalKind.Collection, collection.Key);
        if ((existing.FirstOrDefault(one => one.Id == entry.Id) ?? Find(existing, collection.Name)) is { } found)
        {
            await AddAsync(found, products, cancellationToken).ConfigureAwait(false);
            run.Journal.Finish(entry with { Id = found.Id });
            return;
        }

        await run
            .Creator.CreateAsync(
                JournalKind.Collection,
                collection.Key,
                async token => Find(await AllAsync(token).ConfigureAwait(false), collection.Name)?.Id,
                async token =>
                {
                    var create = new ProductCollectionCreate { Name = collection.Name, ProductIds = products };
                    return (await run.Client.Products.Collections.CreateAsync(create, cancellationToken: token).ConfigureAwait(false)).Id;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task AddAsync(ProductCollection collection, IReadOnlyList<long> products, CancellationToken cancellationToken)
    {
        var present = collection.ProductIds ?? [];
        if (products.Except(present).Any())
        {
            await run
                .Client.Products.Collections.UpdateAsync(
                    collection.Id,
                    new ProductCollectionUpdate { ProductIds = [.. present.Union(products)] },
                    cancellationToken: cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<ProductCollection>> AllAsync(CancellationToken cancellationToken) =>
        await run
            .Client.Products.Collections.ListAsync(cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);

    private static ProductCollection? Find(IReadOnlyList<ProductCollection> collections, string name) =>
        collections.FirstOrDefault(collection => string.Equals(collection.Name?.Trim(), name, StringComparison.OrdinalIgnoreCase));
}
