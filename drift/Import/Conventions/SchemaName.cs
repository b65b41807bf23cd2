using ClickFunnels.Contracts.Naming;

namespace ClickFunnels.Drift.Import.Conventions;

/// <summary>The default name of a schema.</summary>
/// <param name="Owner">Name of the owning schema, or the name of the schema itself if it is a whole body.</param>
/// <param name="Property">Property of the owner; empty for a whole body.</param>
/// <param name="IsItem">True for an item of the property, which is then a plural.</param>
/// <param name="IsWhole">True for a whole body.</param>
internal sealed record SchemaName(string Owner, string Property = "", bool IsItem = false, bool IsWhole = false)
{
    /// <summary>Name of an object: <c>OrderInvoice</c> and <c>line_items</c> are <c>OrderInvoiceLineItem</c>.</summary>
    public string Object => IsWhole ? Owner : Owner + PropertyName;

    /// <summary>Name of an enumeration, which requests and responses share: <c>StoreStatus</c>, also for <c>StoreCreate</c>.</summary>
    public string Enumeration => IsWhole ? Owner : Stem + PropertyName;

    private string PropertyName => CSharpIdentifier.Pascal(IsItem ? EnglishText.Singular(WithoutAttributes) : WithoutAttributes);

    // Rails says line_items_attributes for line items that are written with their owner.
    private string WithoutAttributes => Property.EndsWith("_attributes", StringComparison.Ordinal) ? Property[..^11] : Property;

    private string Stem =>
        Owner.EndsWith("Create", StringComparison.Ordinal)
        || Owner.EndsWith("Update", StringComparison.Ordinal)
        || Owner.EndsWith("Filter", StringComparison.Ordinal)
            ? Owner[..^6]
            : Owner;
}
