namespace ClickFunnels.Migration;

/// <summary>Maps a shop to records of ClickFunnels.</summary>
internal static class ShopMapper
{
    public static MappedShop Map(ShopData shop, MigrationRules rules, CancellationToken cancellationToken)
    {
        var findings = new MappingFindings();
        foreach (var unreadable in shop.Unreadable)
        {
            findings.Reject(unreadable.Record);
        }

        var products = rules.Products.Include ? new ProductMapper(shop.Source, rules, findings).Map(shop.Products, cancellationToken) : [];
        var carried = products.Select(product => product.Key).ToHashSet(StringComparer.Ordinal);
        return new MappedShop(
            products,
            rules.Contacts.Include ? new ContactMapper(rules.Contacts, findings).Map(shop.Contacts, cancellationToken) : [],
            rules.Categories.Include ? new CategoryMapper(rules.Categories, findings).Map(shop.Categories, shop.Products, carried) : [],
            rules.Coupons.Include ? new CouponMapper(rules, findings).Map(shop.Coupons, shop.Products, carried) : [],
            findings
        );
    }
}
