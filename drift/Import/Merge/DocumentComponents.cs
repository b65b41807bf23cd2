using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Import.Merge;

/// <summary>A component of one of several documents.</summary>
internal sealed class FileComponent(SpecFile file, string kind, string name, JsonNode node)
{
    /// <summary>The document.</summary>
    public SpecFile File { get; } = file;

    /// <summary>The folder under <c>components</c>, such as <c>schemas</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>The name in the document.</summary>
    public string Name { get; } = name;

    public JsonNode Node { get; } = node;

    /// <summary>The name in the merged document.</summary>
    public string NewName { get; set; } = name;
}

/// <summary>
/// The components of several documents. Two of one name are the same if they are equal, and so are those that they refer to, and so on.
/// Descriptions and titles do not count.
/// </summary>
internal sealed class DocumentComponents
{
    // Security requirements name their scheme without a reference, so another name would be lost.
    private const string NeverRenamed = "securitySchemes";

    // The keys of these are names.
    private static readonly HashSet<string> NameMaps =
    [
        "properties",
        "patternProperties",
        "dependentSchemas",
        "$defs",
        "definitions",
        "mapping",
        "variables",
        "headers",
        "examples",
        "links",
        "callbacks",
        "content",
        "responses",
        "schemas",
        "parameters",
        "requestBodies",
        "pathItems",
        "encoding",
        "scopes",
        NeverRenamed,
    ];

    private static readonly HashSet<string> Prose = ["description", "summary", "title", "externalDocs", "$comment"];

    private readonly Dictionary<(SpecFile File, string Kind, string Name), FileComponent> _components = [];
    private readonly Dictionary<(string Kind, string Name), FileComponent> _first = [];
    private readonly Dictionary<FileComponent, string> _states = [];

    public DocumentComponents(IReadOnlyList<SpecFile> files)
    {
        foreach (var file in files)
        {
            foreach (var (kind, folder) in file.Root["components"] as JsonObject ?? [])
            {
                foreach (var (name, node) in folder as JsonObject ?? [])
                {
                    if (node is not null)
                    {
                        var component = new FileComponent(file, kind, name, node);
                        _components.Add((file, kind, name), component);
                        _first.TryAdd((kind, name), component);
                    }
                }
            }
        }

        Compare();
    }

    /// <summary>Gets the components of the merged document.</summary>
    public IReadOnlyList<FileComponent> Kept { get; private set; } = [];

    /// <summary>Gets different components of one name, each with the first one of this name.</summary>
    public IReadOnlyList<(FileComponent First, FileComponent Other)> Different { get; private set; } = [];

    /// <summary>Gets a text that is equal for nodes that mean the same in their documents.</summary>
    public string TextOf(SpecFile file, JsonNode? node)
    {
        var references = new List<string>();
        var text = new StringBuilder();
        Write(node, false, text, references);
        foreach (var reference in references)
        {
            text.Append('\n').Append(Target(file, reference) is { } target ? $"{target.Kind}/{target.NewName}" : reference);
        }

        return text.ToString();
    }

    /// <summary>Gives the references of a copy the names of the merged document.</summary>
    public void Rename(SpecFile file, JsonNode copy)
    {
        var waiting = new Stack<JsonNode>([copy]);
        while (waiting.TryPop(out var node))
        {
            if (node is JsonObject map)
            {
                Rename(file, map, "$ref");
                if (map["discriminator"].Get("mapping") is JsonObject mapping)
                {
                    foreach (var key in mapping.Select(entry => entry.Key).ToList())
                    {
                        Rename(file, mapping, key);
                    }
                }
            }

            foreach (
                var child in node switch
                {
                    JsonObject members => members.Select(entry => entry.Value),
                    JsonArray list => list,
                    _ => [],
                }
            )
            {
                if (child is JsonObject or JsonArray)
                {
                    waiting.Push(child);
                }
            }
        }
    }

    private void Rename(SpecFile file, JsonObject owner, string key)
    {
        if (owner[key] is not JsonValue value || !value.TryGetValue<string>(out var text))
        {
            return;
        }

        if (Target(file, text) is { } target && target.NewName != target.Name)
        {
            var rest = string.Concat(
                JsonPointer.Tokens(Uri.UnescapeDataString(text[1..])).Skip(3).Select(token => "/" + JsonPointer.Escape(token))
            );
            owner[key] = $"#/components/{target.Kind}/{JsonPointer.Escape(target.NewName)}{rest}";
        }
        else if (key != "$ref" && _components.TryGetValue((file, "schemas", text), out var named) && named.NewName != named.Name)
        {
            owner[key] = named.NewName;
        }
    }

    private FileComponent? Target(SpecFile file, string reference) =>
        reference.StartsWith("#/components/", StringComparison.Ordinal)
        && JsonPointer.Tokens(Uri.UnescapeDataString(reference[1..])).Skip(1).Take(2).ToList() is [var kind, var name]
            ? _components.GetValueOrDefault((file, kind, name)) ?? _first.GetValueOrDefault((kind, name))
            : null;

    // First by their own text, then by the states of those that they refer to, until no further ones turn out to be different.
    private void Compare()
    {
        var texts = new Dictionary<FileComponent, (string Hash, List<string> References)>();
        foreach (var component in _components.Values)
        {
            var (text, references) = (new StringBuilder(), new List<string>());
            Write(component.Node, false, text, references);
            texts[component] = (Hash(text.ToString()), references);
            _states[component] = $"{component.Kind}/{component.Name}/{texts[component].Hash}";
        }

        for (int before = 0, now = States(); now > before; (before, now) = (now, States()))
        {
            var next = texts.ToDictionary(
                entry => entry.Key,
                entry =>
                    Hash(
                        _states[entry.Key]
                            + string.Concat(
                                entry.Value.References.Select(reference =>
                                    "\n" + (Target(entry.Key.File, reference) is { } target ? _states[target] : reference)
                                )
                            )
                    )
            );
            foreach (var (component, state) in next)
            {
                _states[component] = state;
            }
        }

        var different = new List<(FileComponent, FileComponent)>();
        var kept = new List<FileComponent>();
        var used = _first.Keys.ToHashSet();
        foreach (var group in _components.Values.GroupBy(component => (component.Kind, component.Name)))
        {
            var known = new Dictionary<string, FileComponent>(StringComparer.Ordinal);
            var first = group.First();
            foreach (var component in group)
            {
                if (known.TryGetValue(_states[component], out var same))
                {
                    component.NewName = same.NewName;
                    continue;
                }

                known.Add(_states[component], component);
                if (component != first)
                {
                    component.NewName = component.Kind == NeverRenamed ? first.NewName : FreeName(component, used);
                    if (texts[component].Hash != texts[first].Hash)
                    {
                        different.Add((first, component));
                    }
                }

                if (component == first || component.Kind != NeverRenamed)
                {
                    kept.Add(component);
                }
            }
        }

        (Kept, Different) = (kept, different);

        int States() => _states.Values.Distinct(StringComparer.Ordinal).Count();
    }

    // The name of the file without its ending goes before it.
    private static string FreeName(FileComponent component, HashSet<(string, string)> used)
    {
        var stem = string.Concat(
            Path.GetFileNameWithoutExtension(component.File.Name).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')
        );
        var free = $"{stem}_{component.Name}";
        for (var number = 2; !used.Add((component.Kind, free)); number++)
        {
            free = $"{stem}_{component.Name}_{number}";
        }

        return free;
    }

    private static void Write(JsonNode? node, bool names, StringBuilder text, List<string> references)
    {
        switch (node)
        {
            case JsonObject map:
                text.Append('{');
                foreach (var (key, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    if (!names && Prose.Contains(key))
                    {
                        continue;
                    }

                    text.Append('\n').Append(key.Length).Append(':').Append(key).Append('=');
                    if (!names && key == "$ref" && value is JsonValue reference)
                    {
                        references.Add(reference.ToString());
                    }
                    else
                    {
                        Write(value, !names && NameMaps.Contains(key), text, references);
                    }
                }

                text.Append('}');
                break;
            case JsonArray list:
                text.Append('[');
                foreach (var item in list)
                {
                    Write(item, false, text, references);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
