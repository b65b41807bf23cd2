using System.Collections.Generic;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Describes what is particular to one service. Each client package has one instance, which all its connections share.</summary>
public sealed class ApiService
{
    private ApiTelemetry? _telemetry;

    /// <summary>Name of the service, for messages and telemetry, such as <c>Acme</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Path below <see cref="ApiClientOptions.BaseAddress" /> that all routes start from, with a slash at both ends.</summary>
    public string ApiPath { get; init; } = "/";

    /// <summary>Name of the request header that carries the access token.</summary>
    public string AuthenticationHeader { get; init; } = "Authorization";

    /// <summary>Text before the access token in its header; empty when the header holds the token alone.</summary>
    public string AuthenticationPrefix { get; init; } = "Bearer ";

    /// <summary>Names that the service uses for paging.</summary>
    public PagingNames Paging { get; init; } = new();

    /// <summary>Response headers that may hold the id of a request, in order of preference.</summary>
    public IReadOnlyList<string> RequestIdHeaders { get; init; } = ["X-Request-Id", "Request-Id"];

    /// <summary>Texts that the service writes before its error messages and that are not part of them.</summary>
    public IReadOnlyList<string> ErrorPrefixes { get; init; } = [];

    /// <summary>What recorded traffic may contain unredacted.</summary>
    public RedactionPolicy Redaction { get; init; } = new();

    internal ApiTelemetry Telemetry => _telemetry ??= new ApiTelemetry(Name);
}
