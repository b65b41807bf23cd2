using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace ClickFunnels.Workflows;

/// <summary>
/// Settings of a variant, besides its property values and prices. Null uses the wider setting, or the default of the service.
/// </summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public class VariantSettings
{
    /// <summary>Text about the variant.</summary>
    public string? Description { get; set; }

    /// <summary>Stock keeping unit.</summary>
    public string? Sku { get; set; }

    /// <summary>
    /// Physical or digital. The default is digital. Rule: <c>POST /products/{product_id}/variants</c> requires a value; examples show
    /// these two.
    /// </summary>
    public ProductType? ProductType { get; set; }

    /// <summary>Weight in <see cref="WeightUnit" />, 0 or more.</summary>
    public decimal? Weight { get; set; }

    /// <summary>Unit of the weight. The default is <c>lb</c>, the only one in documented examples.</summary>
    public string? WeightUnit { get; set; }

    /// <summary>Height in <see cref="DimensionsUnit" />, 0 or more.</summary>
    public decimal? Height { get; set; }

    /// <summary>Width in <see cref="DimensionsUnit" />, 0 or more.</summary>
    public decimal? Width { get; set; }

    /// <summary>Length in <see cref="DimensionsUnit" />, 0 or more.</summary>
    public decimal? Length { get; set; }

    /// <summary>Unit of height, width and length; <c>inches</c> is the only one in documented examples.</summary>
    public string? DimensionsUnit { get; set; }

    /// <summary>True to charge tax.</summary>
    public bool? Taxable { get; set; }

    /// <summary>Numeric id of the tax category.</summary>
    public long? TaxCategoryId { get; set; }

    /// <summary>True to count stock. The API cannot set the quantity.</summary>
    public bool? TrackQuantity { get; set; }

    /// <summary>True to sell the variant without stock.</summary>
    public bool? OutOfStockSales { get; set; }

    /// <summary>True to offer the variant.</summary>
    public bool? Visible { get; set; }

    /// <summary>True if the variant must be fulfilled.</summary>
    public bool? FulfillmentRequired { get; set; }

    /// <summary>Numeric id of the country of manufacture.</summary>
    public long? CountryOfManufactureId { get; set; }

    /// <summary>Numeric ids of its images; null for none of its own.</summary>
    public IReadOnlyList<long>? ImageIds { get; set; }

    /// <summary>True if goods must be sent: the type is physical, or fulfillment is required.</summary>
    internal bool IsShippable => FulfillmentRequired ?? (ProductType == ClickFunnels.ProductType.Physical);

    internal VariantSettings Copy()
    {
        var copy = (VariantSettings)MemberwiseClone();
        copy.ImageIds = ImageIds is null ? null : [.. ImageIds];
        return copy;
    }

    /// <summary>Returns these settings, with null values taken from wider ones.</summary>
    internal VariantSettings Over(VariantSettings wider) =>
        new()
        {
            Description = Description ?? wider.Description,
            Sku = Sku ?? wider.Sku,
            ProductType = ProductType ?? wider.ProductType,
            Weight = Weight ?? wider.Weight,
            WeightUnit = WeightUnit ?? wider.WeightUnit,
            Height = Height ?? wider.Height,
            Width = Width ?? wider.Width,
            Length = Length ?? wider.Length,
            DimensionsUnit = DimensionsUnit ?? wider.DimensionsUnit,
            Taxable = Taxable ?? wider.Taxable,
            TaxCategoryId = TaxCategoryId ?? wider.TaxCategoryId,
            TrackQuantity = TrackQuantity ?? wider.TrackQuantity,
            OutOfStockSales = OutOfStockSales ?? wider.OutOfStockSales,
            Visible = Visible ?? wider.Visible,
            FulfillmentRequired = FulfillmentRequired ?? wider.FulfillmentRequired,
            CountryOfManufactureId = CountryOfManufactureId ?? wider.CountryOfManufactureId,
            ImageIds = ImageIds ?? wider.ImageIds,
        };
}

/// <summary>Exceptions for one combination of property values.</summary>
/// <example><code>new VariantPlan { Values = { ["Size"] = "S", ["Color"] = "red" }, Sku = "SHIRT-S-RED" }</code></example>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class VariantPlan : VariantSettings
{
    /// <summary>The value of each property of the plan, by the property's name.</summary>
    public IDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>True to leave the combination out.</summary>
    public bool Omit { get; set; }

    /// <summary>The prices of this variant, which replace those of the plan; empty to keep those.</summary>
    public IList<PricePlan> Prices { get; private set; } = [];

    internal new VariantPlan Copy()
    {
        var copy = (VariantPlan)base.Copy();
        copy.Values = new Dictionary<string, string>(Values, StringComparer.Ordinal);
        copy.Prices = Prices.CopyEach(static price => price.Copy());
        return copy;
    }
}
