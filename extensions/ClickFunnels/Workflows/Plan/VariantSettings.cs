using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>What can be said of a variant besides its property values and prices. Null leaves it to the wider setting, or to the service.</summary>
public class VariantSettings
{
    /// <summary>Text about the variant.</summary>
    public string? Description { get; set; }

    /// <summary>Stock keeping unit.</summary>
    public string? Sku { get; set; }

    /// <summary>Physical or digital; digital when left out. Rule: <c>POST /products/{product_id}/variants</c> demands a value, and these two are the ones seen.</summary>
    public ProductType? ProductType { get; set; }

    /// <summary>Weight in <see cref="WeightUnit" />, 0 or more.</summary>
    public decimal? Weight { get; set; }

    /// <summary>Unit of the weight; <c>lb</c> when left out, the only one that is documented by example.</summary>
    public string? WeightUnit { get; set; }

    /// <summary>Height in <see cref="DimensionsUnit" />, 0 or more.</summary>
    public decimal? Height { get; set; }

    /// <summary>Width in <see cref="DimensionsUnit" />, 0 or more.</summary>
    public decimal? Width { get; set; }

    /// <summary>Length in <see cref="DimensionsUnit" />, 0 or more.</summary>
    public decimal? Length { get; set; }

    /// <summary>Unit of height, width and length; <c>inches</c> is the only one that is documented by example.</summary>
    public string? DimensionsUnit { get; set; }

    /// <summary>Whether tax is charged.</summary>
    public bool? Taxable { get; set; }

    /// <summary>Numeric id of the tax category.</summary>
    public long? TaxCategoryId { get; set; }

    /// <summary>Whether stock is counted. The quantity itself cannot be written by the API.</summary>
    public bool? TrackQuantity { get; set; }

    /// <summary>Whether it can be sold without stock.</summary>
    public bool? OutOfStockSales { get; set; }

    /// <summary>Whether it is offered.</summary>
    public bool? Visible { get; set; }

    /// <summary>Whether it has to be fulfilled.</summary>
    public bool? FulfillmentRequired { get; set; }

    /// <summary>Numeric id of the country of manufacture.</summary>
    public long? CountryOfManufactureId { get; set; }

    /// <summary>Numeric ids of its images; null for none of its own.</summary>
    public IReadOnlyList<long>? ImageIds { get; set; }

    /// <summary>Whether goods have to be sent: the type is physical, or fulfilment is required.</summary>
    internal bool IsShippable => FulfillmentRequired ?? (ProductType == ClickFunnels.ProductType.Physical);

    internal VariantSettings Copy()
    {
        var copy = (VariantSettings)MemberwiseClone();
        copy.ImageIds = ImageIds is null ? null : [.. ImageIds];
        return copy;
    }

    /// <summary>Returns these settings with the gaps filled from wider ones.</summary>
    internal VariantSettings Over(VariantSettings wider) => new()
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
