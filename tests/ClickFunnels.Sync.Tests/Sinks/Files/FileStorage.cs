using System.Globalization;
using ClickFunnels.Sync.Tests.Sinks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Tests.Files;

/// <summary>A folder with files.</summary>
internal sealed class FileStorage(FileFormat format) : SinkStorage
{
    private readonly TemporaryFolder _folder = new();
    private TemporaryFolder? _copy;
    private long _journalLength;

    public override string[] Arguments => [format.Name, _folder.Path];

    public override bool TakesSeveralSinks => false;

    /// <summary>Reads a copy of the folder, as it would be after the sink was closed or killed.</summary>
    public override async Task<IReadOnlyList<ReadRow>> ReadAsync(string table)
    {
        SyncTable stored;
        var folder = Copy();
        await using (var sink = SinkPrograms.Create([format.Name, folder]))
        {
            await sink.OpenAsync();
            stored = await sink.PrepareAsync(new SyncTable(table, []));
        }

        var types = stored.Columns.ToDictionary(static column => column.Name, static column => column.Type);
        var rows = await format.ReadAsync(folder, table);
        return [.. rows.Select(row => Convert(row, types)).OrderBy(static row => (row.Workspace, row.Id))];
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        _copy?.Dispose();
        return ValueTask.CompletedTask;
    }

    // Reading many tables would be slow with a copy for each.
    private string Copy()
    {
        var length = new FileInfo(_folder.File("_sink/commits.log")).Length;
        if (_copy is not null && _journalLength == length)
        {
            return _copy.Path;
        }

        _journalLength = length;
        _copy?.Dispose();
        _copy = new TemporaryFolder();
        foreach (
            var file in Directory
                .GetFiles(_folder.Path, "*", SearchOption.AllDirectories)
                .Where(static file => !file.EndsWith("lock", StringComparison.Ordinal))
        )
        {
            var path = _copy.File(Path.GetRelativePath(_folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }

        return _copy.Path;
    }

    private ReadRow Convert(FileRowRead row, Dictionary<string, SyncColumnType> types) =>
        new(
            row.Workspace,
            row.Id,
            row.Parent,
            row.Values.ToDictionary(static value => value.Key, value => Convert(value.Value, types[value.Key])),
            row.Extra is null ? null : Json(row.Extra),
            row.Digest,
            DateTimeOffset.Parse(row.SyncedAt, CultureInfo.InvariantCulture),
            null
        );

    private string Convert(JToken value, SyncColumnType type)
    {
        var text = value is JValue { Value: { } single } ? System.Convert.ToString(single, CultureInfo.InvariantCulture)! : "null";
        return type switch
        {
            SyncColumnType.WholeNumber => CanonicalJson.Of(long.Parse(text, CultureInfo.InvariantCulture), type),
            SyncColumnType.DecimalNumber => CanonicalJson.Of(decimal.Parse(text, CultureInfo.InvariantCulture), type),
            SyncColumnType.Boolean => CanonicalJson.Of(bool.Parse(text), type),
            SyncColumnType.Timestamp => CanonicalJson.Of(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture), type),
            SyncColumnType.Json when format.Name == "jsonl" => CanonicalJson.Of(Json(value), type),
            _ => CanonicalJson.Of(text, type),
        };
    }

    private static string Json(JToken value) =>
        JsonConvert.SerializeObject(
            value,
            new JsonSerializerSettings { StringEscapeHandling = StringEscapeHandling.EscapeNonAscii, MaxDepth = null }
        );
}
