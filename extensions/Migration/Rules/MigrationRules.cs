using System.ComponentModel.DataAnnotations;

namespace ClickFunnels.Migration;

/// <summary>
/// Decides how records of a shop become records of ClickFunnels. The defaults never guess: a fact that the source does not tell, such as
/// the currency, stays null here and becomes a question, which the rules decide.
/// </summary>
/// <remarks>The rules are data: <c>FromYaml</c> reads them. docs/migration-rules.md lists each of them with its default.</remarks>
public sealed partial record MigrationRules
{
    /// <summary>Currency of prices and coupons without one, by ISO 4217. Null asks if there are any.</summary>
    [RegularExpression("[A-Z]{3}", ErrorMessage = "Expected a currency in three capital letters, such as USD.")]
    public string? Currency { get; init; }

    /// <summary>Rules for products.</summary>
    public ProductRules Products { get; init; } = new();

    /// <summary>Rules for prices that are charged again.</summary>
    public SubscriptionRules Subscriptions { get; init; } = new();

    /// <summary>Rules for categories.</summary>
    public CategoryRules Categories { get; init; } = new();

    /// <summary>Rules for contacts.</summary>
    public ContactRules Contacts { get; init; } = new();

    /// <summary>Rules for coupons.</summary>
    public CouponRules Coupons { get; init; } = new();
}

/// <summary>Rules for products.</summary>
public sealed record ProductRules
{
    /// <summary>False to move no products.</summary>
    public bool Include { get; init; } = true;

    /// <summary>
    /// The ClickFunnels product type for each type of the source. Types without an entry become a question. The other type of ClickFunnels
    /// is <c>digital</c>.
    /// </summary>
    [AllowedValues("physical", "digital")]
    public IReadOnlyDictionary<string, string> Types { get; init; } =
        new Dictionary<string, string> { ["physical"] = "physical", ["digital"] = "digital" };

    /// <summary>Unit of weights without one, such as <c>kg</c>. Null asks if there are any.</summary>
    public string? WeightUnit { get; init; }

    /// <summary>The treatment of a product whose path or title ClickFunnels has already, from elsewhere.</summary>
    public ExistingRecord Existing { get; init; } = ExistingRecord.Reject;

    /// <summary>False to leave images out.</summary>
    public bool Images { get; init; } = true;

    /// <summary>True to apply the words of the source, such as the classification of ElasticFunnels, as product tags.</summary>
    public bool Tags { get; init; } = true;

    /// <summary>The treatment of files for download, which the API of ClickFunnels cannot receive.</summary>
    public DownloadRule Downloads { get; init; } = DownloadRule.Report;
}

/// <summary>Rules for prices that are charged again.</summary>
public sealed record SubscriptionRules
{
    /// <summary>
    /// Unit of billing periods without one: <c>day</c>, <c>week</c>, <c>month</c> or <c>year</c>. Null asks if there are any.
    /// </summary>
    [AllowedValues("day", "week", "month", "year")]
    public string? Interval { get; init; }

    /// <summary>Meaning of the number of cycles. Null asks if there are any.</summary>
    public CycleRule? Cycles { get; init; }

    /// <summary>The treatment of a waived first charge, for which ClickFunnels has no field. Null asks if there are any.</summary>
    public FirstChargeRule? FirstChargeFree { get; init; }
}

/// <summary>Rules for categories.</summary>
public sealed record CategoryRules
{
    /// <summary>False to move no categories.</summary>
    public bool Include { get; init; } = true;

    /// <summary>Text between the name of a category and that of its parent, because collections of ClickFunnels have no parents.</summary>
    public string Separator { get; init; } = " / ";

    /// <summary>True if a product of a category is also in the collections of the categories above it.</summary>
    public bool IncludeInParents { get; init; } = true;
}

/// <summary>Rules for contacts.</summary>
public sealed record ContactRules
{
    /// <summary>False to move no contacts.</summary>
    public bool Include { get; init; } = true;

    /// <summary>
    /// The treatment of the fields of a contact that ClickFunnels has already. Tags are always added, and opt-outs are always carried.
    /// </summary>
    public ExistingContact Existing { get; init; } = ExistingContact.FillEmpty;

    /// <summary>
    /// The treatment of contacts of which the source does not say if they receive marketing email. Null asks if there are any.
    /// </summary>
    public UnknownConsentRule? UnknownConsent { get; init; }

    /// <summary>The division of a whole name.</summary>
    public NameDivision Names { get; init; } = NameDivision.SplitAtLastSpace;

    /// <summary>False to leave tags out.</summary>
    public bool Tags { get; init; } = true;

    /// <summary>
    /// The custom attribute for a field of the source. A field without an entry keeps its name, in snake case; an empty value leaves the
    /// field out.
    /// </summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Custom attribute for the time of the consent; null to leave it out.</summary>
    public string? ConsentedAtAttribute { get; init; } = "consented_at";

    /// <summary>Custom attribute for the place of the consent; null to leave it out.</summary>
    public string? ConsentSourceAttribute { get; init; } = "consent_source";
}

/// <summary>Rules for coupons.</summary>
public sealed record CouponRules
{
    /// <summary>False to move no coupons.</summary>
    public bool Include { get; init; } = true;

    /// <summary>The treatment of a limit for all redemptions together, which discounts of ClickFunnels do not have.</summary>
    public CouponLimitRule UsageLimit { get; init; } = CouponLimitRule.Reject;
}

/// <summary>The treatment of a record that exists already.</summary>
public enum ExistingRecord
{
    /// <summary>The record is rejected, with the reason.</summary>
    Reject,

    /// <summary>A second record is created beside the existing one.</summary>
    Create,
}

/// <summary>The treatment of the fields of a contact that exists already.</summary>
public enum ExistingContact
{
    /// <summary>Only fields that are empty in ClickFunnels are written.</summary>
    FillEmpty,

    /// <summary>All fields that the source has are written.</summary>
    Overwrite,

    /// <summary>No field is written.</summary>
    Keep,
}

/// <summary>The treatment of contacts of which the source does not say if they receive marketing email.</summary>
public enum UnknownConsentRule
{
    /// <summary>They are unsubscribed, as if they had opted out.</summary>
    OptOut,

    /// <summary>They are created without an opt-out, and may receive email. Choose it only if all of them agreed.</summary>
    Subscribed,
}

/// <summary>The division of a whole name into first and last name.</summary>
public enum NameDivision
{
    /// <summary>The last word is the last name.</summary>
    SplitAtLastSpace,

    /// <summary>The first word is the first name.</summary>
    SplitAtFirstSpace,

    /// <summary>The whole name becomes the first name.</summary>
    FirstNameOnly,
}

/// <summary>The treatment of files for download.</summary>
public enum DownloadRule
{
    /// <summary>The report lists their addresses, so that somebody can upload them in ClickFunnels.</summary>
    Report,

    /// <summary>As <see cref="Report" />, and the description of the product gets a link to each file.</summary>
    LinkInDescription,
}

/// <summary>Meaning of the number of cycles of a subscription.</summary>
public enum CycleRule
{
    /// <summary>The number of payments; 0 means no end. The price becomes a payment plan.</summary>
    Payments,

    /// <summary>The number is ignored, and the subscription has no end.</summary>
    Ignore,
}

/// <summary>The treatment of a waived first charge.</summary>
public enum FirstChargeRule
{
    /// <summary>The first period becomes a free trial, after the trial that there is.</summary>
    FreeTrial,

    /// <summary>The first charge is due.</summary>
    Charge,
}

/// <summary>The treatment of a limit of redemptions.</summary>
public enum CouponLimitRule
{
    /// <summary>The coupon is rejected, because without its limit it would give more away.</summary>
    Reject,

    /// <summary>The coupon is created without a limit.</summary>
    Drop,
}
