using ClickFunnels.Workflows;

namespace ClickFunnels.Migration;

/// <summary>The records of a shop.</summary>
internal sealed record ShopData(
    string Source,
    IReadOnlyList<ShopCategory> Categories,
    IReadOnlyList<ShopProduct> Products,
    IReadOnlyList<ShopContact> Contacts,
    IReadOnlyList<ShopCoupon> Coupons,
    IReadOnlyList<RejectedRow> Unreadable,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Finds a record by its key.</summary>
    public object? Find(ShopRecordKind kind, string key) =>
        kind switch
        {
            ShopRecordKind.Category => Categories.FirstOrDefault(category => category.Key == key),
            ShopRecordKind.Product => Products.FirstOrDefault(product => product.Key == key),
            ShopRecordKind.Contact => Contacts.FirstOrDefault(contact => contact.Key == key),
            _ => Coupons.FirstOrDefault(coupon => coupon.Key == key),
        };

    public bool Has(ShopRecordKind kind, string key) => Find(kind, key) is not null;

    // The records hold personal data.
    public override string ToString() => Source;
}

/// <summary>
/// The records of ClickFunnels that a shop becomes. They depend on the shop and the rules only, so that every run makes the same.
/// </summary>
internal sealed record MappedShop(
    IReadOnlyList<MappedProduct> Products,
    IReadOnlyList<MappedContact> Contacts,
    IReadOnlyList<MappedCollection> Collections,
    IReadOnlyList<MappedDiscount> Discounts,
    MappingFindings Findings
);

/// <summary>A product: the plan of the product workflow, without ids that exist only after other records were created.</summary>
internal sealed record MappedProduct(string Key, ProductPlan Plan)
{
    /// <summary>Addresses of the images of the product.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>Addresses of the images of variants, by the index of the variant in the plan.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> VariantImages { get; init; }

    /// <summary>Names of the product tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Two products with the same mark cannot be told apart by the workflow after a lost response.</summary>
    public string Mark => (Plan.Name + "\n" + string.Join("\n", Plan.Properties.Select(property => property.Name))).ToUpperInvariant();

    public IEnumerable<string> AllImages => Images.Concat(VariantImages.SelectMany(images => images)).Distinct(StringComparer.Ordinal);
}

/// <summary>A contact. Fields without a value are null.</summary>
internal sealed record MappedContact(string Key, string Email)
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Phone { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>True if the contact must not receive marketing email.</summary>
    public bool OptedOut { get; init; }

    public override string ToString() => $"contact {Key}";
}

/// <summary>A collection with the keys of its products.</summary>
internal sealed record MappedCollection(string Key, string Name, IReadOnlyList<string> ProductKeys);

/// <summary>A discount with the keys of its products; none for all products.</summary>
internal sealed record MappedDiscount(string Key, DiscountCreate Create, IReadOnlyList<string> ProductKeys);
