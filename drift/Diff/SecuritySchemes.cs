using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Diff;

/// <summary>The security schemes of two documents. A renamed scheme counts as the same.</summary>
internal sealed class SecuritySchemes
{
    private readonly Dictionary<string, string> _oldNames = new(StringComparer.Ordinal);

    public SecuritySchemes(ApiDocument before, ApiDocument after)
    {
        Old = Of(before);
        New = Of(after);
        var missing = Old.Where(scheme => !New.ContainsKey(scheme.Key)).ToList();
        foreach (var (name, scheme) in New.Where(scheme => !Old.ContainsKey(scheme.Key)))
        {
            var same = missing.Where(other => Kind(other.Value) == Kind(scheme)).ToList();
            if (same.Count == 1 && New.Count(other => !Old.ContainsKey(other.Key) && Kind(other.Value) == Kind(scheme)) == 1)
            {
                _oldNames.Add(name, same[0].Key);
            }
        }
    }

    /// <summary>Schemes of the old document by name.</summary>
    public IReadOnlyDictionary<string, JsonObject> Old { get; }

    /// <summary>Schemes of the new document by name.</summary>
    public IReadOnlyDictionary<string, JsonObject> New { get; }

    /// <summary>Gets the old name of a scheme of the new document.</summary>
    public string OldName(string newName) => _oldNames.GetValueOrDefault(newName, newName);

    /// <summary>Describes the kind of a scheme: <c>http bearer</c>, <c>apiKey in header X-Key</c>.</summary>
    public static string Kind(JsonObject scheme) =>
        scheme["type"]?.ToString() switch
        {
            "http" => $"http {scheme["scheme"]?.ToString().ToLowerInvariant()}",
            "apiKey" => $"apiKey in {scheme["in"]} {scheme["name"]}",
            var type => type ?? "unknown",
        };

    private static Dictionary<string, JsonObject> Of(ApiDocument document)
    {
        var schemes = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (name, scheme) in document.Root["components"].Get("securitySchemes") as JsonObject ?? [])
        {
            if (document.Follow(scheme, $"/components/securitySchemes/{name}") is (JsonObject found, _))
            {
                schemes.TryAdd(name, found);
            }
        }

        return schemes;
    }
}
