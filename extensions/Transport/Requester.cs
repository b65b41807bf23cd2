using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace ClickFunnels;

/// <summary>Carries out calls: builds the request, sends it, repeats it where that is safe, and reads the answer.</summary>
internal sealed class Requester(ClickFunnelsConnection connection, WorkspaceScope workspace)
{
    private const int ErrorBodyLimit = 64 * 1024;
    private const string CursorHeader = "Pagination-Next";

    public ClickFunnelsConnection Connection { get; } = connection;

    public WorkspaceScope Workspace { get; } = workspace;

    private delegate object BodyReader(byte[] body, int length, string? envelope);

    public Task SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        CallAsync(request, Query(request), null, null, cancellationToken);

    public async Task<T> SendAsync<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : Model, new()
    {
        var answer = await CallAsync(request, Query(request), null, JsonResult.ReadModel<T>, cancellationToken).ConfigureAwait(false);
        return (T)answer.Value!;
    }

    public Pageable<T> List<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : Model, new()
    {
        // What was asked for is fixed now: options that change while pages are fetched change nothing.
        var query = Query(request);
        return new Pageable<T>(
            async (after, token) =>
            {
                var answer = await CallAsync(request, query, after, JsonResult.ReadList<T>, token).ConfigureAwait(false);
                return new Page<T>((IReadOnlyList<T>)answer.Value!, answer.NextCursor);
            },
            (request.Options as ListOptions)?.After,
            cancellationToken);
    }

    private static string Query(ApiRequest request) => request.Options?.ToQuery() ?? string.Empty;

    private async Task<Answer> CallAsync(ApiRequest request, string query, string? after, BodyReader? read, CancellationToken cancellationToken)
    {
        var operation = request.Operation;
        using var limit = Connection.Clock.StartLimit(Connection.Options.Timeout);
        using var both = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token) : null;
        var token = both?.Token ?? limit.Token;
        using var observation = new CallObservation(operation, Connection.Log, Connection.Clock);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            operation.Check(request.Ids);
            var body = Body(request);
            var subdomain = NeedsSubdomain(operation) ? await Workspace.GetSubdomainAsync(operation, LookUpAsync, token).ConfigureAwait(false) : Workspace.Subdomain;
            var address = Address(request, subdomain, query, after);
            Answer answer;
            try
            {
                answer = await AttemptAsync(operation, address, body, read, mayBeDone: false, token).ConfigureAwait(false);
            }
            catch (ClickFunnelsException failure) when (Connection.Resilience.Repeats(operation, failure))
            {
                answer = await RepeatAsync(operation, address, body, read, failure, observation, token).ConfigureAwait(false);
            }

            observation.Succeeded(answer.Status);
            return answer;
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var timeout = new ClickFunnelsTimeoutException(operation, "did not end, with its retries, within", Connection.Options.Timeout, (Exception?)observation.LastFailure ?? exception);
            observation.Failed(timeout);
            throw timeout;
        }
        catch (OperationCanceledException exception) when (exception.CancellationToken != cancellationToken && cancellationToken.IsCancellationRequested)
        {
            // The caller knows its own token, not the linked one.
            observation.Failed(exception);
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception exception)
        {
            observation.Failed(exception);
            throw;
        }
    }

    private Task<Answer> RepeatAsync(Operation operation, Uri address, byte[]? body, BodyReader? read, ClickFunnelsException failure, CallObservation observation, CancellationToken cancellationToken) =>
        Connection.Resilience.RepeatAsync(
            operation,
            failure,
            (mayBeDone, attemptToken) => AttemptAsync(operation, address, body, read, mayBeDone, attemptToken),
            observation.Retrying,
            cancellationToken);

    private bool NeedsSubdomain(Operation operation) => operation.Host == ApiHost.Workspace && !Connection.HasOneBase && Workspace.Subdomain is null;

    private Task<Workspace> LookUpAsync(ResourceId id, CancellationToken cancellationToken) => new WorkspacesClient(this).GetAsync(id, cancellationToken);

    private Uri Address(ApiRequest request, string? subdomain, string query, string? after)
    {
        var operation = request.Operation;
        if (operation.IsInWorkspace && Workspace.Id.IsEmpty)
        {
            throw new InvalidOperationException(
                $"{operation.Method} {operation.Route} needs a workspace, but this client is bound to none. Set WorkspaceId in the options, or call client.ForWorkspace(id) first.");
        }

        var address = new StringBuilder(128).Append(Connection.BaseOf(operation.Host, subdomain));
        operation.AppendPath(address, Workspace.Id, request.Ids);
        address.Append(query);
        if (after is not null)
        {
            address.Append(query.Length == 0 ? '?' : '&').Append("after=").Append(Uri.EscapeDataString(after));
        }

        return new Uri(address.ToString());
    }

    private static byte[]? Body(ApiRequest request)
    {
        if (request.Body is { } model)
        {
            return JsonBody.Write(model, request.Operation.Envelope);
        }

        return request.Operation.Body != BodyRule.Required
            ? null
            : throw new ArgumentNullException(nameof(request), $"{request.Operation.Method} {request.Operation.Route} needs a record to send, but null was passed.");
    }

    private async Task<Answer> AttemptAsync(Operation operation, Uri address, byte[]? body, BodyReader? read, bool mayBeDone, CancellationToken cancellationToken)
    {
        using var limit = Connection.Clock.StartLimit(Connection.Options.AttemptTimeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var message = new HttpRequestMessage(operation.Method, address);
            message.Headers.TryAddWithoutValidation("Accept", "application/json");
            message.Content = body is null ? null : JsonBody.ToContent(body);
            if (Connection.Options.TrafficRecorder is not null)
            {
                RecordedRoute.Set(message, operation);
            }

            using var response = await Connection.Http.SendAsync(message, both.Token).ConfigureAwait(false);
            return await ReadAsync(operation, response, read, mayBeDone, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ClickFunnelsTimeoutException(operation, "was not answered within", Connection.Options.AttemptTimeout, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A handler gave up by itself, as the one of .NET does when ConnectTimeout is over.
            throw new ClickFunnelsConnectionException(operation, requestMayHaveArrived: true, exception);
        }
        catch (HttpRequestException exception)
        {
            throw new ClickFunnelsConnectionException(operation, !Resilience.SurelyDidNotArrive(exception), exception);
        }
        catch (IOException exception)
        {
            throw new ClickFunnelsConnectionException(operation, requestMayHaveArrived: true, exception);
        }
        catch (InvalidDataException exception)
        {
            throw new ClickFunnelsResponseException($"{operation}: the answer could not be unpacked (Content-Encoding).", exception);
        }
    }

    private async Task<Answer> ReadAsync(Operation operation, HttpResponseMessage response, BodyReader? read, bool mayBeDone, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status is < 200 or > 299)
        {
            // When an earlier attempt's answer was lost, "not found" shows that it had deleted the record.
            if (status == 404 && mayBeDone && operation.Method == HttpMethod.Delete)
            {
                return new Answer(status, null, null);
            }

            throw (await ReadErrorAsync(operation, response, cancellationToken).ConfigureAwait(false)).ToException();
        }

        if (read is null)
        {
            return new Answer(status, null, null);
        }

        using var body = await ResponseBody.ReadAsync(response.Content, Connection.Options.MaxResponseBytes, cancellationToken).ConfigureAwait(false);
        if (!body.IsWhole)
        {
            throw new ClickFunnelsResponseException($"{operation}: the answer is larger than MaxResponseBytes ({Connection.Options.MaxResponseBytes}).");
        }

        try
        {
            return new Answer(status, read(body.Bytes, body.Length, operation.ResultEnvelope), Cursor(response));
        }
        catch (JsonException exception)
        {
            // The parser's own message may quote the body, so it is not passed on.
            var place = exception is JsonReaderException at ? $" at line {at.LineNumber}, position {at.LinePosition}" : string.Empty;
            throw new ClickFunnelsResponseException(
                $"{operation} was answered with {status}, but the body ({body.Length} bytes, {response.Content.Headers.ContentType?.MediaType ?? "no content type"}) is not the JSON that was expected{place}.");
        }
    }

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
            // The status says enough.
        }

        var isHtml = text?.TrimStart().StartsWith("<", StringComparison.Ordinal) == true
            || (response.Content.Headers.ContentType?.MediaType is "text/html" && !ErrorBody.IsObject(text));
        return new ErrorResponse(operation, (int)response.StatusCode, isHtml, text, isHtml ? [] : ErrorBody.Read(text), RetryAfter.Read(response, Connection.Clock));
    }

    private static string? Cursor(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues(CursorHeader, out var values))
        {
            foreach (var value in values)
            {
                return value.Length > 0 ? value : null;
            }
        }

        return null;
    }

    // A class and not generic, because the runtime has what runs asynchronous methods compiled for those already.
    private sealed class Answer(int status, object? value, string? nextCursor)
    {
        public int Status { get; } = status;

        /// <summary>A record or a list of them, as the one who calls asked for.</summary>
        public object? Value { get; } = value;

        public string? NextCursor { get; } = nextCursor;
    }
}
