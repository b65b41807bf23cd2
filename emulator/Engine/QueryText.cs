using Microsoft.AspNetCore.WebUtilities;

namespace ClickFunnels.Emulator.Engine;

/// <summary>The query of a request. Names are case-sensitive, as on the service.</summary>
internal sealed class QueryText
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    public QueryText(string? query)
    {
        foreach (var pair in new QueryStringEnumerable(query))
        {
            _pairs.Add(KeyValuePair.Create(pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        }
    }

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    /// <summary>The last value of a name, or null when it is missing or empty.</summary>
    public string? One(string name) => _pairs.LastOrDefault(pair => pair.Key == name).Value is { Length: > 0 } value ? value : null;

    public IEnumerable<string> All(string name) => _pairs.Where(pair => pair.Key == name).Select(pair => pair.Value);
}
