using System.Data.Common;
using System.Text;
using ClickFunnels.Sync.Imports;

namespace ClickFunnels.Sync;

/// <summary>
/// The rows of an import. They are read one at a time, so that the size of the input does not matter; and they are read again from the
/// start for a check and for a resumed import, so that the rows and their order must be the same each time.
/// </summary>
/// <remarks>
/// To write a source of your own, derive from this class, or use <see cref="Rows" />. Throw <see cref="ImportInputException" /> if the
/// input cannot be read.
/// </remarks>
public abstract class ImportSource
{
    /// <summary>Name for messages, such as the path of the file. It contains no password.</summary>
    public abstract string Name { get; }

    /// <summary>True if all rows have the same columns, so that a column that is missing is missing in all rows.</summary>
    internal virtual bool HasFixedColumns => false;

    /// <summary>Reads the rows from the start.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <exception cref="ImportInputException">The input cannot be read.</exception>
    public abstract IAsyncEnumerable<ImportRow> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a CSV file with a header. Quoted fields may contain line breaks. A byte order mark is recognized; without one, the file is
    /// UTF-8 unless the options say otherwise.
    /// </summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="delimiter">The delimiter; null to detect comma, semicolon, tab or bar.</param>
    /// <param name="encoding">The encoding; null for UTF-8, or what the byte order mark says.</param>
    public static ImportSource Csv(string path, char? delimiter = null, Encoding? encoding = null) =>
        new CsvImportSource(FileName(path), () => ImportFiles.Open(path), delimiter, encoding);

    /// <summary>Reads CSV from a stream, in the same way as from a file.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="open">Opens the stream at its start. It is closed after it was read.</param>
    /// <param name="delimiter">The delimiter; null to detect comma, semicolon, tab or bar.</param>
    /// <param name="encoding">The encoding; null for UTF-8, or what the byte order mark says.</param>
    public static ImportSource Csv(string name, Func<Stream> open, char? delimiter = null, Encoding? encoding = null) =>
        new CsvImportSource(FileName(name), open ?? throw new ArgumentNullException(nameof(open)), delimiter, encoding);

    /// <summary>
    /// Reads a JSON Lines file: one object in each line. The fields of nested objects become columns such as <c>address.city</c>.
    /// </summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="encoding">The encoding; null for UTF-8, or what the byte order mark says.</param>
    public static ImportSource JsonLines(string path, Encoding? encoding = null) =>
        new JsonLinesImportSource(FileName(path), () => ImportFiles.Open(path), encoding);

    /// <summary>Reads JSON Lines from a stream, in the same way as from a file.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="open">Opens the stream at its start. It is closed after it was read.</param>
    /// <param name="encoding">The encoding; null for UTF-8, or what the byte order mark says.</param>
    public static ImportSource JsonLines(string name, Func<Stream> open, Encoding? encoding = null) =>
        new JsonLinesImportSource(FileName(name), open ?? throw new ArgumentNullException(nameof(open)), encoding);

    /// <summary>
    /// Reads the rows of a database query. The query should sort the rows by a unique column, because a resumed import expects the same
    /// order.
    /// </summary>
    /// <param name="name">Name for messages, without a password.</param>
    /// <param name="open">Runs the query. The reader is closed after it was read.</param>
    public static ImportSource Table(string name, Func<CancellationToken, Task<DbDataReader>> open) =>
        new TableImportSource(FileName(name), open ?? throw new ArgumentNullException(nameof(open)));

    /// <summary>Takes rows that other code provides.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="rows">The rows. They can be enumerated several times.</param>
    public static ImportSource Rows(string name, IAsyncEnumerable<ImportRow> rows) =>
        new ProvidedImportSource(FileName(name), rows ?? throw new ArgumentNullException(nameof(rows)));

    /// <summary>Returns the name.</summary>
    public sealed override string ToString() => Name;

    private static string FileName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name;
    }

    private sealed class ProvidedImportSource(string name, IAsyncEnumerable<ImportRow> rows) : ImportSource
    {
        public override string Name => name;

        public override IAsyncEnumerable<ImportRow> ReadAsync(CancellationToken cancellationToken = default) => rows;
    }
}
