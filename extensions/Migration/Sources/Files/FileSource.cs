using System.Runtime.CompilerServices;
using System.Text;
using ClickFunnels.Migration.Files;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration;

/// <summary>
/// Reads a shop from the files of a folder: <c>products</c>, <c>contacts</c>, <c>coupons</c> and <c>categories</c>, each as JSON Lines
/// (<c>.jsonl</c>) or CSV (<c>.csv</c>) in UTF-8. A missing file means that there are no such records. docs/migration.md describes the
/// fields.
/// </summary>
/// <remarks>
/// The files are read one record at a time. Rows with mistakes are rejected with file, line, field and fix (see
/// <see cref="ShopSource.OnRejected" />), and the reading continues. A file that cannot be read as a whole is a
/// <see cref="MigrationInputException" />.
/// </remarks>
public sealed class FileSource : ShopSource
{
    private readonly string _folder;

    /// <summary>Opens a folder. Only <c>source.json</c> is read, if there is one.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="name">
    /// Name of the source; null for the one in <c>source.json</c>, or <c>files:</c> and the name of the folder if there is none.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="MigrationInputException">
    /// The folder or <c>source.json</c> cannot be read, or the folder has no file of the layout.
    /// </exception>
    public FileSource(string folder, string? name = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.GetFullPath(folder);
        if (!Directory.Exists(_folder))
        {
            throw new MigrationInputException("The folder does not exist.", folder);
        }

        var description = SourceDescription.Read(_folder);
        Name = name ?? description?.Name ?? "files:" + Path.GetFileName(Path.TrimEndingDirectorySeparator(_folder));
        Notes = description?.Notes ?? [];
        if (description is null && Enum.GetValues<ShopRecordKind>().All(kind => Find(kind) is null))
        {
            throw new MigrationInputException(
                "The folder has no file of a shop. Add products, contacts, coupons or categories, as .jsonl or .csv.",
                folder
            );
        }
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override IReadOnlyList<string> Notes { get; }

    /// <inheritdoc />
    public override IAsyncEnumerable<ShopCategory> ReadCategoriesAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<ShopCategory>(static record => record.Key, cancellationToken);

    /// <inheritdoc />
    public override IAsyncEnumerable<ShopProduct> ReadProductsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<ShopProduct>(static record => record.Key, cancellationToken);

    /// <inheritdoc />
    public override IAsyncEnumerable<ShopContact> ReadContactsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<ShopContact>(static record => record.Key, cancellationToken);

    /// <inheritdoc />
    public override IAsyncEnumerable<ShopCoupon> ReadCouponsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<ShopCoupon>(static record => record.Key, cancellationToken);

    private async IAsyncEnumerable<T> ReadAsync<T>(Func<T, string> keyOf, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var kind = ShopFileNames.KindOf<T>();
        if (Find(kind) is not { } file)
        {
            yield break;
        }

        using var stream = Open(file);
        var start = new MalformedStart(file);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var count = 0;
        var rows = Rows(kind, file, stream, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var _ = rows.ConfigureAwait(false);
        while (await AdvanceAsync(rows, file).ConfigureAwait(false))
        {
            var row = rows.Current;
            if (++count > RowLimits.MaxRows)
            {
                throw new MigrationInputException($"The file has more than {RowLimits.MaxRows} rows. Divide it.", file, row.Line);
            }

            var problem = row.Problem;
            var record = problem is null ? RecordReader.Read<T>(row.Json.Span, out problem) : null;
            problem ??= CheckKey(keyOf(record!), kind, row.Line, lines);
            if (problem is not null)
            {
                var rejected = Rejected(row, problem, kind, file);
                if (!start.Holds(rejected, problem, row.Json.Span[0] == '['))
                {
                    Release(start);
                    Reject(rejected);
                }

                continue;
            }

            Release(start);
            yield return record!;
        }

        start.Complete();
    }

    private static async Task<bool> AdvanceAsync(IAsyncEnumerator<SourceRow> rows, string file)
    {
        try
        {
            return await rows.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MigrationInputException("The file cannot be read. Check the disk.", file, innerException: exception);
        }
    }

    private static IAsyncEnumerable<SourceRow> Rows(ShopRecordKind kind, string file, Stream stream, CancellationToken cancellationToken) =>
        Path.GetExtension(file) == ".jsonl" ? JsonLinesReader.ReadAsync(stream, file, cancellationToken)
        : kind == ShopRecordKind.Product ? CsvProductReader.ReadAsync(stream, file, cancellationToken)
        : CsvRecordReader.ReadAsync(stream, RecordShape.Of(TypeOf(kind)), file, cancellationToken);

    private static Type TypeOf(ShopRecordKind kind) =>
        kind switch
        {
            ShopRecordKind.Category => typeof(ShopCategory),
            ShopRecordKind.Contact => typeof(ShopContact),
            _ => typeof(ShopCoupon),
        };

    private static RecordProblem? CheckKey(string key, ShopRecordKind kind, int line, Dictionary<string, int> lines)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > RowLimits.MaxKeyLength)
        {
            return new RecordProblem("key", $"Expected a key of 1 to {RowLimits.MaxKeyLength} characters.");
        }

        return lines.TryAdd(key, line)
            ? null
            : new RecordProblem(
                "key",
                $"The {ShopFileNames.Noun(kind)} in line {lines[key]} has the same key. Remove one of the two, or give it a key of its "
                    + "own; rows of a product in CSV must follow each other."
            );
    }

    private static RejectedRow Rejected(SourceRow row, RecordProblem problem, ShopRecordKind kind, string file)
    {
        var key = RecordReader.FindKey(row.Json.Span);
        var isKey = !string.IsNullOrWhiteSpace(key) && key.Length <= RowLimits.MaxKeyLength;
        return new RejectedRow(
            new RejectedRecord(kind, isKey ? key! : $"{file}:{row.Line}", problem.Field, problem.Reason, file, row.Line),
            Encoding.UTF8.GetString((problem.IsMalformed ? SourceRow.Malformed(row.Line, row.Json.Span, problem).Json : row.Json).Span)
        );
    }

    private void Release(MalformedStart start)
    {
        foreach (var row in start.Release())
        {
            Reject(row);
        }
    }

    private string? Find(ShopRecordKind kind)
    {
        var found = ((string[])[ShopFileNames.JsonLines(kind), ShopFileNames.Csv(kind)])
            .Where(name => File.Exists(Path.Combine(_folder, name)))
            .ToList();
        return found.Count < 2
            ? found.FirstOrDefault()
            : throw new MigrationInputException($"The folder has {found[0]} and {found[1]}. Remove one of the two.", found[0]);
    }

    private FileStream Open(string file)
    {
        try
        {
            return new FileStream(Path.Combine(_folder, file), FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MigrationInputException("The file cannot be opened. Check its permissions.", file, innerException: exception);
        }
    }
}
