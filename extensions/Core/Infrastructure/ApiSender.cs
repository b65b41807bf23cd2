using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Carries out the calls of a client: one connection, and the scope that the client is bound to. Thread-safe.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiSender
{
    private readonly AttemptSender _attempts;

    /// <summary>Creates a sender.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="scope">What the client is bound to.</param>
    public ApiSender(ApiConnection connection, ApiScope scope)
    {
        Connection = connection ?? throw new ArgumentNullException(nameof(connection));
        Scope = scope ?? throw new ArgumentNullException(nameof(scope));
        _attempts = new AttemptSender(connection, new ResponseReader(connection));
    }

    /// <summary>The connection.</summary>
    public ApiConnection Connection { get; }

    /// <summary>The scope that the client is bound to.</summary>
    public ApiScope Scope { get; }

    /// <summary>Sends a request and ignores the body of the response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public Task SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        CallAsync(request, Query(request), null, null, cancellationToken);

    /// <summary>Sends a request and reads a record.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <typeparam name="T">The type of the record.</typeparam>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public async Task<T> SendAsync<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : Model, new()
    {
        var result = await CallAsync(request, Query(request), null, ReadModel<T>, cancellationToken).ConfigureAwait(false);

        // A repeated DELETE that found nothing has no record.
        return result.Value as T ?? new T();
    }

    /// <summary>Returns a list that is fetched page by page while it is enumerated.</summary>
    /// <param name="request">The request of the first page.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <typeparam name="T">The type of a record.</typeparam>
    public AsyncPageable<T> List<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : Model, new()
    {
        // The request is fixed now: options that change while pages are fetched change nothing.
        var query = Query(request);
        var first = request.Options is null ? request : request with { Options = request.Options.Copy() };
        var fetch = request.Operation.Has(OperationTraits.SkipPaging | OperationTraits.NumberPaging)
            ? new CountedPages<T>(this, first, query).FetchAsync
            : new Func<string?, CancellationToken, Task<Page<T>>>((after, token) => FetchPageAsync<T>(first, query, after, token));
        var after = (request.Options as ListOptions)?.After;
        return request.Operation.Has(OperationTraits.SkipPaging) && Connection.Service.RereadsMovingLists
            ? new RereadPageable<T>(fetch, request.Operation, after, cancellationToken)
            : new AsyncPageable<T>(fetch, after, cancellationToken);
    }

    internal async Task<RawResponse> SendRawAsync(RawRequest request, CancellationToken cancellationToken)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        var content = request.Body is { } body ? Encoding.UTF8.GetBytes(body.ToString(Formatting.None)) : null;
        var call = new ApiRequest(request.ToOperation(), [.. request.Ids]) { Options = request.Copy(), Content = content };
        var result = await CallAsync(call, request.ToQuery(), null, ResponseReader.ReadRaw, cancellationToken).ConfigureAwait(false);

        // A repeated DELETE that found nothing has no response of its own.
        return result.Value as RawResponse ?? new RawResponse(result.Status, null);
    }

    internal async Task<ApiResult> CallAsync(
        ApiRequest request,
        string query,
        string? page,
        BodyReader? read,
        CancellationToken cancellationToken
    )
    {
        var operation = request.Operation;
        var timeout = Timeout(request.Options);
        using var limit = Connection.Clock.StartLimit(timeout);
        using var both = cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token)
            : null;
        var token = both?.Token ?? limit.Token;
        using var observation = new CallObservation(operation, Connection);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            Check(request);
            // Forms are rare, so a first call without one does not compile what they need.
            var form = operation.Has(OperationTraits.Form | OperationTraits.FormWithFiles)
                ? MultipartBody.Of(request, Connection.Options.CheckRequiredFields)
                : null;
            var body = form?.Bytes ?? RequestBuilder.Body(request, Connection.Options.CheckRequiredFields);
            var baseAddress = Connection.BaseAddress ?? await Scope.GetBaseAddressAsync(operation, this, token).ConfigureAwait(false);
            var address = RequestBuilder.Address(baseAddress, request, Scope, query, page, Connection.Options.MaxUrlLength);
            var call = new ApiCall(_attempts, operation, address, body, read, request.Options, observation, timeout, Connection.Clock)
            {
                MediaType = form?.MediaType,
                // Asked only when it may be limited, because a first call compiles each method that it uses.
                Turns = query.Length == 0 && !operation.IsLimited ? null : Connection.FilteredReads.TurnsOf(operation, Scope, query),
            };
            ApiResult result;
            if (Connection.Retries.IsReplaced)
            {
                result = await Connection.Retries.ExecuteAsync(call, token).ConfigureAwait(false);
            }
            else
            {
                // The first attempt is started before the pipeline: when it succeeds, Polly is not even loaded.
                var first = call.AttemptAsync(token);
                try
                {
                    result = await first.ConfigureAwait(false);
                }
                catch (ApiException failure) when (failure.ShouldRetry)
                {
                    result = await Connection.Retries.ExecuteAsync(call, first, token).ConfigureAwait(false);
                }
            }

            observation.Succeeded(result.Status);
            return result;
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var timedOut = new ApiTimeoutException(
                operation,
                "did not end, with its retries, within",
                timeout,
                (Exception?)observation.LastFailure ?? exception
            );
            observation.Failed(timedOut);
            throw timedOut;
        }
        catch (OperationCanceledException exception)
            when (exception.CancellationToken != cancellationToken && cancellationToken.IsCancellationRequested)
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

    private async Task<Page<T>> FetchPageAsync<T>(ApiRequest request, string query, string? after, CancellationToken cancellationToken)
        where T : Model, new()
    {
        var page = after is null ? null : Connection.Service.CursorParameter + "=" + Uri.EscapeDataString(after);
        var result = await CallAsync(request, query, page, ReadList<T>, cancellationToken).ConfigureAwait(false);
        return Noted(request.Operation, ((Page<T>)result.Value!).WithCursor(result.NextCursor));
    }

    /// <summary>Logs that a page has items that are not records.</summary>
    internal Page<T> Noted<T>(Operation operation, Page<T> page)
    {
        if (page.SkippedItems.Count > 0 && Connection.Log is { } log)
        {
            ClientLog.Skipped(log, operation.Method.Method, operation.Route, page.SkippedItems.Count);
        }

        return page;
    }

    private static object ReadModel<T>(byte[] body, int length, Operation operation, JsonLimits limits)
        where T : Model, new() => JsonResult.ReadModel<T>(body, length, Envelope(body, length, operation, limits), limits);

    private static Page<T> ReadList<T>(byte[] body, int length, Operation operation, JsonLimits limits)
        where T : Model, new() => JsonResult.ReadPage<T>(body, length, Envelope(body, length, operation, limits), limits);

    private static string? Envelope(byte[] body, int length, Operation operation, JsonLimits limits) =>
        operation.Has(OperationTraits.OptionalResultEnvelope)
            ? JsonResult.FindEnvelope(body, length, operation.ResultEnvelope!, limits)
            : operation.ResultEnvelope;

    private static string Query(ApiRequest request) => request.Options?.ToQuery() ?? string.Empty;

    private TimeSpan Timeout(RequestOptions? options) =>
        options?.Timeout switch
        {
            null => Connection.Options.Timeout,
            { } timeout when timeout > TimeSpan.Zero && timeout <= ApiClientOptions.LongestTimeout => timeout,
            { } timeout => throw new ArgumentOutOfRangeException(
                nameof(options),
                timeout,
                "RequestOptions.Timeout must be more than zero and at most one day."
            ),
        };

    private void Check(ApiRequest request)
    {
        request.Operation.Check(Scope, request.Ids);
        if (request.Options?.SentHeaders is { } headers)
        {
            HeaderText.Check(headers, Connection.Service.AuthenticationHeader);
        }

        if (request.Options?.ViolatedRule is { } rule && Connection.Options.CheckRequiredFields)
        {
            throw BrokenRule(request.Operation, rule);
        }
    }

    private static ArgumentException BrokenRule(Operation operation, string rule) =>
        new(
            $"{operation}: the options break a rule: {rule} Correct them, or set the option CheckRequiredFields to "
                + "false to let the service decide."
        );
}
