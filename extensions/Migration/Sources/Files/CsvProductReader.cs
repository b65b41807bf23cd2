using System.Runtime.CompilerServices;

namespace ClickFunnels.Migration.Files;

/// <summary>
/// Reads a CSV file of products. Rows with the same key follow each other and form a product, each row with a variant, or with a further
/// price of a variant.
/// </summary>
internal static class CsvProductReader
{
    public static async IAsyncEnumerable<SourceRow> ReadAsync(
        Stream stream,
        string file,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        CsvProductColumns? columns = null;
        CsvProduct? product = null;
        await foreach (var row in CsvRows.ReadAsync(stream, file, cancellationToken).ConfigureAwait(false))
        {
            if (columns is null)
            {
                columns = CsvProductColumns.Find(row.Cells, file);
                continue;
            }

            if (CsvRecordReader.Check(row, columns.Count) is { } problem)
            {
                if (product is not null && !columns.MayBelongTo(product.Key, row.Cells))
                {
                    yield return product.ToRow();
                    product = null;
                }

                // The product is not complete without this row.
                product?.Damage(row.Line);
                yield return CsvRecordReader.Invalid(row.Line, null, [row.Cells], problem);
                continue;
            }

            var key = columns.Text(row.Cells, "key") ?? "";
            if (product is not null && product.Key != key)
            {
                yield return product.ToRow();
                product = null;
            }

            product ??= new CsvProduct(columns, key);
            product.Add(row);
        }

        if (product is not null)
        {
            yield return product.ToRow();
        }
    }
}
