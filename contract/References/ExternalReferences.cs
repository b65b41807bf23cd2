using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Structure;

namespace ClickFunnels.Contracts.References;

/// <summary>
/// Puts what references to other documents lead to into the document: below its components, as tools that bundle documents do. References
/// by anchor or id (3.1) become references by pointer. After that all references begin with <c>#/</c>.
/// </summary>
internal sealed class ExternalReferences
{
    private const int MaxChain = 50;
    private const string Ref = "$ref";
    private const string DynamicRef = "$dynamicRef";
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];
    private readonly SpecFile _root;
    private readonly ReferencedDocuments _documents;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<(string Document, string Pointer, string Component), string> _placed = [];
    private readonly Queue<Part> _waiting = [];
    private int _copied;

    private ExternalReferences(SpecFile root, ReferenceSource source, CancellationToken cancellationToken)
    {
        _root = root;
        _documents = new ReferencedDocuments(root, source);
        _cancellationToken = cancellationToken;
    }

    /// <summary>Resolves the references of a document that lead out of it.</summary>
    /// <exception cref="InputException">A reference has no target, or must not be followed.</exception>
    public static async Task ResolveAsync(SpecFile root, ReferenceSource source, CancellationToken cancellationToken)
    {
        var references = new ExternalReferences(root, source, cancellationToken);

        // The document is changed while it is visited, and what is put into it has another base for its references.
        var own = StructureWalker.Each(root.Root, "", DocumentShape.Root).ToList();
        await references.PlaceComponentsAsync();
        await references.VisitAsync(own, references._documents.Root);
        while (references._waiting.TryDequeue(out var part))
        {
            await references.VisitAsync([.. StructureWalker.Each(part.Node, "", part.Shape)], part.Document);
        }
    }

    // A component that is nothing but a reference to another document gives its name to what it refers to.
    private async Task PlaceComponentsAsync()
    {
        foreach (var (kind, folder) in (_root.Root["components"] as JsonObject ?? []).ToList())
        {
            if (folder is not JsonObject members || DocumentShape.Component(kind) is not { } shape)
            {
                continue;
            }

            foreach (var (name, member) in members.ToList())
            {
                if (
                    member is JsonObject { Count: 1 } alias
                    && Text(alias, Ref) is { } reference
                    && !reference.StartsWith('#')
                    && await FindAsync(alias, Ref, reference, _documents.Root) is var (document, pointer, target)
                    && document != _documents.Root
                )
                {
                    var key = (document.Name, pointer, kind);
                    if (_placed.TryAdd(key, JsonPointer.Append("/components/" + kind, name)))
                    {
                        var copy = Copy(document, target);
                        members[name] = copy;
                        _waiting.Enqueue(new Part(copy, shape, document));
                    }
                }
            }
        }
    }

    private async Task VisitAsync(IReadOnlyList<ShapedNode> nodes, ReferencedDocument document)
    {
        foreach (var at in nodes)
        {
            await VisitAsync(at, document);
        }
    }

    private async Task VisitAsync(ShapedNode at, ReferencedDocument document)
    {
        if (at.Reference is { } reference)
        {
            await ReferenceAsync(at, reference, document);
        }

        if (at.Shape == DocumentShape.Schema && Text(at.Node, DynamicRef) is { } dynamic)
        {
            Dynamic(at, dynamic, document);
        }

        if (at.Shape == DocumentShape.Schema && at.Node["discriminator"] is JsonObject discriminator)
        {
            foreach (var (value, _) in (discriminator["mapping"] as JsonObject ?? []).ToList())
            {
                await MappingAsync((JsonObject)discriminator["mapping"]!, value, document);
            }
        }
    }

    private async Task ReferenceAsync(ShapedNode at, string reference, ReferencedDocument document)
    {
        // A pointer without a target is a finding of the comparison, not an error.
        if (
            document == _documents.Root
            && (reference == "#" || reference.StartsWith("#/", StringComparison.Ordinal))
            && document.ResourceOf(at.Node) is var resource
            && (resource.Length == 0 || document.Find(reference[1..], resource) is null)
        )
        {
            return;
        }

        var found = await FindAsync(at.Node, Ref, reference, document);
        if (at.Shape == DocumentShape.PathItem && found.Document != _documents.Root)
        {
            await ReplaceAsync(at, reference, found, document);
        }
        else
        {
            Write(at.Node, Ref, Place(found, at.Shape));
        }
    }

    // A path item is put where the reference is, because 3.0 has no place for it among the components.
    private async Task ReplaceAsync(ShapedNode at, string reference, Found found, ReferencedDocument document)
    {
        for (var step = 0; found.Target is JsonObject next && Text(next, Ref) is { } further; step++)
        {
            if (step == MaxChain)
            {
                throw Error(at.Node, Ref, reference, document, "leads back to itself.");
            }

            found = await FindAsync(next, Ref, further, found.Document);
            if (found.Document == _documents.Root)
            {
                Write(at.Node, Ref, found.Pointer);
                return;
            }
        }

        if (Copy(found.Document, found.Target) is not JsonObject copy)
        {
            throw Error(at.Node, Ref, reference, document, "leads to a value that is not an object.");
        }

        at.Node.Clear();
        foreach (var (name, value) in copy.ToList())
        {
            copy.Remove(name);
            at.Node.Add(name, value);
        }

        _waiting.Enqueue(new Part(at.Node, at.Shape, found.Document));
    }

    private async Task MappingAsync(JsonObject mapping, string value, ReferencedDocument document)
    {
        if (Text(mapping, value) is not { } target || target.StartsWith("#/", StringComparison.Ordinal) && document == _documents.Root)
        {
            return;
        }

        if (_root.Root["components"].Get("schemas") is JsonObject schemas && schemas.ContainsKey(target))
        {
            return;
        }

        var name = "/components/schemas/" + JsonPointer.Escape(target);
        if (document != _documents.Root && JsonPointer.Find(document.File.Root, name) is { } component)
        {
            Write(mapping, value, Place(new Found(document, name, component), DocumentShape.Schema));
        }
        else if (
            target.AsSpan().ContainsAny('#', '/') || Endings.Any(ending => target.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        )
        {
            var found = await FindAsync(mapping, value, target, document);
            Write(mapping, value, Place(found, DocumentShape.Schema));
        }
    }

    // With one anchor of the name, the place where the schema is used makes no difference.
    private void Dynamic(ShapedNode at, string reference, ReferencedDocument document)
    {
        var anchors =
            reference.StartsWith('#') && !reference.StartsWith("#/", StringComparison.Ordinal)
                ? _documents
                    .Loaded.SelectMany(loaded => loaded.DynamicAnchors(reference[1..]).Select(pointer => (loaded, pointer)))
                    .ToList()
                : [];
        if (anchors.Count > 1)
        {
            throw Error(
                at.Node,
                DynamicRef,
                reference,
                document,
                $"has {anchors.Count} possible targets, and which one applies depends on the caller. That is not supported: use $ref."
            );
        }

        var found =
            anchors is [var (owner, place)] ? new Found(owner, place, JsonPointer.Find(owner.File.Root, place)!)
            : reference.StartsWith('#') && document.Find(reference[1..], "") is var (pointer, target) ? new Found(document, pointer, target)
            : throw Error(at.Node, DynamicRef, reference, document, "has no target.");
        Write(at.Node, DynamicRef, Place(found, DocumentShape.Schema));
        at.Node.Remove(DynamicRef, out var value);
        at.Node.TryAdd(Ref, value);
    }

    private async Task<Found> FindAsync(JsonObject owner, string key, string reference, ReferencedDocument from)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var (address, fragment) = hash < 0 ? (reference, "") : (reference[..hash], reference[(hash + 1)..]);
        if (address.Length > 0 && _documents.ById(address) is var (identified, at))
        {
            return identified.Find(fragment, at) is var (inside, node)
                ? new Found(identified, inside, node)
                : throw Error(owner, key, reference, from, $"has no target: the schema \"{address}\" has nothing at #{fragment}.");
        }

        var document = from;
        if (address.Length > 0)
        {
            try
            {
                document = await _documents.LoadAsync(from, address, _cancellationToken);
            }
            catch (ReferenceException exception)
            {
                throw Error(owner, key, reference, from, exception.Message, exception);
            }
            catch (InputException exception) when (exception.Position is null)
            {
                throw Error(owner, key, reference, from, $"cannot be followed. {exception.Message}", exception);
            }
        }

        return document.Find(fragment, document.ResourceOf(owner)) is var (pointer, target)
            ? new Found(document, pointer, target)
            : throw Error(owner, key, reference, from, $"has no target: {document.ShownName} has nothing at #{fragment}.");
    }

    // Returns the pointer in this document.
    private string Place(Found found, NodeShape shape)
    {
        if (found.Document == _documents.Root)
        {
            return found.Pointer;
        }

        var component = shape.Component!;
        for (var above = found.Pointer; ; above = above[..above.LastIndexOf('/')])
        {
            if (_placed.TryGetValue((found.Document.Name, above, component), out var known))
            {
                var pointer = known + found.Pointer[above.Length..];
                if (above.Length == found.Pointer.Length || JsonPointer.Find(_root.Root, pointer) is not null)
                {
                    return pointer;
                }
            }

            if (above.Length == 0)
            {
                break;
            }
        }

        var members = Child(Child(_root.Root, "components"), component);
        var place = JsonPointer.Append($"/components/{component}", FreeName(members, found));
        var copy = Copy(found.Document, found.Target);
        members.Add(JsonPointer.Unescape(place[(place.LastIndexOf('/') + 1)..]), copy);
        _placed.Add((found.Document.Name, found.Pointer, component), place);
        _waiting.Enqueue(new Part(copy, shape, found.Document));
        return place;
    }

    private JsonNode Copy(ReferencedDocument document, JsonNode target)
    {
        _copied += Count(target);
        return _copied <= TreeLimits.MaxNodes
            ? _root.Adopt(document.File, target)
            : throw new InputException(
                _root.Name,
                _root.LocationOf("").Position,
                $"More than {TreeLimits.MaxNodes} values, with those that references lead to. Copy what is referred to into the document."
            );
    }

    private static int Count(JsonNode? node) =>
        node switch
        {
            JsonObject map => 1 + map.Sum(entry => Count(entry.Value)),
            JsonArray list => 1 + list.Sum(Count),
            _ => 1,
        };

    // The last part of the pointer, or the name of the file without its ending.
    private static string FreeName(JsonObject members, Found found)
    {
        var whole = found.Pointer.Length == 0;
        var wanted = whole ? found.Document.Stem : JsonPointer.Unescape(found.Pointer[(found.Pointer.LastIndexOf('/') + 1)..]);
        var name = string.Concat(wanted.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_'));
        if (!whole && members.ContainsKey(name))
        {
            name = $"{found.Document.Stem}_{name}";
        }

        var free = name;
        for (var number = 2; members.ContainsKey(free); number++)
        {
            free = $"{name}_{number}";
        }

        return free;
    }

    private JsonObject Child(JsonObject owner, string key)
    {
        if (owner[key] is JsonObject child)
        {
            return child;
        }

        if (owner[key] is { } wrong)
        {
            throw new InputException(_root.Name, _root.LocationOf(wrong)?.Position, $"Expected an object at \"{key}\".");
        }

        var made = new JsonObject();
        owner[key] = made;
        return made;
    }

    // Readers decode the fragment of a reference.
    private void Write(JsonObject owner, string key, string pointer)
    {
        var value = JsonValue.Create("#" + pointer.Replace("%", "%25", StringComparison.Ordinal));
        if (owner[key] is { } before)
        {
            _root.Locate(value, before);
        }

        owner[key] = value;
    }

    private InputException Error(
        JsonObject owner,
        string key,
        string reference,
        ReferencedDocument document,
        string problem,
        Exception? inner = null
    )
    {
        var node = owner[key] ?? owner;
        var (file, position) =
            _root.LocationOf(node) ?? document.File.LocationOf(node) ?? new SourceLocation(document.ShownName, new SourcePosition(1, 1));
        return new InputException(file, position, $"The reference \"{reference}\" {problem}", inner);
    }

    private static string? Text(JsonObject owner, string key) =>
        owner[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private readonly record struct Part(JsonNode Node, NodeShape Shape, ReferencedDocument Document);

    private readonly record struct Found(ReferencedDocument Document, string Pointer, JsonNode Target);
}
