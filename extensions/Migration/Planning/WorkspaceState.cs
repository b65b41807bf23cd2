using System.Collections.Concurrent;

namespace ClickFunnels.Migration;

/// <summary>The records that the workspace has already, as far as a migration must know it.</summary>
internal sealed class WorkspaceState
{
    private readonly Dictionary<string, List<Product>> _byPath;
    private readonly Dictionary<string, List<Product>> _byName;
    private readonly HashSet<string> _keys;

    private WorkspaceState(
        IReadOnlyList<Product> products,
        IReadOnlyDictionary<long, IReadOnlyList<ProductPrice>> prices,
        IReadOnlyList<Discount> discounts
    )
    {
        Discounts = discounts;
        _byPath = Group(products, product => product.CurrentPath?.Trim('/'));
        _byName = Group(products, product => product.Name?.Trim());
        _keys = [.. prices.Values.SelectMany(list => list).Select(price => price.Key).OfType<string>()];
        Currencies =
        [
            .. prices
                .Values.SelectMany(list => list)
                .Select(price => price.Currency?.ToUpperInvariant())
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The discounts.</summary>
    public IReadOnlyList<Discount> Discounts { get; }

    /// <summary>The currencies of the prices, in upper case.</summary>
    public IReadOnlyList<string> Currencies { get; }

    /// <summary>Reads the workspace.</summary>
    public static async Task<WorkspaceState> ReadAsync(ApplyRun run, MappedShop shop)
    {
        var products =
            shop.Products.Count == 0
                ? []
                : (await run.Client.Products.ListAsync(cancellationToken: run.Token).ToListAsync(run.Token).ConfigureAwait(false))
                    .Where(product => product.Archived != true)
                    .ToList();

        // The prices of our own products tell nothing new.
        var ours = run.Journal.All(JournalKind.Product).Select(entry => entry.Id).OfType<long>().ToHashSet();
        var prices = new ConcurrentDictionary<long, IReadOnlyList<ProductPrice>>();
        await Parallel
            .ForEachAsync(
                products.Where(product => !ours.Contains(product.Id)),
                new ParallelOptions { MaxDegreeOfParallelism = run.Options.Parallelism, CancellationToken = run.Token },
                async (product, token) =>
                    prices[product.Id] = await run
                        .Client.Products.Prices.ListForAllVariantsAsync(product.Id, cancellationToken: token)
                        .ToListAsync(token)
                        .ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return new WorkspaceState(
            products,
            prices,
            shop.Discounts.Count == 0
                ? []
                : await run.Client.Discounts.ListAsync(cancellationToken: run.Token).ToListAsync(run.Token).ConfigureAwait(false)
        );
    }

    /// <summary>Returns true if a migration with another journal created a product from the same source record.</summary>
    public bool WasMoved(MappedProduct product) =>
        product.Plan.Prices.Concat(product.Plan.Variants.SelectMany(variant => variant.Prices)).Any(price => _keys.Contains(price.Key!));

    /// <summary>Returns the products with the same path, or with the same name if the planned one has no path.</summary>
    public IReadOnlyList<Product> FindSimilar(MappedProduct product) =>
        (product.Plan.CurrentPath is { } path ? _byPath.GetValueOrDefault(path) : _byName.GetValueOrDefault(product.Plan.Name!)) ?? [];

    private static Dictionary<string, List<Product>> Group(IReadOnlyList<Product> products, Func<Product, string?> key) =>
        products
            .Where(product => key(product) is { Length: > 0 })
            .GroupBy(product => key(product)!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.OrdinalIgnoreCase);
}
