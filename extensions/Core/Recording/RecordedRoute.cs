using System.Net.Http;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>The route of a request, which distinguishes the literals of its path from the ids.</summary>
internal static class RecordedRoute
{
#if NET
    private static readonly HttpRequestOptionsKey<string> Key = new("ApiClient.Route");

    public static void Set(HttpRequestMessage request, Operation operation) => request.Options.Set(Key, operation.Route);

    public static string? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var route) ? route : null;
#else
    private const string Key = "ApiClient.Route";

    public static void Set(HttpRequestMessage request, Operation operation) => request.Properties[Key] = operation.Route;

    public static string? Of(HttpRequestMessage request) => request.Properties.TryGetValue(Key, out var route) ? route as string : null;
#endif
}
