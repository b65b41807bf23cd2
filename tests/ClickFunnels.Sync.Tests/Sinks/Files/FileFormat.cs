using System.Globalization;
using ClickFunnels.Sync.Files;
using ClickFunnels.Sync.Parquet;
using CsvHelper;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Parquet;
using Parquet.Schema;

namespace ClickFunnels.Sync.Tests.Files;

/// <summary>A format of file sinks, with a reader of its files that shares nothing with the sink.</summary>
public sealed class FileFormat
{
    private readonly Func<string, FileSink> _create;
    private readonly Func<string, string, Task<List<FileRowRead>>> _read;

    private FileFormat(string name, Func<string, FileSink> create, Func<string, string, Task<List<FileRowRead>>> read)
    {
        Name = name;
        _create = create;
        _read = read;
    }

    public static FileFormat[] All { get; } =
    [
        new(
            "csv",
            static folder => new CsvSink(folder),
            static (folder, table) => Task.FromResult(ReadCsv(Path.Combine(folder, table + ".csv")))
        ),
        new(
            "jsonl",
            static folder => new JsonLinesSink(folder),
            static (folder, table) => Task.FromResult(ReadJsonLines(Path.Combine(folder, table + ".jsonl")))
        ),
        new(
            "parquet",
            static folder => new ParquetSink(folder, new ParquetSinkOptions { RowsPerPart = 25 }),
            static (folder, table) => ReadPartsAsync(Path.Combine(folder, table))
        ),
    ];

    public string Name { get; }

    public bool IsParquet => Name == "parquet";

    public FileSink Create(string folder) => _create(folder);

    public async Task<FileSink> OpenAsync(string folder)
    {
        var sink = Create(folder);
        await sink.OpenAsync();
        return sink;
    }

    /// <summary>Reads the files of a table.</summary>
    public Task<List<FileRowRead>> ReadAsync(string folder, string table) => _read(folder, FileNames.Of(table));

    public override string ToString() => Name;

    public static List<FileRowRead> ReadCsv(string path, string nullText = "")
    {
        using var file = File.OpenRead(path);
        using var reader = CsvReader.Create(
            file,
            CsvReaderOptions.Default with
            {
                HasHeader = false,
                MaxRecordSize = 1 << 24,
            },
            leaveOpen: true
        );
        Assert.That(reader.Read(), "The header is missing.");
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToList();
        Assert.That(names, Is.Unique);
        var rows = new List<FileRowRead>();
        while (reader.Read())
        {
            Assert.That(reader.FieldCount, Is.EqualTo(names.Count), "A row has not the fields of the header.");
            var row = new Dictionary<string, JToken>();
            for (var index = 0; index < names.Count; index++)
            {
                if (System.Text.Encoding.UTF8.GetString(reader.GetRawSpan(index)) != nullText)
                {
                    row.Add(names[index], reader.GetString(index));
                }
            }

            rows.Add(FileRowRead.Of(row));
        }

        return rows;
    }

    public static List<FileRowRead> ReadJsonLines(string path)
    {
        var text = File.ReadAllText(path);
        Assert.That(text, Is.Empty.Or.EndsWith("\n"));
        return
        [
            .. text.Split('\n')[..^1]
                .Select(static line =>
                    FileRowRead.Of(
                        ((JObject)ExactJson.Parse(line)).Properties().ToDictionary(static field => field.Name, static field => field.Value)
                    )
                ),
        ];
    }

    public static async Task<List<FileRowRead>> ReadPartsAsync(string folder)
    {
        var rows = new List<FileRowRead>();
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray() : [])
        {
            await using var reader = await ParquetReader.CreateAsync(path);
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                using var groupReader = reader.OpenRowGroupReader(group);
                var parts = Enumerable.Range(0, (int)groupReader.RowCount).Select(static _ => new Dictionary<string, JToken>()).ToList();
                foreach (var field in reader.Schema.DataFields)
                {
                    var values = await ReadAsync(groupReader, field);
                    for (var index = 0; index < parts.Count; index++)
                    {
                        if (values[index] is { } value)
                        {
                            parts[index]
                                .Add(
                                    field.Name,
                                    value is DateTime time
                                        ? FileJson.Time(new DateTimeOffset(time, TimeSpan.Zero))
                                        : JToken.FromObject(value)
                                );
                        }
                    }
                }

                rows.AddRange(parts.Select(FileRowRead.Of));
            }
        }

        return rows;
    }

    private static async Task<object?[]> ReadAsync(ParquetRowGroupReader group, DataField field)
    {
        var count = (int)group.RowCount;
        return field.ClrType switch
        {
            var type when type == typeof(long) => await ReadAsync<long>(group, field, count),
            var type when type == typeof(decimal) => await ReadAsync<decimal>(group, field, count),
            var type when type == typeof(bool) => await ReadAsync<bool>(group, field, count),
            var type when type == typeof(DateTime) => await ReadAsync<DateTime>(group, field, count),
            _ => await ReadTextAsync(group, field, count),
        };
    }

    private static async Task<object?[]> ReadTextAsync(ParquetRowGroupReader group, DataField field, int count)
    {
        var values = new string?[count];
        await group.ReadAsync(field, values.AsMemory());
        return values;
    }

    private static async Task<object?[]> ReadAsync<T>(ParquetRowGroupReader group, DataField field, int count)
        where T : struct
    {
        var values = new T?[count];
        await group.ReadAsync<T>(field, values.AsMemory());
        return [.. values.Cast<object?>()];
    }
}

/// <summary>A row that was read from a file.</summary>
public sealed record FileRowRead(
    long Workspace,
    long Id,
    long? Parent,
    Dictionary<string, JToken> Values,
    JObject? Extra,
    long Digest,
    string SyncedAt
)
{
    private static readonly JsonSerializerSettings EscapedJson = new() { StringEscapeHandling = StringEscapeHandling.EscapeNonAscii };

    public static FileRowRead Of(Dictionary<string, JToken> row)
    {
        var values = row.Where(static field => !field.Key.StartsWith('_') && field.Key != "id").ToDictionary();
        foreach (
            var name in row.Keys.Where(static name =>
                name.StartsWith('_') && name is not ("_workspace" or "_parent" or "_extra" or "_digest" or "_synced_at")
            )
        )
        {
            values.Add(name, row[name]);
        }

        return new FileRowRead(
            Number(row["_workspace"]),
            Number(row["id"]),
            row.TryGetValue("_parent", out var parent) ? Number(parent) : null,
            values,
            row.TryGetValue("_extra", out var extra) ? extra as JObject ?? (JObject)ExactJson.Parse((string)extra!) : null,
            Number(row["_digest"]),
            (string)row["_synced_at"]!
        );
    }

    private static long Number(JToken value) =>
        long.Parse(Convert.ToString(((JValue)value).Value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture);

    /// <summary>Returns the values from the columns and from <c>_extra</c> together, by name, as text that can be compared.</summary>
    public string AllValues(SyncTable table) =>
        Describe(
            table,
            Values.Concat(
                Extra is null ? [] : Extra.Properties().Select(static property => KeyValuePair.Create(property.Name, property.Value))
            )
        );

    public static string Describe(SyncTable table, SyncRow row)
    {
        var values = row
            .Values.Select((value, index) => (table.Columns[index].Name, Value: value))
            .Where(static item => item.Value is not null)
            .Select(static item =>
                KeyValuePair.Create(item.Name, item.Value is DateTimeOffset time ? FileJson.Time(time) : JToken.FromObject(item.Value!))
            );
        return Describe(
            table,
            values.Concat(
                row.Extra is null
                    ? []
                    : ((JObject)ExactJson.Parse(row.Extra))
                        .Properties()
                        .Select(static property => KeyValuePair.Create(property.Name, property.Value))
            )
        );
    }

    private static string Describe(SyncTable table, IEnumerable<KeyValuePair<string, JToken>> values)
    {
        var result = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            var type = table.Columns.FirstOrDefault(column => column.Name == name)?.Type;
            result.Add(name, Describe(type, value));
        }

        return string.Join(";", result.Select(static item => $"{item.Key}={item.Value}"));
    }

    private static string Describe(SyncColumnType? type, JToken value)
    {
        if (type == SyncColumnType.Json && value.Type == JTokenType.String && StorableJson.Normalize((string)value!) is not null)
        {
            value = ExactJson.Parse(StorableJson.EscapeLoneSurrogates((string)value!));
        }

        if (type is SyncColumnType.Json || value is not JValue { Value: { } single })
        {
            return JsonConvert.SerializeObject(value, EscapedJson);
        }

        // Other formats have numbers and flags as text.
        var text = single is DateTimeOffset time ? FileJson.Time(time) : Convert.ToString(single, CultureInfo.InvariantCulture)!;
        if (
            type == SyncColumnType.DecimalNumber
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        )
        {
            return (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
        }

        return JsonConvert.SerializeObject(bool.TryParse(text, out var flag) ? (flag ? "true" : "false") : text, EscapedJson);
    }
}
