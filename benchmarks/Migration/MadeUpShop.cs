using System.Globalization;
using ClickFunnels.Migration;

namespace ClickFunnels.Benchmarks.Moving;

/// <summary>A shop whose products have three variants, and of whose contacts every tenth opted out.</summary>
internal sealed class MadeUpShop(int products, int contacts) : ShopSource
{
    private static readonly string[] Sizes = ["S", "M", "L"];

    public override string Name => "benchmark:shop";

    public override IAsyncEnumerable<ShopCategory> ReadCategoriesAsync(CancellationToken cancellationToken = default) =>
        Enumerable.Range(0, 20).Select(index => new ShopCategory(Text(index), $"Category {index}")).ToAsyncEnumerable();

    public override IAsyncEnumerable<ShopProduct> ReadProductsAsync(CancellationToken cancellationToken = default) =>
        Enumerable
            .Range(0, products)
            .Select(index => new ShopProduct
            {
                Key = Text(index),
                Title = $"Product {index}",
                Path = $"product-{index}",
                Type = "physical",
                CategoryKeys = [Text(index % 20)],
                Options = [new ShopOption("Size", Sizes)],
                Variants =
                [
                    .. Sizes.Select(size => new ShopVariant
                    {
                        Values = [size],
                        Sku = $"SKU-{index}-{size}",
                        Prices = [new ShopPrice { Amount = 10 + (index % 90), Currency = "USD" }],
                    }),
                ],
            })
            .ToAsyncEnumerable();

    public override IAsyncEnumerable<ShopContact> ReadContactsAsync(CancellationToken cancellationToken = default) =>
        Enumerable
            .Range(0, contacts)
            .Select(index => new ShopContact
            {
                Key = Text(index),
                Email = $"person{index}@example.com",
                FirstName = "Jane",
                LastName = $"Person{index}",
                Tags = [$"tag {index % 10}"],
                Attributes = new Dictionary<string, string> { ["city"] = "Boise" },
                Subscribed = index % 10 != 0,
            })
            .ToAsyncEnumerable();

    public override IAsyncEnumerable<ShopCoupon> ReadCouponsAsync(CancellationToken cancellationToken = default) =>
        AsyncEnumerable.Empty<ShopCoupon>();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
