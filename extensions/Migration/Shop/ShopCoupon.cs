using System.ComponentModel.DataAnnotations;

namespace ClickFunnels.Migration;

/// <summary>A discount code of the shop. It is a line of <c>coupons.jsonl</c>.</summary>
public sealed record ShopCoupon
{
    /// <summary>Identifies the coupon in its shop, such as its id.</summary>
    public required string Key { get; init; }

    /// <summary>Code that customers enter.</summary>
    public required string Code { get; init; }

    /// <summary>Internal name; null if there is none.</summary>
    public string? Name { get; init; }

    /// <summary>Kind of the value: <c>percent</c> or <c>fixed</c>.</summary>
    [AllowedValues("percent", "fixed")]
    public required string Type { get; init; }

    /// <summary>Percentage, or amount in units of the currency.</summary>
    public required decimal Value { get; init; }

    /// <summary>Currency of a fixed amount; null if the source does not say.</summary>
    [RegularExpression("[A-Za-z]{3}", ErrorMessage = "Expected a currency in three letters, such as USD.")]
    public string? Currency { get; init; }

    /// <summary>Status in the source: <c>active</c>, <c>draft</c> or <c>disabled</c>; null means active.</summary>
    [AllowedValues("active", "draft", "disabled")]
    public string? Status { get; init; }

    /// <summary>Keys of the products that it applies to; empty for all products.</summary>
    public IReadOnlyList<string> ProductKeys { get; init; } = [];

    /// <summary>Keys of products that it does not apply to.</summary>
    public IReadOnlyList<string> ExcludedProductKeys { get; init; } = [];

    /// <summary>The time from which it is valid.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>The time until which it is valid.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Number of redemptions of all customers together; null for no limit.</summary>
    public int? UsageLimit { get; init; }

    /// <summary>Fields of the source that have no place here, by name. The report lists them.</summary>
    public IReadOnlyDictionary<string, string> Other { get; init; } = new Dictionary<string, string>();

    /// <summary>Returns the key.</summary>
    public override string ToString() => $"coupon {Key}";
}
