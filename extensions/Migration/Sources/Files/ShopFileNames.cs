using System.Text.Json;

namespace ClickFunnels.Migration.Files;

/// <summary>The names of the files of the layout.</summary>
internal static class ShopFileNames
{
    public const string Source = "source.json";

    public static string JsonLines(ShopRecordKind kind) => Stem(kind) + ".jsonl";

    public static string Csv(ShopRecordKind kind) => Stem(kind) + ".csv";

    /// <summary>Returns the kind in the singular, as sentences use it.</summary>
    public static string Noun(ShopRecordKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    public static ShopRecordKind KindOf<T>() =>
        typeof(T) == typeof(ShopCategory) ? ShopRecordKind.Category
        : typeof(T) == typeof(ShopProduct) ? ShopRecordKind.Product
        : typeof(T) == typeof(ShopContact) ? ShopRecordKind.Contact
        : typeof(T) == typeof(ShopCoupon) ? ShopRecordKind.Coupon
        : throw new InvalidOperationException($"{typeof(T).Name} is not a record of a shop.");

    private static string Stem(ShopRecordKind kind) =>
        kind switch
        {
            ShopRecordKind.Category => "categories",
            ShopRecordKind.Product => "products",
            ShopRecordKind.Contact => "contacts",
            _ => "coupons",
        };
}
