using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Model;

/// <summary>The body of a request.</summary>
internal sealed class ApiBody(ApiDocument document, JsonObject node, string pointer)
{
    public JsonObject Node { get; } = node;

    public string Pointer { get; } = pointer;

    public bool Required { get; } = node["required"] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>The content of the body by media type.</summary>
    public IReadOnlyDictionary<string, ApiContent> Content { get; } = ApiContent.Read(document, node, pointer);
}

/// <summary>A documented response of an operation.</summary>
internal sealed class ContractResponse(ApiDocument document, string status, JsonObject node, string pointer)
{
    public string Status { get; } = status;

    public JsonObject Node { get; } = node;

    public string Pointer { get; } = pointer;

    /// <summary>True for the statuses of success: 2XX and 3XX.</summary>
    public bool IsSuccess => Status[0] is '2' or '3';

    public IReadOnlyDictionary<string, ApiContent> Content { get; } = ApiContent.Read(document, node, pointer);

    /// <summary>The headers by name, compared without case.</summary>
    public IReadOnlyDictionary<string, ApiHeader> Headers => field ??= ReadHeaders();

    private Dictionary<string, ApiHeader> ReadHeaders()
    {
        var headers = new Dictionary<string, ApiHeader>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, header) in Node["headers"] as JsonObject ?? [])
        {
            if (document.Follow(header, JsonPointer.Append(Pointer + "/headers", name)) is (JsonObject found, var at))
            {
                headers.TryAdd(name, new ApiHeader(document, name, found, at));
            }
        }

        return headers;
    }
}

/// <summary>A header of a response.</summary>
internal sealed class ApiHeader(ApiDocument document, string name, JsonObject node, string pointer)
{
    public string Name { get; } = name;

    public JsonObject Node { get; } = node;

    public string Pointer { get; } = pointer;

    public bool Required { get; } = node["required"] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public Schema Schema => field ??= document.SchemaAt(Node["schema"], $"{Pointer}/schema");
}

/// <summary>A body of one media type.</summary>
internal sealed class ApiContent(ApiDocument document, string mediaType, JsonObject node, string pointer)
{
    public string MediaType { get; } = mediaType;

    public JsonObject Node { get; } = node;

    public string Pointer { get; } = pointer;

    /// <summary>The schema of the body; null if the document does not define one.</summary>
    public Schema? Schema => Node.ContainsKey("schema") ? document.SchemaAt(Node["schema"], $"{Pointer}/schema") : null;

    public static IReadOnlyDictionary<string, ApiContent> Read(ApiDocument document, JsonObject owner, string pointer)
    {
        var content = new Dictionary<string, ApiContent>(StringComparer.OrdinalIgnoreCase);
        foreach (var (type, node) in owner["content"] as JsonObject ?? [])
        {
            content.TryAdd(type, new ApiContent(document, type, node as JsonObject ?? [], JsonPointer.Append(pointer + "/content", type)));
        }

        return content;
    }
}
