namespace ClickFunnels.Contracts.Routing;

/// <summary>The HTTP methods that a path of an OpenAPI document may have.</summary>
internal static class HttpMethods
{
    /// <summary>Gets all methods in lowercase, as the keys of a path item are written.</summary>
    public static IReadOnlyList<string> All { get; } = ["get", "post", "put", "patch", "delete", "options", "head", "trace"];
}
