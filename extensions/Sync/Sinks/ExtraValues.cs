using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ClickFunnels.Sync;

/// <summary>Builds the JSON object of the column <c>_extra</c>.</summary>
/// <remarks>
/// A value that the database cannot store as JSON is written as <c>{"$json": "…"}</c>: an object whose only field is the JSON of the value
/// as text. A value that looks like this is written so, too. If a name cannot be stored, the whole object is written this way.
/// </remarks>
/// <param name="readsJson">True if the storage reads JSON and refuses some; false if it stores text.</param>
internal sealed class ExtraValues(bool readsJson)
{
    private const string Escape = "\"$json\"";

    private readonly List<(string Name, string Json)> _moved = [];

    /// <summary>Adds a value that does not fit its column, as JSON.</summary>
    public void Add(string name, string json) => _moved.Add((StorableJson.Quote(name), json));

    /// <summary>Returns the object for the values that a row brings and those that were added, and forgets the latter.</summary>
    public string? Take(string? extra)
    {
        if (extra is null && _moved.Count == 0)
        {
            return null;
        }

        var fields = Read(extra);
        foreach (var (name, json) in _moved)
        {
            var free = name;
            while (fields.Exists(field => field.Name == free))
            {
                free = free[..^1] + "_\"";
            }

            fields.Add((free, json));
        }

        _moved.Clear();
        return fields.TrueForAll(field => CanHold(field.Name) && !IsEscapeName(field.Name))
            ? Write(fields.Select(field => (field.Name, CanHold(field.Json) && !IsEscape(field.Json) ? field.Json : EscapeOf(field.Json))))
            : EscapeOf(Write(fields));
    }

    private static List<(string Name, string Json)> Read(string? extra)
    {
        if (extra is null)
        {
            return [];
        }

        if (StorableJson.Normalize(extra) is not { } normal)
        {
            return [(StorableJson.Quote(SyncTable.ExtraColumn), StorableJson.Quote(extra))];
        }

        using var document = JsonDocument.Parse(normal, new JsonDocumentOptions { MaxDepth = int.MaxValue });
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? [.. document.RootElement.EnumerateObject().Select(static field => (RawName(field), field.Value.GetRawText()))]
            : [(StorableJson.Quote(SyncTable.ExtraColumn), normal)];
    }

    // The escapes of a name are kept: it may have halves of surrogate pairs, which cannot be decoded.
    private static string RawName(JsonProperty field) => '"' + Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(field)) + '"';

    private bool CanHold(string json) => !readsJson || StorableJson.IsPortable(json);

    private static bool IsEscape(string json)
    {
        if (!json.AsSpan().TrimStart().StartsWith("{"))
        {
            return false;
        }

        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = int.MaxValue });
        return document.RootElement.EnumerateObject().Take(2).ToList() is [var field] && IsEscapeName(RawName(field));
    }

    private static bool IsEscapeName(string quoted)
    {
        if (quoted == Escape)
        {
            return true;
        }

        if (!quoted.Contains('\\', StringComparison.Ordinal) || !StorableJson.IsPortable(quoted))
        {
            return false;
        }

        using var name = JsonDocument.Parse(quoted);
        return name.RootElement.ValueEquals("$json");
    }

    private static string EscapeOf(string json) => $"{{{Escape}:{StorableJson.Quote(json)}}}";

    private static string Write(IEnumerable<(string Name, string Json)> fields) =>
        '{' + string.Join(',', fields.Select(static field => $"{field.Name}:{field.Json}")) + '}';
}
