using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>Reads responses: the value of a successful one, the exception of another.</summary>
internal sealed class ResponseReader(ApiConnection connection)
{
    private const int ErrorBodyLimit = 64 * 1024;

    private readonly ApiService _service = connection.Service;

    public async Task<ApiResult> ReadAsync(ApiCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var operation = call.Operation;
        var status = (int)response.StatusCode;
        call.Options?.OnResponse?.Invoke(new ApiResponse(response, _service.RequestIdHeaders));
        if (status is < 200 or > 299)
        {
            // When the response of an earlier attempt was lost, "not found" shows that it had deleted the record.
            if (status == 404 && call.MayHaveBeenCarriedOut && operation.Method == HttpMethod.Delete)
            {
                return new ApiResult(status, null, null);
            }

            throw call.Failed((await ReadErrorAsync(operation, response, cancellationToken).ConfigureAwait(false)).ToException());
        }

        if (call.Read is null)
        {
            // A login page with status 200 must not look as if the request had been carried out.
            if (response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                await RefusePageAsync(call, response, cancellationToken).ConfigureAwait(false);
            }

            return new ApiResult(status, null, null);
        }

        using var body = await ResponseBody
            .ReadAsync(response.Content, connection.Options.MaxResponseBytes, cancellationToken)
            .ConfigureAwait(false);
        if (!body.IsWhole)
        {
            throw call.Failed(
                new ApiResponseException(
                    $"{operation}: the response is larger than MaxResponseBytes ({connection.Options.MaxResponseBytes})."
                )
            );
        }

        try
        {
            var value = call.Read(body.Bytes, body.Length, operation, JsonLimits.Of(connection.Options, cancellationToken));
            return new ApiResult(
                status,
                value is byte[] raw
                    ? new RawResponse(response, _service.RequestIdHeaders, raw, JsonLimits.Of(connection.Options, default))
                    : value,
                operation.Has(OperationTraits.CursorPaging) ? Cursor(response) : null
            );
        }
        catch (JsonLimitException exception)
        {
            throw call.Failed(new ApiResponseException($"{operation}: {exception.Message}."));
        }
        catch (JsonException exception)
        {
            // The parser's own message may quote the body, so it is not passed on.
            var position = exception is JsonReaderException at ? $" at line {at.LineNumber}, position {at.LinePosition}" : string.Empty;
            throw call.Failed(
                new ApiResponseException(
                    $"{operation} returned status {status}, but the body ({body.Length} bytes, "
                        + $"{response.Content.Headers.ContentType?.MediaType ?? "no content type"}) is not the expected "
                        + $"JSON{position}.{PageAdvice(ErrorBody.KindOf(body.Bytes, body.Length))}"
                )
            );
        }
    }

    /// <summary>Reads a body as it is.</summary>
    public static object ReadRaw(byte[] body, int length, Operation operation, JsonLimits limits) => body.AsSpan(0, length).ToArray();

    private async Task RefusePageAsync(ApiCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = await ResponseBody.ReadAsync(response.Content, ErrorBodyLimit, cancellationToken).ConfigureAwait(false);
        if (ErrorBody.KindOf(body.Bytes, body.Length) == ErrorBodyKind.Html)
        {
            throw call.Failed(
                new ApiResponseException(
                    $"{call.Operation} returned status {(int)response.StatusCode}, but a web page, so the request was probably not carried "
                        + $"out.{PageAdvice(ErrorBodyKind.Html)}"
                )
            );
        }
    }

    private string PageAdvice(ErrorBodyKind kind) =>
        kind == ErrorBodyKind.Html && _service.RedirectAdvice.Length > 0 ? " " + _service.RedirectAdvice : string.Empty;

    private async Task<ErrorResponse> ReadErrorAsync(Operation operation, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string? text = null;
        try
        {
            using var body = await ResponseBody.ReadAsync(response.Content, ErrorBodyLimit, cancellationToken).ConfigureAwait(false);
            text = body.Length == 0 ? null : Encoding.UTF8.GetString(body.Bytes, 0, body.Length);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException)
        {
            // The status alone decides the exception.
        }

        var kind = ErrorBody.KindOf(text, response.Content.Headers.ContentType?.MediaType);
        IReadOnlyList<ApiError> errors = kind == ErrorBodyKind.Json ? ErrorBody.Read(text, _service.ErrorPrefixes, operation.Envelope) : [];
        return new ErrorResponse(
            operation,
            new ApiResponse(response, _service.RequestIdHeaders),
            kind,
            text,
            errors,
            RetryAfter.Read(response, connection.Clock) ?? (kind == ErrorBodyKind.Json ? RetryAfter.Read(text) : null),
            _service.RedirectAdvice,
            _service.AdviceOn((int)response.StatusCode, errors)
        );
    }

    private string? Cursor(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues(_service.CursorHeader, out var values))
        {
            foreach (var value in values)
            {
                return value.Length > 0 ? value : null;
            }
        }

        return null;
    }
}
