using System.Net.Http;

namespace ClickFunnels;

/// <summary>The route of a request, which says what in its path is a word of the API and what an id.</summary>
internal static class RecordedRoute
{
#if NET8_0_OR_GREATER
    private static readonly HttpRequestOptionsKey<string> Key = new("ClickFunnels.Route");

    public static void Set(HttpRequestMessage request, Operation operation) => request.Options.Set(Key, operation.Route);

    public static string? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var route) ? route : null;
#else
    private const string Key = "ClickFunnels.Route";

    public static void Set(HttpRequestMessage request, Operation operation) => request.Properties[Key] = operation.Route;

    public static string? Of(HttpRequestMessage request) => request.Properties.TryGetValue(Key, out var route) ? route as string : null;
#endif
}
