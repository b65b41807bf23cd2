using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Describes an operation of a contract. Generated clients create one for each operation.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class Operation
{
    // Literals at even positions, parameter names at odd ones.
    private readonly string[] _path;

    private readonly OperationTraits _traits;

    /// <summary>Creates the description of an operation.</summary>
    /// <param name="id">The <c>operationId</c> of the contract.</param>
    /// <param name="method">The HTTP method, in upper case.</param>
    /// <param name="route">The route below the base address, with its parameters in braces and without a leading slash.</param>
    /// <param name="traits">What the contract says besides.</param>
    /// <param name="envelope">The key that wraps the record in a request body; null when the body is bare.</param>
    /// <param name="resultEnvelope">The key that wraps the record or list in a response; null when the response is bare.</param>
    /// <param name="host">The host that serves the operation, for services that have several; null for the usual one.</param>
    public Operation(
        string id,
        string method,
        string route,
        OperationTraits traits = OperationTraits.None,
        string? envelope = null,
        string? resultEnvelope = null,
        string? host = null
    )
    {
        Id = id ?? throw new ArgumentNullException(nameof(id));
        Method = method switch
        {
            "GET" => HttpMethod.Get,
            "POST" => HttpMethod.Post,
            "PUT" => HttpMethod.Put,
            "DELETE" => HttpMethod.Delete,
            _ => new HttpMethod(method),
        };
        _path = (route ?? throw new ArgumentNullException(nameof(route))).Split('{', '}');
        _traits = traits;
        Route = "/" + route;
        Envelope = envelope;
        ResultEnvelope = resultEnvelope;
        Host = host;
    }

    /// <summary>The <c>operationId</c> of the contract.</summary>
    public string Id { get; }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The route with its parameters in braces. It holds no data, so telemetry and messages may name it.</summary>
    public string Route { get; }

    /// <summary>The host that serves the operation, for services that have several; null for the usual one.</summary>
    public string? Host { get; }

    /// <summary>The key that wraps the record in a request body; null when the body is bare.</summary>
    public string? Envelope { get; }

    /// <summary>The key that wraps the record or list in a response; null when the response is bare.</summary>
    public string? ResultEnvelope { get; }

    /// <summary>
    /// The query parameters that make the operation an expensive read, of which a service accepts only a few at the same time
    /// (<c>x-limited-parameters</c>), see <see cref="ApiClientOptions.MaxConcurrentFilteredReads" />. Null for none.
    /// </summary>
    public IReadOnlyList<string>? LimitedParameters { get; init; }

    /// <summary>
    /// True when the operation is an expensive read whatever its parameters are (<c>x-limited</c>). It counts with those of
    /// <see cref="LimitedParameters" />.
    /// </summary>
    public bool IsLimited { get; init; }

    /// <summary>
    /// True when sending the request twice has the same effect as sending it once: all methods but POST, and marked operations.
    /// </summary>
    public bool IsSafeToRepeat => Method != HttpMethod.Post || Has(OperationTraits.SafeToRepeat);

    /// <summary>Returns true when the operation has one of the traits.</summary>
    /// <param name="traits">The traits.</param>
    public bool Has(OperationTraits traits) => (_traits & traits) != 0;

    /// <summary>Returns method, route and id.</summary>
    public override string ToString() => $"{Method} {Route} ({Id})";

    /// <summary>Throws when an id in the path is empty or missing, before anything is sent.</summary>
    internal void Check(ApiScope scope, IReadOnlyList<ResourceId> ids)
    {
        var next = 0;
        for (var index = 1; index < _path.Length; index += 2)
        {
            if (scope.Provides(_path[index]))
            {
                continue;
            }

            if (next == ids.Count || ids[next++].IsEmpty)
            {
                throw new ArgumentException(
                    $"The {_path[index]} of {Method} {Route} is empty. Pass a numeric id or a public id; an id of 0 usually "
                        + "comes from a record that was never read."
                );
            }
        }

        if (next != ids.Count)
        {
            throw new ArgumentException($"{Method} {Route} takes {next} ids, but {ids.Count} were passed.");
        }
    }

    internal void AppendPath(StringBuilder path, ApiScope scope, IReadOnlyList<ResourceId> ids)
    {
        var next = 0;
        for (var index = 0; index < _path.Length; index++)
        {
            if (index % 2 == 0)
            {
                path.Append(_path[index]);
                continue;
            }

            var id = scope.Provides(_path[index]) ? scope.GetId(this, _path[index]) : ids[next++];
            path.Append(id.ToPathSegment());
        }
    }
}
