using System.Text.Json.Nodes;

namespace ClickFunnels.Contracts.Structure;

/// <summary>The form of the value of a key.</summary>
internal enum ValueForm
{
    /// <summary>An object of a known shape.</summary>
    One,

    /// <summary>A map of names to objects of a known shape.</summary>
    Map,

    /// <summary>A list of objects of a known shape.</summary>
    List,

    /// <summary>A text; numbers and flags are accepted, because YAML reads an unquoted <c>1.0</c> as a number.</summary>
    Text,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A text or a list of texts.</summary>
    TextOrTexts,

    /// <summary>A map of names to texts.</summary>
    TextMap,

    /// <summary>A map of names to lists of texts.</summary>
    TextsMap,

    /// <summary>True or false.</summary>
    Flag,

    Number,

    /// <summary>A number, or true or false as OpenAPI 3.0 has it.</summary>
    NumberOrFlag,

    /// <summary>A list of any values.</summary>
    Values,
}

/// <summary>The value of a key: its form, and the shape of the objects in it.</summary>
internal sealed record ValueShape(ValueForm Form, Func<NodeShape>? Of = null);

/// <summary>
/// A kind of object in an OpenAPI document: its keys, and the form of their values. Keys that are not listed may be anything.
/// </summary>
/// <param name="Noun">The kind for people: <c>a schema</c>.</param>
/// <param name="Keys">The keys that are read.</param>
internal sealed record NodeShape(string Noun, IReadOnlyDictionary<string, ValueShape> Keys)
{
    /// <summary>The form of the values of all other keys, as for the paths; null if they may be anything.</summary>
    public ValueShape? Others { get; init; }

    /// <summary>The folder under <c>components</c>, such as <c>schemas</c>; null if components cannot hold it.</summary>
    public string? Component { get; init; }

    /// <summary>True if a reference may replace the object.</summary>
    public bool MayBeReference { get; init; }

    /// <summary>True if <c>true</c> and <c>false</c> may replace the object.</summary>
    public bool MayBeFlag { get; init; }

    /// <summary>Gets the shape of a key; null if it may be anything. Keys that begin with <c>x-</c> may always be anything.</summary>
    public ValueShape? Of(string key) =>
        Keys.TryGetValue(key, out var known) ? known
        : IsExtension(key) || key == "$ref" ? null
        : Others;

    /// <summary>Returns true if a key is an extension of the document.</summary>
    public static bool IsExtension(string key) => key.StartsWith("x-", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Returns true if a key of a map is the name of an object of this shape. Headers and schemas may have names with x-.
    /// </summary>
    public bool IsName(string key) => !IsExtension(key) || Others is null && Component != "pathItems";

    /// <summary>Returns true if a value can be an object of this shape.</summary>
    public bool Accepts(JsonNode? node) =>
        node is null or JsonObject || MayBeFlag && node is JsonValue value && value.TryGetValue<bool>(out _);

    public override string ToString() => Noun;
}
