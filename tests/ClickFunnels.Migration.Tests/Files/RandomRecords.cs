using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Migration.Tests.Files;

/// <summary>Random records of a shop, with every field and with odd values.</summary>
internal static class RandomRecords
{
    private static readonly string[] Oddities =
    [
        "",
        " ",
        "a|b",
        "a\\|b\\",
        "\"quoted\"",
        "a,b;c\td",
        "line 1\nline 2\r\nline 3",
        "=1+1",
        "<script>alert(1)</script>",
        "Größe 🚪",
        "_reason",
        "null",
        "true",
        "007",
        "\u0000\u0001\u2028",
    ];

    private static Gen<string> Text =>
        Gen.OneOf(
            Gen.Elements(Oddities),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(static text => text.Get).Where(IsValidUnicode)
        );

    private static Gen<string?> MaybeText => Gen.OneOf(Text.Select(static text => (string?)text), Gen.Constant((string?)null));

    private static Gen<decimal> Number =>
        Gen.OneOf(
            Gen.Elements(0m, 0.01m, 29.90m, 1e-28m, 0.1234567890123456789012345678m, 9999999999999999999999999999m, -1m),
            Gen.Choose(0, 1_000_000).Select(static cents => cents / 100m)
        );

    private static Gen<decimal?> MaybeNumber => Gen.OneOf(Number.Select(static number => (decimal?)number), Gen.Constant((decimal?)null));

    private static Gen<int?> MaybeInteger => Gen.OneOf(Gen.Choose(0, int.MaxValue).Select(static n => (int?)n), Gen.Constant((int?)null));

    private static Gen<bool?> MaybeFlag => Gen.Elements((bool?)true, false, null);

    private static Gen<string?> Currency => Gen.Elements("USD", "EUR", null);

    private static Gen<DateTimeOffset?> MaybeTime =>
        from ticks in Gen.Choose(0, int.MaxValue)
        from hours in Gen.Choose(-12, 14)
        from isNull in Gen.Elements(true, false)
        select isNull
            ? (DateTimeOffset?)null
            : new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(hours)).AddTicks(ticks * 12_345L);

    private static Gen<IReadOnlyList<string>> Texts => Gen.ListOf(Text, 3).Select(static list => (IReadOnlyList<string>)list.ToList());

    private static Gen<IReadOnlyDictionary<string, string>> Map =>
        Gen.ListOf(from name in Text from value in Text select (name, value), 3)
            .Select(static pairs =>
                (IReadOnlyDictionary<string, string>)
                    pairs.DistinctBy(static pair => pair.name).ToDictionary(static pair => pair.name, static pair => pair.value)
            );

    private static Gen<ShopSubscription> Subscription =>
        from interval in Gen.Elements("day", "week", "month", "year", null)
        from count in Gen.Choose(1, 12)
        from cycles in MaybeInteger
        from trial in MaybeInteger
        from free in Gen.Elements(true, false)
        select new ShopSubscription
        {
            Interval = interval,
            IntervalCount = count,
            Cycles = cycles,
            TrialDays = trial,
            FirstChargeFree = free,
        };

    public static Gen<ShopPrice> Price =>
        from amount in Number
        from currency in Currency
        from compareAt in MaybeNumber
        from name in MaybeText
        from cost in MaybeNumber
        from subscription in Subscription.OrNull()
        select new ShopPrice
        {
            Amount = amount,
            Currency = currency,
            CompareAt = compareAt,
            Name = name,
            Cost = cost,
            Subscription = subscription,
        };

    private static Gen<IReadOnlyList<ShopPrice>> Prices =>
        Gen.ListOf(Price, 2).Select(static list => (IReadOnlyList<ShopPrice>)list.ToList());

    public static Gen<ShopVariant> Variant =>
        from key in MaybeText
        from values in Texts
        from sku in MaybeText
        from weight in MaybeNumber
        from quantity in MaybeNumber
        from images in Texts
        from prices in Prices
        select new ShopVariant
        {
            Key = key,
            Values = values,
            Sku = sku,
            Weight = weight,
            Quantity = quantity,
            Images = images,
            Prices = prices,
        };

    public static Gen<ShopProduct> Product =>
        from texts in Gen.ArrayOf(MaybeText, 7)
        from title in Text
        from visible in MaybeFlag
        from weight in MaybeNumber
        from quantity in MaybeNumber
        from lists in Gen.ArrayOf(Texts, 3)
        from options in Gen.ListOf(from name in Text from values in Texts select new ShopOption(name, values), 2)
        from variants in Gen.ListOf(Variant, 2)
        from prices in Prices
        from files in Gen.ListOf(from address in Text from name in MaybeText select new ShopFile(address, name), 2)
        from other in Map
        select new ShopProduct
        {
            Key = "",
            Title = title,
            Description = texts[0],
            Path = texts[1],
            Visible = visible,
            Type = texts[2],
            SeoTitle = texts[3],
            SeoDescription = texts[4],
            Sku = texts[5],
            Weight = weight,
            Quantity = quantity,
            WeightUnit = texts[6],
            Images = lists[0],
            CategoryKeys = lists[1],
            Tags = lists[2],
            Options = [.. options],
            Variants = [.. variants],
            Prices = prices,
            Files = [.. files],
            Other = other,
        };

    public static Gen<ShopContact> Contact =>
        from texts in Gen.ArrayOf(MaybeText, 6)
        from tags in Texts
        from attributes in Map
        from subscribed in MaybeFlag
        from consented in MaybeTime
        select new ShopContact
        {
            Key = "",
            Email = texts[0],
            Name = texts[1],
            FirstName = texts[2],
            LastName = texts[3],
            Phone = texts[4],
            Tags = tags,
            Attributes = attributes,
            Subscribed = subscribed,
            ConsentedAt = consented,
            ConsentSource = texts[5],
        };

    public static Gen<ShopCoupon> Coupon =>
        from code in Text
        from name in MaybeText
        from type in Gen.Elements("percent", "fixed")
        from value in Number
        from currency in Currency
        from status in Gen.Elements("active", "draft", "disabled", null)
        from lists in Gen.ArrayOf(Texts, 2)
        from times in Gen.ArrayOf(MaybeTime, 2)
        from limit in MaybeInteger
        from other in Map
        select new ShopCoupon
        {
            Key = "",
            Code = code,
            Name = name,
            Type = type,
            Value = value,
            Currency = currency,
            Status = status,
            ProductKeys = lists[0],
            ExcludedProductKeys = lists[1],
            ValidFrom = times[0],
            ValidUntil = times[1],
            UsageLimit = limit,
            Other = other,
        };

    public static Gen<ShopCategory> Category => from name in Text from parent in MaybeText select new ShopCategory("", name, parent);

    private static bool IsValidUnicode(string text)
    {
        try
        {
            _ = new System.Text.UTF8Encoding(false, true).GetBytes(text);
            return true;
        }
        catch (System.Text.EncoderFallbackException)
        {
            return false;
        }
    }
}
