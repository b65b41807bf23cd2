using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync;

/// <summary>Makes rows of records. It learns the columns of fields that the contract does not have.</summary>
internal sealed class RecordConverter
{
    /// <summary>The largest number of columns for fields that the contract does not have; further ones go to <c>_extra</c>.</summary>
    public const int MaxFurtherColumns = 200;

    private const int MaxNameLength = 128;

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly IReadOnlyCollection<string>? _fields;
    private List<KeyValuePair<string, int>> _ordered = [];
    private int _further;

    /// <summary>Creates a reader.</summary>
    /// <param name="table">The table as it is stored.</param>
    /// <param name="fields">The fields to keep; null for all.</param>
    public RecordConverter(SyncTable table, IReadOnlyCollection<string>? fields)
    {
        _fields = fields;
        Table = table;
        Use(table);
    }

    /// <summary>The table, with the columns that were learned.</summary>
    public SyncTable Table { get; private set; }

    /// <summary>Takes the table as it is stored, after it was changed.</summary>
    public void Use(SyncTable table)
    {
        Table = table;
        _columns.Clear();
        _further = 0;
        for (var index = 0; index < table.Columns.Count; index++)
        {
            _columns[table.Columns[index].Name] = index;
            _further += table.Columns[index].IsDocumented ? 0 : 1;
        }

        Order();
    }

    /// <summary>Returns the id of a record; null if it is not a whole number.</summary>
    public static long? IdOf(JObject record) =>
        record[SyncTable.IdColumn] switch
        {
            JValue { Type: JTokenType.Integer, Value: long id } => id,
            JValue { Type: JTokenType.String, Value: string text }
                when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) => id,
            _ => null,
        };

    /// <summary>Returns a time of a record; null if it has none.</summary>
    public static DateTimeOffset? TimeOf(JObject record, string field) =>
        record[field] is JValue { Value: string text } && TryGetTime(text, out var time) ? time : null;

    /// <summary>Makes a row of a record. Fields that no column has yet are added to <see cref="Table" />.</summary>
    public SyncRow Read(JObject record, long id, long? parent, DateTimeOffset sentAt)
    {
        var values = new object?[Table.Columns.Count];
        JObject? extra = null;
        List<object?>? added = null;
        foreach (var (name, token) in record)
        {
            if (name == SyncTable.IdColumn || token is null || token.Type == JTokenType.Null || _fields?.Contains(name) == false)
            {
                continue;
            }

            if (!_columns.TryGetValue(name, out var index))
            {
                if (!TryLearn(name))
                {
                    (extra ??= [])[name] = token;
                    continue;
                }

                index = Table.Columns.Count - 1;
            }

            if (TryConvert(token, Table.Columns[index].Type, out var value))
            {
                if (index < values.Length)
                {
                    values[index] = value;
                }
                else
                {
                    added ??= [];
                    while (added.Count < index - values.Length)
                    {
                        added.Add(null);
                    }

                    added.Add(value);
                }
            }
            else
            {
                (extra ??= [])[name] = token;
            }
        }

        IReadOnlyList<object?> all = added is null ? values : [.. values, .. added];
        var text = extra?.ToString(Formatting.None);
        return new SyncRow
        {
            Id = id,
            Parent = parent,
            Values = all,
            Extra = text,
            Digest = Digest(all, text, parent),
            SyncedAt = sentAt,
        };
    }

    private bool TryLearn(string name)
    {
        if (_further >= MaxFurtherColumns || name.Length is 0 or > MaxNameLength || name[0] == '_')
        {
            return false;
        }

        Table = Table.With(new SyncColumn(name, SyncColumnType.Json, IsDocumented: false));
        _columns.Add(name, Table.Columns.Count - 1);
        _further++;
        Order();
        return true;
    }

    private static int FractionLength(string text)
    {
        var rest = text.AsSpan(19);
        if (rest.Length == 0 || rest[0] != '.')
        {
            return 0;
        }

        var end = rest[1..].IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? rest.Length - 1 : end;
    }

    private void Order() => _ordered = [.. _columns.OrderBy(static pair => pair.Key, StringComparer.Ordinal)];

    private static bool TryConvert(JToken token, SyncColumnType type, out object? value)
    {
        value = null;
        switch (type)
        {
            case SyncColumnType.Json:
                value = token.ToString(Formatting.None);
                return true;
            case SyncColumnType.Text:
                value = token.Type == JTokenType.String ? (string?)token : null;
                return value is not null;
            case SyncColumnType.Boolean:
                value = token is JValue { Value: bool flag } ? flag : null;
                return value is not null;
            case SyncColumnType.WholeNumber:
                value = token is JValue { Value: long number } ? number : null;
                return value is not null;
            case SyncColumnType.DecimalNumber:
                value = TryGetDecimal(token, out var digits) ? digits : null;
                return value is not null;
            default:
                value = token is JValue { Value: string text } && TryGetTime(text, out var time) ? time : null;
                return value is not null;
        }
    }

    // The digits must come back as they were sent.
    private static bool TryGetDecimal(JToken token, out decimal value)
    {
        var text = token switch
        {
            JValue { Value: string sent } => sent,
            JValue { Value: long number } => number.ToString(CultureInfo.InvariantCulture),
            _ => token.Type is JTokenType.Float or JTokenType.Raw ? token.ToString(Formatting.None) : "",
        };
        return decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out value
            )
            && value.ToString(CultureInfo.InvariantCulture) == text;
    }

    // A time with more digits than microseconds, which databases round, is kept as it is instead.
    private static bool TryGetTime(string text, out DateTimeOffset value)
    {
        value = default;
        return text.Length is > 18 and < 40
            && text[10] == 'T'
            && DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out value
            )
            && FractionLength(text) <= 6;
    }

    // Empty columns do not count, so that a new column does not change the digest of the rows without a value in it.
    private long Digest(IReadOnlyList<object?> values, string? extra, long? parent)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, parent?.ToString(CultureInfo.InvariantCulture) ?? "", '^');
        foreach (var (name, index) in _ordered)
        {
            if (index < values.Count && values[index] is { } value)
            {
                Add(hash, name, '=');
                Add(hash, Text(value), ';');
            }
        }

        Add(hash, extra ?? "", '$');
        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadInt64LittleEndian(digest);
    }

    private static string Text(object value) =>
        value switch
        {
            DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    // The length keeps two texts from running together.
    private static void Add(IncrementalHash hash, string text, char separator)
    {
        Span<byte> length = stackalloc byte[6];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        BinaryPrimitives.WriteInt16LittleEndian(length[4..], (short)separator);
        hash.AppendData(length);
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
