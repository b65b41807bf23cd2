namespace ClickFunnels.Migration;

/// <summary>A record that was not carried, with the reason.</summary>
/// <param name="Kind">Kind of the record.</param>
/// <param name="Key">Key of the record in its shop.</param>
/// <param name="Field">Name of the field that is wrong, as in the file layout; null if the record as a whole is.</param>
/// <param name="Reason">What is wrong and how to fix it, without personal data.</param>
/// <param name="File">Name of the file that the record was read from; null if it was not read from a file.</param>
/// <param name="Line">Number of the line in the file, from 1.</param>
public sealed record RejectedRecord(ShopRecordKind Kind, string Key, string? Field, string Reason, string? File = null, int? Line = null);

/// <summary>Kinds of records that are moved.</summary>
public enum ShopRecordKind
{
    /// <summary>A <see cref="ShopCategory" />.</summary>
    Category,

    /// <summary>A <see cref="ShopProduct" />.</summary>
    Product,

    /// <summary>A <see cref="ShopContact" />.</summary>
    Contact,

    /// <summary>A <see cref="ShopCoupon" />.</summary>
    Coupon,
}
