using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Model;

/// <summary>A parameter of an operation.</summary>
internal sealed class ApiParameter(ApiDocument document, JsonObject node, string pointer)
{
    public JsonObject Node { get; } = node;

    public string Pointer { get; } = pointer;

    public string Name { get; } = node["name"] is JsonValue name ? name.ToString() : "";

    /// <summary><c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</summary>
    public string In { get; } = node["in"] is JsonValue place ? place.ToString() : "query";

    public bool Required { get; } = Flag(node, "required");

    public bool Deprecated { get; } = Flag(node, "deprecated");

    public string Style { get; } = node["style"] is JsonValue style ? style.ToString() : "";

    public Schema Schema =>
        field ??= document.SchemaAt(
            Node["schema"] ?? ((Node["content"] as JsonObject)?.FirstOrDefault().Value as JsonObject).Get("schema"),
            $"{Pointer}/schema"
        );

    /// <summary>True if the path declares the parameter, for all of its operations.</summary>
    public bool OfPath { get; init; }

    private static bool Flag(JsonObject node, string key) => node[key] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
