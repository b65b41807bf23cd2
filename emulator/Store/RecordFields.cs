using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Store;

/// <summary>
/// The fields of a record: as nodes or, for one of very many records, as JSON that is read when it is needed. Nodes take much more memory.
/// Thread-safe for reading.
/// </summary>
internal sealed class RecordFields(JsonObject nodes)
{
    private volatile JsonObject? _nodes = nodes;
    private volatile byte[]? _json;
    private RecentFields? _recent;

    /// <summary>Gets the fields. Those of a packed record must not be changed.</summary>
    public JsonObject Nodes
    {
        get
        {
            if (_nodes is { } known)
            {
                return known;
            }

            var read = (JsonObject)JsonNode.Parse(_json)!;
            _nodes = read;
            _recent!.Add(this);
            return read;
        }
    }

    /// <summary>Turns the fields into JSON. They must not be changed afterwards.</summary>
    /// <param name="recent">Remembers the fields that were read last.</param>
    public void Pack(RecentFields recent)
    {
        if (_json is null && _nodes is { } known)
        {
            _recent = recent;
            _json = Encoding.UTF8.GetBytes(known.ToJsonString());
            _nodes = null;
        }
    }

    /// <summary>Lets go of the nodes of packed fields.</summary>
    public void Forget() => _nodes = null;

    /// <summary>Returns a text; null if there is none. It does not read the other fields of a packed record.</summary>
    public string? Text(string name) =>
        _nodes is { } known ? (known[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null)
        : Find(name, out var reader) && reader.TokenType == JsonTokenType.String ? reader.GetString()
        : null;

    /// <summary>Returns an integer; null if there is none.</summary>
    public long? Number(string name) =>
        _nodes is { } known ? (known[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null)
        : Find(name, out var reader) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var found) ? found
        : null;

    /// <summary>Returns true if the field is true.</summary>
    public bool Flag(string name) =>
        _nodes is { } known
            ? known[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag
            : Find(name, out var reader) && reader.TokenType == JsonTokenType.True;

    private bool Find(string name, out Utf8JsonReader reader)
    {
        reader = new Utf8JsonReader(_json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
