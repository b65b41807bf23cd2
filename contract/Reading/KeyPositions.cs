using System.Text.Json.Nodes;

namespace ClickFunnels.Contracts.Reading;

/// <summary>The positions of the keys of mappings.</summary>
internal sealed class KeyPositions
{
    private readonly Dictionary<(JsonObject Map, string Key), SourcePosition> _positions = [];

    /// <summary>Remembers the position of a key.</summary>
    public void Add(JsonObject map, string key, SourcePosition position) => _positions[(map, key)] = position;

    /// <summary>Gets the position of a key; null if it is not known.</summary>
    public SourcePosition? Of(JsonObject map, string key) => _positions.TryGetValue((map, key), out var position) ? position : null;
}
