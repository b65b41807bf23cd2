using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Http;
using System.Net.Http.Headers;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>Status and headers of a response.</summary>
[DebuggerDisplay("ApiResponse {StatusCode}")]
[Newtonsoft.Json.JsonConverter(typeof(ApiResponseConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(ApiResponseJsonConverter<ApiResponse>))]
public class ApiResponse
{
    /// <summary>Creates a response; for tests of code that receives one.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The headers; a name that appears twice gets both values, separated by a comma.</param>
    /// <param name="requestId">The id that the service gave the request.</param>
    public ApiResponse(int statusCode, IEnumerable<KeyValuePair<string, string>>? headers = null, string? requestId = null)
    {
        var copy = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers ?? [])
        {
            copy[header.Key] = copy.TryGetValue(header.Key, out var earlier) ? earlier + ", " + header.Value : header.Value;
        }

        StatusCode = statusCode;
        Headers = copy;
        RequestId = requestId;
    }

    internal ApiResponse(HttpResponseMessage response, IReadOnlyList<string> requestIdHeaders)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Add(headers, response.Headers);
        if (response.Content is { } content)
        {
            Add(headers, content.Headers);
        }

        StatusCode = (int)response.StatusCode;
        Headers = headers;
        foreach (var name in requestIdHeaders)
        {
            if (RequestId is null && headers.TryGetValue(name, out var id) && id.Length > 0)
            {
                RequestId = id;
            }
        }
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The headers by name, in any case; several values of one name are separated by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The id that the service gave the request, for its support; null when the response has none.</summary>
    public string? RequestId { get; }

    /// <summary>Returns the status; never headers, which may hold personal data.</summary>
    public override string ToString() => "status " + StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Add(Dictionary<string, string> target, HttpHeaders headers)
    {
        foreach (var header in headers)
        {
            target[header.Key] = string.Join(", ", header.Value);
        }
    }
}
