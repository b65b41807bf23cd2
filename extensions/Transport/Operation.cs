using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;

namespace ClickFunnels;

/// <summary>What the contract says of an operation; made once per operation by the generated clients.</summary>
internal sealed class Operation
{
    private const string WorkspaceParameter = "workspace_id";

    // Literals at even places, parameter names at odd ones.
    private readonly string[] _path;

    public Operation(string id, string method, string route, ApiHost host, string? envelope = null, string? resultEnvelope = null, BodyRule body = BodyRule.None)
    {
        Id = id;
        Method = method switch { "GET" => HttpMethod.Get, "POST" => HttpMethod.Post, "PUT" => HttpMethod.Put, "DELETE" => HttpMethod.Delete, _ => new HttpMethod(method) };
        Route = "/" + route;
        Host = host;
        Envelope = envelope;
        ResultEnvelope = resultEnvelope;
        Body = body;
        _path = route.Split('{', '}');
        IsInWorkspace = Array.IndexOf(_path, WorkspaceParameter) >= 0;
    }

    public string Id { get; }

    public HttpMethod Method { get; }

    /// <summary>The route with its parameters in braces: what telemetry and messages name, as it holds no data.</summary>
    public string Route { get; }

    public ApiHost Host { get; }

    /// <summary>The key that holds the record in a request body, or null where it stands bare.</summary>
    public string? Envelope { get; }

    /// <summary>The key that holds the record or list in an answer, or null where it stands bare.</summary>
    public string? ResultEnvelope { get; }

    /// <summary>Whether a request has a body.</summary>
    public BodyRule Body { get; }

    /// <summary>Whether the path names the workspace, which the client is bound to.</summary>
    public bool IsInWorkspace { get; }

    /// <summary>Whether sending it twice does what sending it once does.</summary>
    public bool IsIdempotent => Method != HttpMethod.Post;

    public override string ToString() => $"{Method} {Route} ({Id})";

    public void AppendPath(StringBuilder path, ResourceId workspace, IReadOnlyList<ResourceId> ids)
    {
        var next = 0;
        for (var index = 0; index < _path.Length; index++)
        {
            if (index % 2 == 0)
            {
                path.Append(_path[index]);
                continue;
            }

            var id = _path[index] == WorkspaceParameter ? workspace : ids[next++];
            path.Append(id.ToPathSegment());
        }
    }

    /// <summary>Refuses an id that names no record, before anything is sent.</summary>
    public void Check(IReadOnlyList<ResourceId> ids)
    {
        var next = 0;
        for (var index = 1; index < _path.Length; index += 2)
        {
            if (_path[index] != WorkspaceParameter && ids[next++].IsEmpty)
            {
                throw new ArgumentException($"The {_path[index]} of {Method} {Route} is empty. Pass a numeric id or a public id.");
            }
        }
    }
}
