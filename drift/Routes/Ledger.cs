using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Routing;
using CsvHelper;

namespace ClickFunnels.Drift.Routes;

/// <summary>
/// A list of documented operations: CSV or TSV with the columns method, path, operationId and, optionally, source; others are ignored.
/// </summary>
internal sealed record Ledger(string Name, IReadOnlyList<LedgerRow> Rows)
{
    private const int MaxRows = 100_000;
    private static readonly string[] Methods = [.. HttpMethods.All.Select(method => method.ToUpperInvariant())];
    private static readonly string[] Columns = ["method", "path", "operationId"];

    private static readonly CsvReaderOptions Options = new()
    {
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = 64 * 1024,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    public static async Task<Ledger> LoadAsync(string fileOrAddress, CancellationToken cancellationToken = default) =>
        Parse(fileOrAddress, await SpecSource.ReadAsync(fileOrAddress, cancellationToken));

    /// <exception cref="InputException">A column is missing, a row is wrong, or there is no row.</exception>
    public static Ledger Parse(string name, ReadOnlyMemory<byte> utf8)
    {
        // In all other files the separator is found in the text itself.
        var isTsv = Path.GetExtension(name).Equals(".tsv", StringComparison.OrdinalIgnoreCase);
        using var reader = CsvReader.Create(utf8, isTsv ? Options with { Separator = '\t' } : Options);
        try
        {
            return Read(name, reader);
        }
        catch (CsvFormatException exception)
        {
            throw new InputException(
                name,
                exception.LineNumber > 0 ? new SourcePosition((int)exception.LineNumber, 1) : null,
                "Malformed table: " + exception.Message,
                exception
            );
        }
    }

    private static Ledger Read(string name, CsvReader reader)
    {
        if (Columns.Where(column => !reader.TryGetFieldIndex(column, out _)).ToList() is { Count: > 0 } missing)
        {
            throw reader.Headers.Count > 0
                ? new InputException(
                    name,
                    new SourcePosition(1, 1),
                    $"The first line lacks the column {string.Join(", ", missing)}; it has {string.Join(", ", reader.Headers)}."
                )
                : new InputException(name, null, "The ledger is empty, so there is nothing to compare.");
        }

        var rows = new List<LedgerRow>();
        var routes = new Dictionary<string, LedgerRow>(StringComparer.Ordinal);
        var ids = new Dictionary<string, LedgerRow>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var row = ReadRow(name, reader);
            if (rows.Count == MaxRows)
            {
                throw new InputException(name, row.Position, $"The ledger has more than {MaxRows} operations.");
            }

            if (!routes.TryAdd($"{row.Method} {PathTemplate.Route(row.Path)}", row))
            {
                throw new InputException(
                    name,
                    row.Position,
                    $"Duplicate operation {row.Name}, first on line {routes[$"{row.Method} {PathTemplate.Route(row.Path)}"].Position.Line}."
                );
            }

            if (row.OperationId.Length > 0 && !ids.TryAdd(row.OperationId, row))
            {
                throw new InputException(
                    name,
                    row.Position,
                    $"Duplicate operationId {row.OperationId}, first on line {ids[row.OperationId].Position.Line}."
                );
            }

            rows.Add(row);
        }

        return rows.Count > 0
            ? new Ledger(name, rows)
            : throw new InputException(name, null, "The ledger has no operation, so there is nothing to compare.");
    }

    private static LedgerRow ReadRow(string name, CsvReader reader)
    {
        var position = new SourcePosition((int)reader.LineNumber, 1);
        var row = new LedgerRow(
            reader.GetString("method").ToUpperInvariant(),
            reader.GetString("path"),
            reader.GetString("operationId"),
            reader.TryGetFieldIndex("source", out var source) ? reader.GetString(source) : "",
            position
        );
        if (!Methods.Contains(row.Method))
        {
            throw new InputException(
                name,
                position,
                $"The method \"{row.Method}\" is not known. Expected one of {string.Join(", ", Methods)}."
            );
        }

        if (!row.Path.StartsWith('/'))
        {
            throw new InputException(name, position, $"The path \"{row.Path}\" has to begin with a slash.");
        }

        if (row.Path.Any(char.IsWhiteSpace))
        {
            throw new InputException(name, position, $"The path \"{row.Path}\" contains a space.");
        }

        return row;
    }
}
