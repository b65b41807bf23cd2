using System.ComponentModel.DataAnnotations;

namespace ClickFunnels.Migration;

/// <summary>A product of the shop that is moved, independent of its platform. It is a line of <c>products.jsonl</c>.</summary>
public sealed record ShopProduct
{
    /// <summary>Identifies the product in its shop, such as its id. It never changes, and two products never share one.</summary>
    public required string Key { get; init; }

    /// <summary>Name that customers see.</summary>
    public required string Title { get; init; }

    /// <summary>Description, which may contain HTML.</summary>
    public string? Description { get; init; }

    /// <summary>Last part of the product's address in the store, such as <c>interior-door</c>.</summary>
    public string? Path { get; init; }

    /// <summary>True if customers see the product in the store; null if the source does not say.</summary>
    public bool? Visible { get; init; }

    /// <summary>Kind of product: <c>physical</c>, <c>digital</c>, or another word of the source.</summary>
    public string? Type { get; init; }

    /// <summary>Title for search engines.</summary>
    public string? SeoTitle { get; init; }

    /// <summary>Description for search engines.</summary>
    public string? SeoDescription { get; init; }

    /// <summary>Stock keeping unit of a product without variants.</summary>
    public string? Sku { get; init; }

    /// <summary>Weight of a product whose variants have none of their own.</summary>
    public decimal? Weight { get; init; }

    /// <summary>Number in stock of a product without variants; null if the source does not count it.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Unit of the weights, such as <c>kg</c>; null if the source does not say.</summary>
    public string? WeightUnit { get; init; }

    /// <summary>Public addresses of the images, in order.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Keys of the categories that the product is in.</summary>
    public IReadOnlyList<string> CategoryKeys { get; init; } = [];

    /// <summary>Words that the product is marked with.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Properties in which variants differ, in order; empty for a product without variants.</summary>
    public IReadOnlyList<ShopOption> Options { get; init; } = [];

    /// <summary>Variants; empty for a product that is sold as it is.</summary>
    public IReadOnlyList<ShopVariant> Variants { get; init; } = [];

    /// <summary>Prices of a product without variants, and of variants without prices of their own.</summary>
    public IReadOnlyList<ShopPrice> Prices { get; init; } = [];

    /// <summary>Files that customers may download.</summary>
    public IReadOnlyList<ShopFile> Files { get; init; } = [];

    /// <summary>Fields of the source that have no place here, by name. The report lists them.</summary>
    public IReadOnlyDictionary<string, string> Other { get; init; } = new Dictionary<string, string>();

    /// <summary>Returns the key.</summary>
    public override string ToString() => $"product {Key}";
}

/// <summary>A property in which variants of a product differ, such as the size.</summary>
/// <param name="Name">Name of the property.</param>
/// <param name="Values">Values that variants can have, in order; may be empty if the source lists none.</param>
public sealed record ShopOption(string Name, IReadOnlyList<string>? Values = null)
{
    /// <summary>Values that variants can have, in order; may be empty if the source lists none.</summary>
    public IReadOnlyList<string> Values { get; init; } = Values ?? [];
}

/// <summary>A variant of a product.</summary>
public sealed record ShopVariant
{
    /// <summary>
    /// Identifies the variant within its product; null if the source has no key for variants. Its values identify it then.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>The value of each option, in the order of the options.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Stock keeping unit.</summary>
    public string? Sku { get; init; }

    /// <summary>Weight in the unit of the product.</summary>
    public decimal? Weight { get; init; }

    /// <summary>Number in stock; null if the source does not count it.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Public addresses of images of this variant.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Prices of this variant; empty if those of the product apply.</summary>
    public IReadOnlyList<ShopPrice> Prices { get; init; } = [];
}

/// <summary>A price.</summary>
public sealed record ShopPrice
{
    /// <summary>Amount in units of the currency, such as 29.90.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Currency by ISO 4217, such as <c>USD</c>; null if the source does not say.</summary>
    [RegularExpression("[A-Za-z]{3}", ErrorMessage = "Expected a currency in three letters, such as USD.")]
    public string? Currency { get; init; }

    /// <summary>Former or list price, for display.</summary>
    public decimal? CompareAt { get; init; }

    /// <summary>Name of the price that customers see.</summary>
    public string? Name { get; init; }

    /// <summary>Cost of goods.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The recurring charge; null for a price that is paid once.</summary>
    public ShopSubscription? Subscription { get; init; }
}

/// <summary>
/// The recurring charge of a price. Nothing is guessed: a unit that the source does not name is null, and becomes a question.
/// </summary>
public sealed record ShopSubscription
{
    /// <summary>
    /// Unit of the billing period: <c>day</c>, <c>week</c>, <c>month</c> or <c>year</c>; null if the source does not say.
    /// </summary>
    [AllowedValues("day", "week", "month", "year")]
    public string? Interval { get; init; }

    /// <summary>Length of the billing period, in units of <see cref="Interval" />.</summary>
    public int IntervalCount { get; init; } = 1;

    /// <summary>Number of payments as the source counts them; null if it has no such number.</summary>
    public int? Cycles { get; init; }

    /// <summary>Days before the first charge.</summary>
    public int? TrialDays { get; init; }

    /// <summary>True if the first charge is waived.</summary>
    public bool FirstChargeFree { get; init; }
}

/// <summary>A file that customers may download.</summary>
/// <param name="Address">Address of the file.</param>
/// <param name="Title">Name that customers see; may be null.</param>
public sealed record ShopFile(string Address, string? Title = null);
