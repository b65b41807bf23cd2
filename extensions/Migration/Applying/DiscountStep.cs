namespace ClickFunnels.Migration;

/// <summary>Creates discounts. Their codes are unique, so a discount is found by its code after a lost response.</summary>
internal sealed class DiscountStep(ApplyRun run)
{
    public Task RunAsync(IReadOnlyList<MappedDiscount> discounts) =>
        run.EachAsync(
            MigrationPhase.Discounts,
            ShopRecordKind.Coupon,
            [.. discounts.Where(discount => run.Journal.Find(JournalKind.Discount, discount.Key)?.Id is null)],
            discount => discount.Key,
            CreateAsync
        );

    private async Task CreateAsync(MappedDiscount discount, CancellationToken cancellationToken)
    {
        var products = discount.ProductKeys.Select(key => run.Journal.Find(JournalKind.Product, key)?.Id).ToList();
        if (products.Contains(null))
        {
            run.Postpone(ShopRecordKind.Coupon, discount.Key, "A product of the coupon does not exist yet.");
            return;
        }

        if (products.Count > 0)
        {
            discount.Create.ProductIds = [.. products.OfType<long>()];
        }

        await run
            .Creator.CreateAsync(
                JournalKind.Discount,
                discount.Key,
                async token =>
                {
                    var options = new DiscountsListOptions { Filter = new DiscountFilter { Code = discount.Create.Code! } };
                    var found = await run.Client.Discounts.ListAsync(options, token).ToListAsync(token).ConfigureAwait(false);
                    return found
                        .Where(one => string.Equals(one.Code, discount.Create.Code, StringComparison.OrdinalIgnoreCase))
                        .Select(one => (long?)one.Id)
                        .FirstOrDefault();
                },
                async token => (await run.Client.Discounts.CreateAsync(discount.Create, cancellationToken: token).ConfigureAwait(false)).Id,
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
