using System.Globalization;

namespace ClickFunnels.Migration.Tests.Moves;

/// <summary>Invents shops with everything that makes a move difficult. The same seed makes the same shop.</summary>
internal static class RandomShop
{
    private static readonly string[] Sizes = ["S", "M", "L", "X=L", "size, \"odd\""];
    private static readonly string[] Colors = ["red", "blue", "sea / green"];
    private static readonly string[] Types = ["physical", "digital"];
    private static readonly string[] Tags = ["vip", "newsletter", "came in 2024", "ümlaut"];

    public static ListSource Create(int seed, int products, int contacts)
    {
        var random = new Random(seed);
        var shop = new ListSource();
        for (var index = 0; index < 6; index++)
        {
            shop.Categories.Add(new ShopCategory(Text(index), $"Category {index}", index < 2 ? null : Text(random.Next(index))));
        }

        for (var index = 0; index < products; index++)
        {
            shop.Products.Add(Product(random, index));
        }

        for (var index = 0; index < contacts; index++)
        {
            shop.Contacts.Add(Contact(random, index));
        }

        for (var index = 0; index < Math.Min(products, 8); index++)
        {
            shop.Coupons.Add(Coupon(random, index, products));
        }

        return shop;
    }

    private static ShopProduct Product(Random random, int index)
    {
        var options = random.Next(3);
        var product = new ShopProduct
        {
            Key = Text(100 + index),

            // Some products have the same title.
            Title = random.Next(4) == 0 ? "Shirt" : $"Product {index}",
            Description = random.Next(2) == 0 ? $"<p>The best of {index} &amp; more</p>" : null,
            Path = random.Next(4) == 0 ? null : $"product-{index}",
            Visible = random.Next(3) switch
            {
                0 => null,
                1 => true,
                _ => false,
            },
            Type = Types[random.Next(2)],
            WeightUnit = "kg",
            Images = [.. Enumerable.Range(0, random.Next(3)).Select(number => $"https://images.example/{index}/{number}.png")],
            CategoryKeys = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text(random.Next(6))).Distinct()],
            Tags = random.Next(2) == 0 ? ["upsell"] : [],
            Prices = [Price(random)],
        };
        if (options == 0)
        {
            return product with { Sku = $"SKU-{index}", Weight = random.Next(100) / 10m };
        }

        // Not every combination is sold.
        var values = Sizes.SelectMany(size => options == 1 ? [new[] { size }] : Colors.Select(color => new[] { size, color })).ToList();
        var sold = values.Where(_ => random.Next(3) > 0).DefaultIfEmpty(values[0]).ToList();
        return product with
        {
            Options = options == 1 ? [new("Size", Sizes)] : [new("Size", Sizes), new("Color", [])],
            Variants =
            [
                .. sold.Select(
                    (combination, number) =>
                        new ShopVariant
                        {
                            Values = combination,
                            Sku = $"SKU-{index}-{number}",
                            Weight = random.Next(2) == 0 ? random.Next(100) / 10m : null,
                            Prices = random.Next(2) == 0 ? [Price(random), Price(random)] : [],
                            Images = random.Next(4) == 0 ? [$"https://images.example/{index}/variant-{number}.png"] : [],
                        }
                ),
            ],
        };
    }

    private static ShopPrice Price(Random random)
    {
        var amount = random.Next(1, 100_000) / 100m;
        return new ShopPrice
        {
            Amount = amount,
            Currency = "USD",
            CompareAt = random.Next(2) == 0 ? amount + 10 : null,
            Subscription =
                random.Next(3) > 0
                    ? null
                    : new ShopSubscription
                    {
                        Interval = "month",
                        IntervalCount = random.Next(1, 4),
                        TrialDays = random.Next(2) == 0 ? 14 : null,
                        FirstChargeFree = random.Next(4) == 0,
                        Cycles = random.Next(2) == 0 ? random.Next(0, 5) : null,
                    },
        };
    }

    private static ShopContact Contact(Random random, int index) =>
        new()
        {
            Key = Text(index),

            // Some addresses occur twice, in other letters.
            Email = random.Next(20) == 0 && index > 0 ? $"Person{index - 1}@Example.com" : $"person{index}@example.com",
            Name = random.Next(2) == 0 ? $"Jane van der Berg{index}" : null,
            FirstName = random.Next(2) == 0 ? $"Ann{index}" : null,
            Phone = random.Next(3) == 0 ? $"+1 555 {index:0000}" : null,
            Tags = [.. Tags.Where(_ => random.Next(3) == 0)],
            Attributes =
                random.Next(2) == 0 ? new Dictionary<string, string> { ["zipCode"] = Text(index), ["Favorite Color"] = "blue" } : [],
            Subscribed = random.Next(4) switch
            {
                0 => false,
                1 => true,
                _ => null,
            },
            ConsentedAt = random.Next(5) == 0 ? new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.Zero) : null,
        };

    private static ShopCoupon Coupon(Random random, int index, int products)
    {
        var isPercent = random.Next(2) == 0;
        return new ShopCoupon
        {
            Key = Text(index),
            Code = $"SAVE-{index}",
            Type = isPercent ? "percent" : "fixed",
            Value = isPercent ? random.Next(1, 101) : random.Next(1, 5000) / 100m,
            Currency = "USD",
            ProductKeys = random.Next(2) == 0 ? [] : [Text(100 + random.Next(products))],
            ValidUntil = random.Next(2) == 0 ? new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero) : null,
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
