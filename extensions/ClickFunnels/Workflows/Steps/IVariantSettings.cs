using System.Collections.Generic;

namespace ClickFunnels;

/// <summary>The settings that a new variant and a change of the default variant have in common.</summary>
internal interface IVariantSettings
{
    string? Sku { set; }
    decimal? Weight { set; }
    decimal? Height { set; }
    decimal? Width { set; }
    decimal? Length { set; }
    string? DimensionsUnit { set; }
    bool? Taxable { set; }
    long? TaxCategoryId { set; }
    bool? TrackQuantity { set; }
    bool? OutOfStockSales { set; }
    bool? Visible { set; }
    bool? FulfillmentRequired { set; }
    long? CountryOfManufactureId { set; }
    IReadOnlyList<long>? ImageIds { set; }
    IReadOnlyList<long>? FulfillmentsLocationIds { set; }
}

public partial class ProductVariantCreate : IVariantSettings;

public partial class ProductVariantUpdate : IVariantSettings;
