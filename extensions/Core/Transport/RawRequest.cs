using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core;

/// <summary>
/// A request of any route, for operations that the client does not have yet. It is sent with the same hosts, retries, limits and
/// errors as every other call: see <see cref="ApiClient.SendAsync" />.
/// </summary>
/// <example>
/// <code>
/// var response = await client.SendAsync(new RawRequest(HttpMethod.Get, "contacts/{id}/notes", 42) { Query = { ["sort"] = "id" } });
/// Console.WriteLine(response.Json?["note"]);
/// </code>
/// </example>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class RawRequest : RequestOptions
{
    private const int MaximumRoute = 1024;

    /// <summary>Creates a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="route">
    /// The route below the base address of the API, with its ids in braces, such as <c>contacts/{id}/notes</c>. Messages and telemetry
    /// name it, so it must not contain data. A parameter that the client is bound to, such as the workspace's, is filled in.
    /// </param>
    /// <param name="ids">The ids, in the order of the braces.</param>
    /// <exception cref="ArgumentException">The route is empty, absolute, or not a plain path.</exception>
    public RawRequest(HttpMethod method, string route, params ResourceId[] ids)
    {
        Method = method ?? throw new ArgumentNullException(nameof(method));
        Route = Check(route);
        Ids = (ids ?? throw new ArgumentNullException(nameof(ids))).ToArray();
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The route, with its ids in braces.</summary>
    public string Route { get; }

    /// <summary>The ids, in the order of the braces.</summary>
    public IReadOnlyList<ResourceId> Ids { get; }

    /// <summary>Query parameters by name; null values are left out.</summary>
    public IDictionary<string, string?> Query { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>The JSON to send, with its envelope; null for a request without a body.</summary>
    public JToken? Body { get; set; }

    /// <summary>
    /// The host that serves the route, for services that have several, by its name in the contract (<c>x-host</c>); null for the usual one.
    /// </summary>
    public string? Host { get; set; }

    /// <summary>
    /// True when sending a POST twice has the same effect as sending it once, so that it may be repeated after any transient failure.
    /// Other methods always may.
    /// </summary>
    public bool IsSafeToRepeat { get; set; }

    /// <summary>The id of the operation, for messages and telemetry; null for <c>raw</c>. It must not contain data.</summary>
    public string? OperationId { get; set; }

    /// <summary>
    /// True when the request is an expensive read, of which a service accepts only a few at the same time, see
    /// <see cref="ApiClientOptions.MaxConcurrentFilteredReads" />.
    /// </summary>
    public bool IsExpensive { get; set; }

    internal Operation ToOperation() =>
        new(
            OperationId ?? "raw",
            Method.Method,
            Route,
            OperationTraits.OptionalBody | (IsSafeToRepeat ? OperationTraits.SafeToRepeat : OperationTraits.None),
            host: Host
        )
        {
            IsLimited = IsExpensive,
        };

    /// <inheritdoc />
    protected override void WriteQuery(QueryString query)
    {
        foreach (var parameter in Query)
        {
            query.Add(parameter.Key, parameter.Value);
        }
    }

    private static string Check(string route)
    {
        if (route is null)
        {
            throw new ArgumentNullException(nameof(route));
        }

        var path = route.StartsWith("/", StringComparison.Ordinal) ? route.Substring(1) : route;
        var isPlain =
            path.Length is > 0 and <= MaximumRoute
            && path.All(static character =>
                character
                    is (>= 'a' and <= 'z')
                        or (>= 'A' and <= 'Z')
                        or (>= '0' and <= '9')
                        or '/'
                        or '_'
                        or '-'
                        or '.'
                        or '~'
                        or '{'
                        or '}'
            )
            && path.Split('/').All(IsSegment);
        return isPlain
            ? path
            : throw new ArgumentException(
                "The route must be a relative path such as contacts/{id}/notes: letters, digits and -._~ only, without a query.",
                nameof(route)
            );
    }

    // An id fills a whole segment, so that it cannot change the literal parts of the path.
    private static bool IsSegment(string segment)
    {
        var isParameter = segment.Length > 2 && segment[0] == '{' && segment[segment.Length - 1] == '}';
        var text = isParameter ? segment.Substring(1, segment.Length - 2) : segment;
        return text.Length > 0 && text is not ("." or "..") && text.IndexOf('{') < 0 && text.IndexOf('}') < 0;
    }
}
