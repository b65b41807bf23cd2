namespace ClickFunnels.Migration;

/// <summary>Reads a shop. Each list is read once per migration, and its records are stored in the folder of the migration.</summary>
public abstract class ShopSource
{
    /// <summary>
    /// Identifies the shop among all others, such as <c>simvoly:shop.example.com</c>. Together with the key of a record it says where a
    /// record of ClickFunnels came from, so it must be the same in every run.
    /// </summary>
    public abstract string Name { get; }

    /// <summary>Reads the categories, parents before or after their children.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public abstract IAsyncEnumerable<ShopCategory> ReadCategoriesAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the products.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public abstract IAsyncEnumerable<ShopProduct> ReadProductsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the contacts.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public abstract IAsyncEnumerable<ShopContact> ReadContactsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the coupons.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public abstract IAsyncEnumerable<ShopCoupon> ReadCouponsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Receives the rows that the source cannot read; the reading continues after them. Without it, the first such row is a
    /// <see cref="MigrationInputException" />, so that no row is lost silently. The migration sets it.
    /// </summary>
    public Action<RejectedRow>? OnRejected { get; set; }

    /// <summary>Sentences about what this source cannot read, such as orders. The report shows them.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>Passes a row that cannot be read to <see cref="OnRejected" />.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="MigrationInputException">Nobody receives rejected rows.</exception>
    protected void Reject(RejectedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (OnRejected is not { } receive)
        {
            var record = row.Record;
            throw new MigrationInputException(
                (record.Field is null ? "" : $"Field {record.Field}: ") + record.Reason,
                record.File ?? Name,
                record.Line
            );
        }

        receive(row);
    }
}
