using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Workflows;

namespace ClickFunnels.Migration;

/// <summary>
/// Creates products with the product workflow. Each product has a journal of the workflow in the folder of the migration.
/// </summary>
internal sealed class ProductStep(ApplyRun run, string folder)
{
    private const int LongestImageName = 40;
    private readonly ProductWorkflow _workflow = Workflow(run, acceptAmendedPlan: true);
    private readonly ProductWorkflow _reader = Workflow(run, acceptAmendedPlan: false);
    private IReadOnlyDictionary<string, long> _tags = new Dictionary<string, long>();

    public async Task RunAsync(IReadOnlyList<MappedProduct> products)
    {
        if (products.Count == 0)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        await EnsureTagsAsync(products).ConfigureAwait(false);

        // A product has no field for a key. After a lost response it is found by its name, so products of one name are created one after
        // the other.
        var groups = products
            .Where(product => run.Journal.Find(JournalKind.Product, product.Key)?.Id is null)
            .GroupBy(product => product.Mark, StringComparer.Ordinal)
            .Select(group => group.ToList())
            .ToList();
        if (groups.Count > 0)
        {
            // The currency of the workspace is known for certain only from a price, so a single product is created first.
            await CreateAllAsync([
                    [groups[0][0]],
                ])
                .ConfigureAwait(false);
            await CheckCurrencyAsync(groups[0][0]).ConfigureAwait(false);
            groups[0].RemoveAt(0);
            await CreateAllAsync(groups).ConfigureAwait(false);
        }
    }

    /// <summary>Creates or finishes a product, and returns the ids.</summary>
    public async Task<ProductWorkflowResult> CreateAsync(MappedProduct product, CancellationToken cancellationToken)
    {
        var entry =
            run.Journal.Find(JournalKind.Product, product.Key)
            ?? new MigrationEntry(JournalKind.Product, product.Key) { IsNew = true, Since = run.Options.TimeProvider.GetUtcNow() };
        if (entry.Id is null)
        {
            run.Journal.Start(entry);
        }

        var images = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var address in product.AllImages)
        {
            images[address] = await ImageAsync(product, address, cancellationToken).ConfigureAwait(false);
        }

        SetIds(product, images);
        var result = await _workflow
            .ApplyAsync(product.Plan, new FileProductWorkflowJournal(JournalPath(product.Key)), cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        if (entry.Id is null)
        {
            run.Journal.Finish(entry with { Id = result.ProductId });
        }

        return result;
    }

    /// <summary>
    /// Returns the ids of a product that is finished, and sends no request that changes anything. Null if the plan is not the one that the
    /// product was created from.
    /// </summary>
    public async Task<ProductWorkflowResult?> ReadAsync(MappedProduct product, CancellationToken cancellationToken)
    {
        var images = product.AllImages.ToDictionary(
            address => address,
            address => run.Journal.Find(JournalKind.Image, ImageKey(product, address))?.Id ?? 0,
            StringComparer.Ordinal
        );
        if (images.ContainsValue(0) || !File.Exists(JournalPath(product.Key)))
        {
            return null;
        }

        SetIds(product, images);
        try
        {
            return await _reader
                .ApplyAsync(product.Plan, new FileProductWorkflowJournal(JournalPath(product.Key)), cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ProductWorkflowJournalException)
        {
            return null;
        }
    }

    /// <summary>Creates the tags that are missing, and knows the ids of all.</summary>
    public async Task EnsureTagsAsync(IReadOnlyList<MappedProduct> products) =>
        _tags = await TagStep.ProductTagsAsync(run, products.SelectMany(product => product.Tags)).ConfigureAwait(false);

    /// <summary>Reads the ids of the tags, for a run that creates nothing.</summary>
    public async Task ReadTagsAsync() =>
        _tags = (await run.Client.Products.Tags.ListAsync(cancellationToken: run.Token).ToListAsync(run.Token).ConfigureAwait(false))
            .GroupBy(tag => tag.Name ?? "", StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Id, StringComparer.OrdinalIgnoreCase);

    public string JournalPath(string key) => Path.Combine(folder, $"{Digest(key)}.json");

    private Task CreateAllAsync(IReadOnlyList<List<MappedProduct>> groups) =>
        run.EachAsync(
            MigrationPhase.Products,
            ShopRecordKind.Product,
            [.. groups.Where(group => group.Count > 0)],
            group => group[0].Key,
            async (group, token) =>
            {
                foreach (var product in group)
                {
                    await run.TryAsync(ShopRecordKind.Product, product.Key, () => CreateAsync(product, token)).ConfigureAwait(false);
                }
            }
        );

    private static ProductWorkflow Workflow(ApplyRun run, bool acceptAmendedPlan) =>
        new(
            run.Client,
            new ProductWorkflowOptions
            {
                SettleDelay = run.Options.SettleDelay,
                MaxRepeats = run.Options.MaxRepeats,
                AcceptAmendedPlan = acceptAmendedPlan,
                TimeProvider = run.Options.TimeProvider,
            }
        );

    private void SetIds(MappedProduct product, Dictionary<string, long> ids)
    {
        product.Plan.TagIds.Clear();
        foreach (var tag in product.Tags.Select(name => _tags.TryGetValue(name, out var id) ? id : 0).Where(id => id != 0))
        {
            product.Plan.TagIds.Add(tag);
        }

        product.Plan.ImageIds.Clear();
        foreach (var address in product.Images)
        {
            product.Plan.ImageIds.Add(ids[address]);
        }

        foreach (var (variant, images) in product.Plan.Variants.Zip(product.VariantImages))
        {
            variant.ImageIds = images.Count == 0 ? null : [.. images.Select(address => ids[address])];
        }
    }

    // The name contains the digest of product and address, by which the image is found after a lost response.
    private Task<long> ImageAsync(MappedProduct product, string address, CancellationToken cancellationToken)
    {
        var key = ImageKey(product, address);
        var title = product.Plan.Name!;
        var name = $"{(title.Length > LongestImageName ? title[..LongestImageName] : title).Trim()} {Digest(key)[..16]}";
        var images = run.Client.Images;
        return run.Creator.CreateAsync(
            JournalKind.Image,
            key,
            async token =>
            {
                var newest = images.ListAsync(new ImagesListOptions { SortOrder = SortOrder.Desc }, token);
                await foreach (var image in newest.ConfigureAwait(false))
                {
                    if (image.Name == name)
                    {
                        return image.Id;
                    }
                }

                return null;
            },
            async token =>
            {
                var create = new ImageCreate
                {
                    UploadSourceUrl = address,
                    Name = name,
                    AltText = title,
                };
                return (await images.CreateAsync(create, cancellationToken: token).ConfigureAwait(false)).Id;
            },
            cancellationToken
        );
    }

    private static string ImageKey(MappedProduct product, string address) => $"{product.Key}/{Digest(address)}";

    private async Task CheckCurrencyAsync(MappedProduct product)
    {
        if (run.Journal.Find(JournalKind.Product, product.Key)?.Id is not { } id)
        {
            return;
        }

        var planned = product.Plan.Prices.Concat(product.Plan.Variants.SelectMany(variant => variant.Prices)).First().Currency;
        var prices = await run
            .Client.Products.Prices.ListForAllVariantsAsync(id, cancellationToken: run.Token)
            .ToListAsync(run.Token)
            .ConfigureAwait(false);
        if (prices.FirstOrDefault(price => !string.Equals(price.Currency, planned, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            throw new MigrationException(
                $"The workspace charges in {other.Currency?.ToUpperInvariant()}, but the prices of the shop are in {planned}. The first "
                    + $"product ({product.Key}) was created, and nothing else. Undo the migration, and move the shop into a workspace with "
                    + "its currency."
            );
        }
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
