using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>
/// A product that shall be on sale: where it ships from, what it is, in which variants, at which prices, and optionally a
/// first external order. <see cref="ProductWorkflow" /> previews the plan and applies it.
/// </summary>
/// <remarks>What is null is not sent, so that the service's own default holds. The plan is copied when it is used.</remarks>
/// <example>
/// <code>
/// var plan = new ProductPlan
/// {
///     Name = "Shirt",
///     Properties = { { "Size", "S", "M" }, { "Color", "red", "blue" } },
///     AllVariants = { ProductType = ProductType.Physical, Weight = 0.4m },
///     Prices = { PricePlan.OneTime(29.00m, "USD") },
/// };
/// </code>
/// </example>
public sealed class ProductPlan
{
    /// <summary>
    /// Where physical variants ship from; found by its name or created. Each physical variant, and each one that has to be
    /// fulfilled, is tied to it. Null leaves locations alone.
    /// </summary>
    public FulfillmentLocationPlan? Location { get; set; }

    /// <summary>Display name. Needed, without blanks around it.</summary>
    public string? Name { get; set; }

    /// <summary>Text about the product. It lives on the default variant, as a product has none of its own.</summary>
    public string? Description { get; set; }

    /// <summary>Path of the product on the workspace's domain.</summary>
    public string? CurrentPath { get; set; }

    /// <summary>Whether the store shows it.</summary>
    public bool? VisibleInStore { get; set; }

    /// <summary>Whether customers see it in the customer centre.</summary>
    public bool? VisibleInCustomerCenter { get; set; }

    /// <summary>Title for search engines, 60 characters at most.</summary>
    public string? SeoTitle { get; set; }

    /// <summary>Description for search engines, 160 characters at most.</summary>
    public string? SeoDescription { get; set; }

    /// <summary>Numeric id of the image for search engines.</summary>
    public long? SeoImageId { get; set; }

    /// <summary>Whether affiliates earn a commission.</summary>
    public bool? Commissionable { get; set; }

    /// <summary>Numeric id of the funnel that visitors are sent to.</summary>
    public long? RedirectFunnelId { get; set; }

    /// <summary>Where customers who want to cancel are sent.</summary>
    public string? CancellationFunnelUrl { get; set; }

    /// <summary>Numeric ids of the product's images, in order.</summary>
    public IList<long> ImageIds { get; private set; } = [];

    /// <summary>Numeric ids of the product's tags.</summary>
    public IList<long> TagIds { get; private set; } = [];

    /// <summary>
    /// In what the variants differ, such as <c>{ "Size", "S", "M" }</c>. There is one variant per combination of values.
    /// Without properties the default variant, which the service makes by itself, is what is sold.
    /// </summary>
    public ProductPropertyPlans Properties { get; private set; } = [];

    /// <summary>What holds for every variant, unless <see cref="Variants" /> says otherwise.</summary>
    public VariantSettings AllVariants { get; set; } = new();

    /// <summary>Exceptions for single combinations. What is not named here is made as <see cref="AllVariants" /> and <see cref="Prices" /> say.</summary>
    public IList<VariantPlan> Variants { get; private set; } = [];

    /// <summary>The prices of every variant that has none of its own in <see cref="Variants" />.</summary>
    public IList<PricePlan> Prices { get; private set; } = [];

    /// <summary>An order that was paid outside ClickFunnels; null for none.</summary>
    public OrderPlan? Order { get; set; }

    /// <summary>Returns each problem of the plan, with the path of the field and the mend; none when it can be applied. Sends nothing.</summary>
    public IReadOnlyList<ProductPlanProblem> Validate() => PlanValidator.Validate(Copy());

    /// <summary>Returns the name of the type; never the plan's data.</summary>
    public override string ToString() => nameof(ProductPlan);

    internal ProductPlan Copy()
    {
        var copy = (ProductPlan)MemberwiseClone();
        copy.Location = Location?.Copy();
        copy.ImageIds = [.. ImageIds];
        copy.TagIds = [.. TagIds];
        copy.Properties = Properties.Copy();
        copy.AllVariants = (AllVariants ?? new VariantSettings()).Copy();
        copy.Variants = Variants.CopyEach(static variant => variant.Copy());
        copy.Prices = Prices.CopyEach(static price => price.Copy());
        copy.Order = Order?.Copy();
        return copy;
    }
}
