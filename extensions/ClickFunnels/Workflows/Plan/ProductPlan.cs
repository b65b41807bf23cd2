using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;

namespace ClickFunnels.Workflows;

/// <summary>
/// A product to put on sale: its location, properties, variants and prices, and optionally a first external order.
/// <see cref="ProductWorkflow" /> previews the plan and applies it.
/// </summary>
/// <remarks>Null values are not sent, so the service uses its defaults. The plan is copied when it is used.</remarks>
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
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class ProductPlan
{
    /// <summary>
    /// The location that goods ship from. It is found by its name or created. Each physical variant, and each one that must be fulfilled,
    /// is assigned to it. Null for no location.
    /// </summary>
    public FulfillmentLocationPlan? Location { get; set; }

    /// <summary>Display name. Required, without spaces around it.</summary>
    public string? Name { get; set; }

    /// <summary>Description of the product. It is stored on the default variant, because a product has none.</summary>
    public string? Description { get; set; }

    /// <summary>Path of the product on the workspace's domain.</summary>
    public string? CurrentPath { get; set; }

    /// <summary>True to show the product in the store.</summary>
    public bool? VisibleInStore { get; set; }

    /// <summary>True to show the product in the customer center.</summary>
    public bool? VisibleInCustomerCenter { get; set; }

    /// <summary>Title for search engines, at most 60 characters.</summary>
    public string? SeoTitle { get; set; }

    /// <summary>Description for search engines, at most 160 characters.</summary>
    public string? SeoDescription { get; set; }

    /// <summary>Numeric id of the image for search engines.</summary>
    public long? SeoImageId { get; set; }

    /// <summary>True to pay affiliates a commission.</summary>
    public bool? Commissionable { get; set; }

    /// <summary>Numeric id of the funnel that visitors are sent to.</summary>
    public long? RedirectFunnelId { get; set; }

    /// <summary>Address that customers are sent to when they want to cancel.</summary>
    public string? CancellationFunnelUrl { get; set; }

    /// <summary>Numeric ids of the product's images, in order.</summary>
    public IList<long> ImageIds { get; private set; } = [];

    /// <summary>Numeric ids of the product's tags.</summary>
    public IList<long> TagIds { get; private set; } = [];

    /// <summary>
    /// The properties in which the variants differ, such as <c>{ "Size", "S", "M" }</c>. There is one variant per combination of values.
    /// A product without properties is sold as its default variant, which the service creates.
    /// </summary>
    public ProductPropertyPlans Properties { get; private set; } = [];

    /// <summary>Settings of every variant, unless <see cref="Variants" /> overrides them.</summary>
    public VariantSettings AllVariants { get; set; } = new();

    /// <summary>Exceptions for single combinations. All others use <see cref="AllVariants" /> and <see cref="Prices" />.</summary>
    public IList<VariantPlan> Variants { get; private set; } = [];

    /// <summary>Prices of each variant without prices of its own in <see cref="Variants" />.</summary>
    public IList<PricePlan> Prices { get; private set; } = [];

    /// <summary>An order that was paid outside ClickFunnels; null for none.</summary>
    public OrderPlan? Order { get; set; }

    /// <summary>
    /// Reads a plan from JSON. The fields are the properties of this class in snake case, such as <c>seo_title</c>;
    /// <c>properties</c> is an object such as <c>{"Size": ["S", "M"]}</c>. Null means that a field is not set.
    /// </summary>
    /// <param name="json">The JSON object.</param>
    /// <returns>The plan. <see cref="Validate" /> says if it can be applied.</returns>
    /// <exception cref="InvalidProductPlanException">
    /// The text is not JSON, a field is not known, or a value does not fit; the problems name path, line and column.
    /// </exception>
    public static ProductPlan FromJson(string json) => ProductPlanJson.Read(json ?? throw new ArgumentNullException(nameof(json)));

    /// <summary>
    /// Returns the problems of the plan, each with the path of the field and the fix; empty when it can be applied. Sends nothing.
    /// </summary>
    public IReadOnlyList<ProductPlanProblem> Validate() => PlanValidator.Validate(Copy());

    /// <summary>Returns the name of the type; never data of the plan.</summary>
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

/// <summary>Copies the lists of a plan, so that changes to a plan that is being applied have no effect.</summary>
internal static class PlanCopy
{
    /// <summary>Keeps null items, so that validation can report them.</summary>
    public static List<T> CopyEach<T>(this IEnumerable<T> items, Func<T, T> copy)
        where T : class? => items.Select(item => item is null ? item : copy(item)).ToList();
}
