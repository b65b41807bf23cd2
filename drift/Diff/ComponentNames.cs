using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Diff;

/// <summary>
/// Maps the names of component schemas in two documents. One of them may be ours, with the vendor's names in <c>x-vendor-schema</c>.
/// </summary>
internal sealed class ComponentNames(ApiDocument before, ApiDocument after)
{
    private readonly Dictionary<string, HashSet<string>> _old = Read(before);
    private readonly Dictionary<string, HashSet<string>> _new = Read(after);

    /// <summary>Returns true if the new document has a component of the old one, under its own name or its vendor name.</summary>
    public bool IsInNew(string oldName) => Known(_old, oldName).Any(_new.ContainsKey);

    /// <summary>Returns true if the old document has a component of the new one.</summary>
    public bool IsInOld(string newName) => Known(_new, newName).Any(_old.ContainsKey);

    /// <summary>Returns true if both names mean the same component.</summary>
    public bool Same(string oldName, string newName) => Known(_old, oldName).Overlaps(Known(_new, newName));

    /// <summary>Gets the names of the components that operations reach.</summary>
    public static HashSet<string> ReachedIn(ApiDocument document)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<JsonNode?>([document.Root["paths"], document.Root["webhooks"]]);
        while (waiting.TryPop(out var node))
        {
            if (node is JsonArray list)
            {
                foreach (var item in list)
                {
                    waiting.Push(item);
                }
            }
            else if (node is JsonObject map)
            {
                foreach (var (_, value) in map)
                {
                    waiting.Push(value);
                }

                if (map["$ref"] is JsonValue reference)
                {
                    Reach(reference.ToString());
                }

                foreach (var (_, target) in map["discriminator"].Get("mapping") as JsonObject ?? [])
                {
                    Reach(
                        target?.ToString() is { } text && document.ComponentSchemas.Contains(text)
                            ? "#/components/schemas/" + JsonPointer.Escape(text)
                            : $"{target}"
                    );
                }
            }
        }

        return reached;

        void Reach(string reference)
        {
            var pointer = reference.StartsWith('#') ? Uri.UnescapeDataString(reference[1..]) : "";
            if (pointer.Length == 0 || !seen.Add(pointer))
            {
                return;
            }

            var target = JsonPointer.Find(document.Root, pointer);
            if (JsonPointer.Tokens(pointer).ToList() is ["components", "schemas", var name, ..])
            {
                reached.Add(name);
                foreach (var subclass in target.Get("discriminator") is null ? [] : document.SubclassesOf(name))
                {
                    Reach("#/components/schemas/" + JsonPointer.Escape(subclass));
                }
            }

            waiting.Push(target);
        }
    }

    private static HashSet<string> Known(Dictionary<string, HashSet<string>> names, string name) => names.GetValueOrDefault(name) ?? [name];

    // Every name of a component leads to all of its names.
    private static Dictionary<string, HashSet<string>> Read(ApiDocument document)
    {
        var names = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (name, schema) in document.Root["components"].Get("schemas") as JsonObject ?? [])
        {
            var all = new HashSet<string>(StringComparer.Ordinal) { name };
            if (schema is JsonObject map && map["x-vendor-schema"] is JsonValue vendor)
            {
                all.Add(vendor.ToString());
            }

            foreach (var one in all)
            {
                if (!names.TryAdd(one, all))
                {
                    names[one].UnionWith(all);
                }
            }
        }

        return names;
    }
}
