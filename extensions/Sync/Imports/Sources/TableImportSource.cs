using System.Data.Common;
using System.Runtime.CompilerServices;

namespace ClickFunnels.Sync.Imports;

/// <summary>Rows of a database query.</summary>
internal sealed class TableImportSource(string name, Func<CancellationToken, Task<DbDataReader>> open) : ImportSource
{
    public override string Name => name;

    internal override bool HasFixedColumns => true;

    public override async IAsyncEnumerable<ImportRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reader = await ReadOrThrowAsync(() => open(cancellationToken), 1).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            if (reader.FieldCount > ImportFiles.MaxColumns)
            {
                throw new ImportInputException(name, $"The query has more than {ImportFiles.MaxColumns} columns.");
            }

            string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            for (long line = 1; await ReadOrThrowAsync(() => reader.ReadAsync(cancellationToken), line).ConfigureAwait(false); line++)
            {
                yield return new ImportRow(line, columns, Values(reader, line), null);
            }
        }
    }

    private object?[] Values(DbDataReader reader, long line)
    {
        try
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            return [.. values.Select(static value => value is DBNull ? null : value)];
        }
        catch (Exception exception)
            when (exception is DbException or InvalidCastException or FormatException or OverflowException or IOException)
        {
            throw ImportFiles.Unreadable(name, exception, line);
        }
    }

    private async Task<T> ReadOrThrowAsync<T>(Func<Task<T>> read, long line)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or IOException or TimeoutException)
        {
            throw ImportFiles.Unreadable(name, exception, line);
        }
    }
}
