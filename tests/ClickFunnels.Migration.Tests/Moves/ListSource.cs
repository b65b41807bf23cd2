namespace ClickFunnels.Migration.Tests.Moves;

/// <summary>A shop in memory.</summary>
internal sealed class ListSource : ShopSource
{
    public override string Name => "list:shop";

    public List<ShopCategory> Categories { get; } = [];

    public List<ShopProduct> Products { get; } = [];

    public List<ShopContact> Contacts { get; } = [];

    public List<ShopCoupon> Coupons { get; } = [];

    public override IAsyncEnumerable<ShopCategory> ReadCategoriesAsync(CancellationToken cancellationToken = default) =>
        Categories.ToAsyncEnumerable();

    public override IAsyncEnumerable<ShopProduct> ReadProductsAsync(CancellationToken cancellationToken = default) =>
        Products.ToAsyncEnumerable();

    public override IAsyncEnumerable<ShopContact> ReadContactsAsync(CancellationToken cancellationToken = default) =>
        Contacts.ToAsyncEnumerable();

    public override IAsyncEnumerable<ShopCoupon> ReadCouponsAsync(CancellationToken cancellationToken = default) =>
        Coupons.ToAsyncEnumerable();
}
