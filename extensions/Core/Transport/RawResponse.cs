using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core;

/// <summary>A successful response of a <see cref="RawRequest" />: status, headers and body.</summary>
[Newtonsoft.Json.JsonConverter(typeof(ApiResponseConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(ApiResponseJsonConverter<RawResponse>))]
public sealed class RawResponse : ApiResponse
{
    private readonly byte[] _body;
    private readonly JsonLimits _limits;
    private JToken? _json;

    /// <summary>Creates a response; for tests of code that receives one.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="body">The body as text; null for none.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="requestId">The id that the service gave the request.</param>
    public RawResponse(int statusCode, string? body, IEnumerable<KeyValuePair<string, string>>? headers = null, string? requestId = null)
        : base(statusCode, headers, requestId) => _body = Encoding.UTF8.GetBytes(body ?? string.Empty);

    internal RawResponse(HttpResponseMessage response, IReadOnlyList<string> requestIdHeaders, byte[] body, JsonLimits limits)
        : base(response, requestIdHeaders)
    {
        _body = body;
        _limits = limits;
    }

    /// <summary>The body as text; empty when there is none. It may hold personal data.</summary>
    public string Body => Encoding.UTF8.GetString(_body);

    /// <summary>
    /// The body as JSON, with dates as they were sent; null when there is no body. A number that neither <c>long</c>, <c>decimal</c> nor
    /// <c>double</c> writes in the same way is a <see cref="JRaw" />: <c>(string)token</c> returns its text.
    /// </summary>
    /// <exception cref="ApiResponseException">The body is not JSON.</exception>
    public JToken? Json => _body.Length == 0 ? null : _json ??= Parse();

    /// <summary>Reads the body as a record.</summary>
    /// <param name="envelope">The key that wraps the record; null when it is bare.</param>
    /// <typeparam name="T">The type of the record.</typeparam>
    /// <exception cref="ApiResponseException">The body is not a JSON object.</exception>
    public T Read<T>(string? envelope = null)
        where T : Model, new()
    {
        try
        {
            return JsonResult.ReadModel<T>(_body, _body.Length, envelope, _limits);
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>Reads the body as a list of records.</summary>
    /// <param name="envelope">The key that wraps the list; null when it is bare.</param>
    /// <typeparam name="T">The type of a record.</typeparam>
    /// <exception cref="ApiResponseException">The body is not a JSON array of objects.</exception>
    public IReadOnlyList<T> ReadList<T>(string? envelope = null)
        where T : Model, new()
    {
        try
        {
            return JsonResult.ReadList<T>(_body, _body.Length, envelope, _limits);
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    private JToken Parse()
    {
        try
        {
            return JsonResult.ReadToken(_body, _body.Length, _limits);
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    // The parser's own message may quote the body, so it is not passed on.
    private ApiResponseException Unreadable(JsonException exception) =>
        exception is JsonLimitException
            ? new($"Reading the body: {exception.Message}.")
            : new($"The body of the response ({_body.Length} bytes) is not the expected JSON ({exception.GetType().Name}).");
}
