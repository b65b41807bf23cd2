using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Model;

/// <summary>
/// A schema as it takes effect: references followed, <c>allOf</c> merged, null taken out of types, enumerations and unions, and the
/// spellings of OpenAPI 3.0 read like those of 3.1.
/// </summary>
internal sealed class Schema
{
    private const int MaxDescription = 3;

    // deepObject has no form for lists, so an attribute with several values is a text that joins them.
    private const string Values = "x-values";
    private readonly JsonObject _node;
    private readonly List<Schema> _allOf = [];
    private readonly bool _false;
    private readonly int _depth;
    private JsonObject? _union;
    private JsonObject? _use;
    private string _usePointer;
    private bool _nullableByUnion;
    private bool? _nullable;

    internal Schema(ApiDocument document, JsonNode? node, string pointer)
    {
        Document = document;
        UsePointer = _usePointer = pointer;
        var found = document.Follow(node, pointer);
        Pointer = found?.Pointer ?? pointer;
        _false = found?.Node is JsonValue value && value.TryGetValue<bool>(out var flag) && !flag;
        var definition = found?.Node as JsonObject ?? [];

        // Keys beside a reference add to what it names (3.1).
        _node =
            node is JsonObject use && use.ContainsKey("$ref") && use.Any(entry => !SchemaKeys.IsAnnotation(entry.Key))
                ? SchemaKeys.Overlay(definition, use)
                : definition;
        HasSiblings = !ReferenceEquals(_node, definition);
        _use = HasSiblings ? (JsonObject)node! : null;
        Unwrap();
        if (_node["allOf"] is JsonArray parts)
        {
            for (var index = 0; index < parts.Count; index++)
            {
                _allOf.Add(document.SchemaAt(parts[index], $"{Pointer}/allOf/{index}"));
            }
        }

        // Everything that reads through allOf is recursive.
        _depth = _allOf.Select(part => part._depth + 1).DefaultIfEmpty(_depth).Max();
        if (_depth > ApiDocument.MaxComposition)
        {
            throw document.TooDeep(pointer);
        }
    }

    public ApiDocument Document { get; }

    /// <summary>Pointer to the definition, after following all references.</summary>
    public string Pointer { get; private set; }

    /// <summary>Pointer to the place of use, before following references.</summary>
    public string UsePointer { get; }

    /// <summary>The schema's own keys, references followed and null taken out of unions. Never null.</summary>
    public JsonObject Node => _union ?? _node;

    /// <summary>True if the place of use adds keys to the definition.</summary>
    public bool HasSiblings { get; }

    /// <summary>Name under components; null for inline schemas.</summary>
    public string? ComponentName =>
        Pointer.StartsWith("/components/schemas/", StringComparison.Ordinal) && Pointer.LastIndexOf('/') == 19
            ? JsonPointer.Unescape(Pointer[20..])
            : null;

    /// <summary>True if the schema allows no value: <c>false</c>, or <c>not</c> anything.</summary>
    public bool AllowsNothing =>
        _false
        || Node["not"] is JsonObject { Count: 0 }
        || Node["not"] is JsonValue not && not.TryGetValue<bool>(out var everything) && everything;

    /// <summary>True if the schema allows every value: <c>{}</c>, or annotations only.</summary>
    public bool AllowsEverything =>
        Types.Count == 0 && OneOf.Count == 0 && AnyOf.Count == 0 && Enum is null && !AllowsNothing && !Has("const");

    /// <summary>JSON types without null, in order; empty when any is allowed.</summary>
    public IReadOnlyList<string> Types => field ??= ReadTypes();

    public bool Nullable => _nullable ??= UnionMembers().Any(member => member.AllowsNullItself());

    /// <summary>
    /// Gets the schema, the members of its unions, and theirs: each once, without recursion, because members may lead back here.
    /// </summary>
    public IEnumerable<Schema> UnionMembers()
    {
        var seen = new HashSet<Schema> { this };
        var waiting = new Queue<Schema>(seen);
        while (waiting.TryDequeue(out var schema))
        {
            yield return schema;
            foreach (var member in schema.UnionOf.Where(seen.Add))
            {
                waiting.Enqueue(member);
            }
        }
    }

    /// <summary>Identifies the schema with the keys that its place of use adds: equal for two uses of a definition that add
    /// nothing.</summary>
    public string Identity => HasSiblings || _nullableByUnion ? UsePointer : Pointer;

    public string? Format => Text("format");

    /// <summary>Allowed values without null; null when every value is allowed.</summary>
    public IReadOnlyList<JsonNode?>? Enum => field ??= ReadEnum();

    /// <summary>Properties, those of <c>allOf</c> included.</summary>
    public IReadOnlyDictionary<string, Schema> Properties => field ??= ReadProperties([]);

    /// <summary>Names of the required properties, those of <c>allOf</c> included.</summary>
    public IReadOnlySet<string> Required => field ??= ReadRequired([]);

    /// <summary>Schema of the items of a list; of the values of a text that joins them by commas (<c>x-values</c>).</summary>
    public Schema? Items => field ??= ItemsKeyword is { } keyword ? Document.SchemaAt(Keyword(keyword), PointerTo(keyword)) : null;

    /// <summary>The keyword that describes the items: <c>items</c>, or <c>x-values</c> of a text that joins values by commas.</summary>
    public string? ItemsKeyword =>
        Has("items") ? "items"
        : Has(Values) ? Values
        : null;

    /// <summary>Schema of properties that are not listed; null if the document has none or says true.</summary>
    public Schema? AdditionalProperties =>
        field ??= Keyword("additionalProperties") is JsonObject extra ? Document.SchemaAt(extra, PointerTo("additionalProperties")) : null;

    /// <summary>True if properties that are not listed are forbidden.</summary>
    public bool IsClosed => Keyword("additionalProperties") is JsonValue value && value.TryGetValue<bool>(out var flag) && !flag;

    public IReadOnlyList<Schema> AllOf => _allOf;

    public IReadOnlyList<Schema> AnyOf => field ??= Members("anyOf");

    public IReadOnlyList<Schema> OneOf => field ??= Members("oneOf");

    /// <summary>Members of <c>oneOf</c> and <c>anyOf</c>.</summary>
    public IReadOnlyList<Schema> UnionOf =>
        AnyOf.Count == 0 ? OneOf
        : OneOf.Count == 0 ? AnyOf
        : [.. OneOf, .. AnyOf];

    /// <summary>
    /// The schemas that the discriminator selects, by its values: those of its mapping, and components that merge the schema by
    /// <c>allOf</c>.
    /// </summary>
    public IReadOnlyDictionary<string, Schema> Variants => field ??= ReadVariants();

    public bool ReadOnly => Flag("readOnly");

    public bool WriteOnly => Flag("writeOnly");

    public bool Deprecated => Flag("deprecated");

    /// <summary>The value of a keyword: the schema's own or, failing that, the first among its <c>allOf</c>.</summary>
    public JsonNode? Keyword(string name) => Owner(name)?.Node[name];

    /// <summary>Returns true if the schema has a keyword, even with the value null.</summary>
    public bool Has(string name) => Owner(name) is not null;

    /// <summary>Gets the pointer to a keyword, in the schema that really contains it.</summary>
    public string PointerTo(string keyword)
    {
        var owner = Owner(keyword) ?? this;
        return $"{(owner._use?.ContainsKey(keyword) == true ? owner._usePointer : owner.Pointer)}/{keyword}";
    }

    public string? Text(string keyword) => Keyword(keyword) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public bool Flag(string keyword) => IsTrue(Keyword(keyword));

    public decimal? Number(string keyword) => AsNumber(Keyword(keyword));

    /// <summary>
    /// A limit as 3.1 writes it, the tightest among <c>allOf</c>: with the flag <c>exclusiveMinimum: true</c> of 3.0 the minimum is an
    /// exclusive limit, and there is no inclusive one.
    /// </summary>
    public decimal? Limit(string keyword)
    {
        if (_allOf.Count == 0)
        {
            return OwnLimit(keyword);
        }

        var limits = Parts([]).Select(part => part.OwnLimit(keyword)).OfType<decimal>().ToList();
        return limits.Count == 0 ? null
            : keyword.Contains("min", StringComparison.OrdinalIgnoreCase) ? limits.Max()
            : limits.Min();
    }

    /// <summary>The type as a person writes it: <c>integer (int64)</c>, <c>array of string</c>, <c>Contact</c>.</summary>
    public string Describe() => Describe(MaxDescription);

    public override string ToString() => $"{Describe()} at {Pointer}";

    private string Describe(int depth)
    {
        var name = Types.Count switch
        {
            0 when ComponentName is { } component => component,
            0 when OneOf.Count > 0 => string.Join(" or ", OneOf.Select(Member)),
            0 when AnyOf.Count > 0 => string.Join(" or ", AnyOf.Select(Member)),
            0 => "any",
            _ when Types[0] == "array" => "array of "
                + (Items is { } items ? items.ComponentName ?? string.Join(" or ", items.Types.DefaultIfEmpty("any")) : "any"),
            _ when Types[0] == "object" && ComponentName is { } component => component,
            _ => string.Join(" or ", Types),
        };
        return (Format is { } format ? $"{name} ({format})" : name) + (Nullable ? " or null" : "");

        // An unnamed member may contain, by way of allOf, the union that it is a member of.
        string Member(Schema member) => member.ComponentName ?? (depth > 0 ? member.Describe(depth - 1) : "…");
    }

    // {"oneOf": [X, {"type": "null"}]} is X that may be null, and {"oneOf": [X]} is X.
    private void Unwrap()
    {
        foreach (var keyword in (string[])["oneOf", "anyOf"])
        {
            if (_node[keyword] is not JsonArray members || members.Count != 1 && !members.Any(SchemaKeys.IsNull))
            {
                continue;
            }

            _nullableByUnion |= members.Any(SchemaKeys.IsNull);
            var rest = members.Index().Where(member => !SchemaKeys.IsNull(member.Item)).ToList();
            if (rest.Count != 1 || _node.ContainsKey("type") || _node.ContainsKey("properties") || _node.ContainsKey("allOf"))
            {
                continue;
            }

            var only = Document.SchemaAt(rest[0].Item, $"{Pointer}/{keyword}/{rest[0].Index}");
            var beside = new JsonObject(
                _node.Where(entry => entry.Key != keyword).Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone()))
            );
            (_union, _use, _usePointer) = (only.Node, _use ?? beside, _use is null ? Pointer : UsePointer);
            if (beside.Any(entry => !SchemaKeys.IsAnnotation(entry.Key)))
            {
                _union = SchemaKeys.Overlay(only.Node, beside);
            }

            Pointer = only.Pointer;
            _allOf.AddRange(only._allOf);
        }
    }

    private List<string> ReadTypes()
    {
        // To a caller, a text that joins values is a list of them.
        if (Has(Values) && !Has("items"))
        {
            return ["array"];
        }

        var types = Keyword("type") switch
        {
            JsonValue single => [single.ToString()],
            JsonArray several => several.OfType<JsonValue>().Select(type => type.ToString()).ToList(),
            _ => new List<string>(),
        };
        types.RemoveAll(type => type == "null");
        types.Sort(StringComparer.Ordinal);
        if (types.Count > 0)
        {
            return types;
        }

        // A document that names properties or items means an object or array, whether it says so or not.
        return Properties.Count > 0 || Has("additionalProperties") ? ["object"]
            : Has("items") ? ["array"]
            : [];
    }

    private List<JsonNode?>? ReadEnum()
    {
        var values = (Keyword("enum") as JsonArray)?.Where(value => value is not null).ToList();

        // True and false together allow every boolean, and an empty list is a mistake of the author.
        return values is { Count: 0 } || Types is ["boolean"] && values is { Count: > 1 } ? null : values;
    }

    // Documents often state one half and mean both: null among the types but not among the values, or the reverse.
    private bool AllowsNullItself() =>
        _nullableByUnion
        || Flag("nullable")
        || Keyword("type") is JsonArray types && types.Any(type => type is JsonValue value && value.ToString() == "null")
        || Keyword("enum") is JsonArray values && values.Any(value => value is null)
        || Has("const") && Keyword("const") is null;

    private List<Schema> Members(string keyword)
    {
        if (Keyword(keyword) is not JsonArray members)
        {
            return [];
        }

        var place = PointerTo(keyword);
        return
        [
            .. members
                .Index()
                .Where(member => !SchemaKeys.IsNull(member.Item))
                .Select(member => Document.SchemaAt(member.Item, $"{place}/{member.Index}")),
        ];
    }

    private Dictionary<string, Schema> ReadProperties(HashSet<string> visited)
    {
        var properties = new Dictionary<string, Schema>(StringComparer.Ordinal);
        if (!visited.Add(Pointer))
        {
            return properties;
        }

        foreach (var (name, node) in Node["properties"] as JsonObject ?? [])
        {
            properties[name] = Document.SchemaAt(node, JsonPointer.Append(Pointer + "/properties", name));
        }

        foreach (var part in _allOf)
        {
            foreach (var (name, schema) in part.ReadProperties(visited))
            {
                properties.TryAdd(name, schema);
            }
        }

        return properties;
    }

    private HashSet<string> ReadRequired(HashSet<string> visited)
    {
        var required = new HashSet<string>(StringComparer.Ordinal);
        if (!visited.Add(Pointer))
        {
            return required;
        }

        foreach (var name in Node["required"] as JsonArray ?? [])
        {
            if (name is JsonValue value)
            {
                required.Add(value.ToString());
            }
        }

        foreach (var part in _allOf)
        {
            required.UnionWith(part.ReadRequired(visited));
        }

        return required;
    }

    private Dictionary<string, Schema> ReadVariants()
    {
        var variants = new Dictionary<string, Schema>(StringComparer.Ordinal);
        if (Owner("discriminator") is not { } owner || owner.Node["discriminator"] is not JsonObject discriminator)
        {
            return variants;
        }

        foreach (var (value, target) in discriminator["mapping"] as JsonObject ?? [])
        {
            if (target is JsonValue && Document.Mapped(target.ToString()) is { } schema)
            {
                variants.Add(value, schema);
            }
        }

        foreach (var name in owner.ComponentName is { } parent ? Document.SubclassesOf(parent) : [])
        {
            if (Document.Component(name) is { } schema && variants.Values.All(known => known.Pointer != schema.Pointer))
            {
                variants.TryAdd(name, schema);
            }
        }

        // A variant inherits the discriminator, but only its own subclasses can be in its place.
        if (!ReferenceEquals(owner, this) && ComponentName is { } own && variants.Values.Any(variant => variant.Pointer == Pointer))
        {
            var below = Document.SubclassesOf(own);
            foreach (var (value, _) in variants.Where(entry => !below.Contains(entry.Value.ComponentName)).ToList())
            {
                variants.Remove(value);
            }
        }

        return variants;
    }

    // The schema and all that allOf merges into it.
    private IEnumerable<Schema> Parts(HashSet<string> visited) =>
        visited.Add(Pointer) ? _allOf.SelectMany(part => part.Parts(visited)).Prepend(this) : [];

    private decimal? OwnLimit(string keyword) =>
        keyword switch
        {
            "minimum" => IsTrue(Node["exclusiveMinimum"]) ? null : AsNumber(Node[keyword]),
            "maximum" => IsTrue(Node["exclusiveMaximum"]) ? null : AsNumber(Node[keyword]),
            "exclusiveMinimum" => AsNumber(IsTrue(Node[keyword]) ? Node["minimum"] : Node[keyword]),
            "exclusiveMaximum" => AsNumber(IsTrue(Node[keyword]) ? Node["maximum"] : Node[keyword]),
            _ => AsNumber(Node[keyword]),
        };

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static decimal? AsNumber(JsonNode? node) =>
        node switch
        {
            JsonValue value when value.TryGetValue<long>(out var whole) => whole,
            JsonValue value when value.TryGetValue<decimal>(out var exact) => exact,
            _ => null,
        };

    // Called for every keyword of every rule; most schemas have no allOf.
    private Schema? Owner(string keyword) =>
        Node.ContainsKey(keyword) ? this
        : _allOf.Count == 0 ? null
        : Owner(keyword, []);

    private Schema? Owner(string keyword, HashSet<string> visited)
    {
        if (!visited.Add(Pointer))
        {
            return null;
        }

        if (Node.ContainsKey(keyword))
        {
            return this;
        }

        foreach (var part in _allOf)
        {
            if (part.Owner(keyword, visited) is { } owner)
            {
                return owner;
            }
        }

        return null;
    }
}
