using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.References;

/// <summary>A document and those that its references lead to; each is read once.</summary>
internal sealed class ReferencedDocuments
{
    /// <summary>The maximum number of documents that references may lead to.</summary>
    public const int MaxDocuments = 1000;

    private readonly ReferenceSource _source;
    private readonly Dictionary<string, ReferencedDocument> _loaded = new(StringComparer.Ordinal);
    private int _bytes;

    public ReferencedDocuments(SpecFile root, ReferenceSource source)
    {
        _source = source;
        Root = new ReferencedDocument(source.Document, root);
        _loaded.Add(source.Document, Root);
    }

    public ReferencedDocument Root { get; }

    public IEnumerable<ReferencedDocument> Loaded => _loaded.Values;

    /// <summary>Finds the schema with an <c>$id</c>.</summary>
    public (ReferencedDocument Document, string Pointer)? ById(string id)
    {
        foreach (var document in Loaded)
        {
            if (document.ById(id) is { } pointer)
            {
                return (document, pointer);
            }
        }

        return null;
    }

    /// <summary>Reads the document that a reference leads to.</summary>
    /// <exception cref="ReferenceException">The document must not be read.</exception>
    /// <exception cref="InputException">The document cannot be read.</exception>
    public async Task<ReferencedDocument> LoadAsync(ReferencedDocument from, string reference, CancellationToken cancellationToken)
    {
        var name = _source.Combine(from.Name, reference);
        if (_loaded.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_loaded.Count > MaxDocuments)
        {
            throw new ReferenceException($"is one too many: references may lead to at most {MaxDocuments} documents.");
        }

        var bytes = await _source.ReadAsync(name, SpecSource.MaxBytes, cancellationToken);
        _bytes += bytes.Length;
        if (_bytes > SpecSource.MaxBytes)
        {
            throw new ReferenceException(
                $"leads to too much: all documents together may have at most {SpecSource.MaxBytes / 1024 / 1024} MB."
            );
        }

        var document = new ReferencedDocument(name, SpecFile.Parse(_source.NameOf(name), bytes));
        _loaded.Add(name, document);
        return document;
    }
}

/// <summary>A document with its anchors and ids.</summary>
internal sealed class ReferencedDocument
{
    private readonly List<(string Name, string Pointer)> _anchors = [];
    private readonly List<(string Name, string Pointer)> _dynamicAnchors = [];
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <param name="name">The name by which it is read.</param>
    /// <param name="file">The content.</param>
    public ReferencedDocument(string name, SpecFile file)
    {
        Name = name;
        File = file;
        Index();
    }

    public string Name { get; }

    public SpecFile File { get; }

    /// <summary>The name for people.</summary>
    public string ShownName => File.Name;

    /// <summary>The name of the file without folder and ending.</summary>
    public string Stem => Path.GetFileNameWithoutExtension(File.Name.TrimEnd('/')) is { Length: > 0 } stem ? stem : "Document";

    public string? ById(string id) => _ids.GetValueOrDefault(id);

    public IEnumerable<string> DynamicAnchors(string name) =>
        _dynamicAnchors.Where(anchor => anchor.Name == name).Select(anchor => anchor.Pointer);

    /// <summary>Gets the pointer to the schema with an <c>$id</c> that a node is in; empty if there is none.</summary>
    public string ResourceOf(JsonNode node)
    {
        for (var at = _ids.Count == 0 ? null : node; at is not null; at = at.Parent)
        {
            if (at is JsonObject map && Text(map, "$id") is { } id && _ids.TryGetValue(id, out var pointer))
            {
                return pointer;
            }
        }

        return "";
    }

    /// <summary>Finds the target of a fragment: a pointer or an anchor.</summary>
    /// <param name="fragment">The fragment, without its number sign.</param>
    /// <param name="resource">The pointer to the schema that pointers start at; empty for the document.</param>
    public (string Pointer, JsonNode Target)? Find(string fragment, string resource)
    {
        var text = Uri.UnescapeDataString(fragment);
        var pointers =
            text.Length == 0 || text[0] == '/'
                ? [resource + text, text]
                : _anchors
                    .Concat(_dynamicAnchors)
                    .Where(anchor => anchor.Name == text)
                    .OrderByDescending(anchor => anchor.Pointer.StartsWith(resource, StringComparison.Ordinal))
                    .Select(anchor => anchor.Pointer);
        foreach (var pointer in pointers)
        {
            if (JsonPointer.Find(File.Root, pointer) is { } target)
            {
                return (pointer, target);
            }
        }

        return null;
    }

    private void Index()
    {
        var waiting = new Stack<(JsonNode? Node, string Pointer)>([(File.Root, "")]);
        while (waiting.TryPop(out var at))
        {
            if (at.Node is JsonArray list)
            {
                foreach (var (index, item) in list.Index())
                {
                    Push(item, index.ToString(System.Globalization.CultureInfo.InvariantCulture), at.Pointer);
                }
            }
            else if (at.Node is JsonObject map)
            {
                Add(_anchors, Text(map, "$anchor"), at.Pointer);
                Add(_dynamicAnchors, Text(map, "$dynamicAnchor"), at.Pointer);
                if (Text(map, "$id") is { } id)
                {
                    _ids.TryAdd(id, at.Pointer);
                }

                foreach (var (key, value) in map)
                {
                    // These are data.
                    if (key is not ("example" or "examples" or "default" or "enum" or "const"))
                    {
                        Push(value, key, at.Pointer);
                    }
                }
            }
        }

        void Push(JsonNode? node, string token, string above)
        {
            if (node is JsonObject or JsonArray)
            {
                waiting.Push((node, JsonPointer.Append(above, token)));
            }
        }
    }

    private static void Add(List<(string, string)> anchors, string? name, string pointer)
    {
        if (name is not null)
        {
            anchors.Add((name, pointer));
        }
    }

    private static string? Text(JsonObject owner, string key) =>
        owner[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
