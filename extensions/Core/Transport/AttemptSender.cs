using System;
using System.IO;
using System.Net.Http;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// Sends one attempt of a call within its time limit, when the limits of the service allow it, and turns every failure into an
/// <see cref="ApiException" />.
/// </summary>
internal sealed class AttemptSender(ApiConnection connection, ResponseReader reader)
{
    // No asynchronous method of its own for the usual case: each one costs time when a program makes its first call.
    public Task<ApiResult> SendAsync(ApiCall call, CancellationToken cancellationToken) =>
        call.Turns is null ? SendFreelyAsync(call, cancellationToken) : SendInTurnAsync(call, call.Turns, cancellationToken);

    private Task<ApiResult> SendFreelyAsync(ApiCall call, CancellationToken cancellationToken) =>
        connection.Gate.TryEnter(out var episode)
            ? SendNowAsync(call, episode, cancellationToken)
            : SendLaterAsync(call, cancellationToken);

    private async Task<ApiResult> SendInTurnAsync(ApiCall call, SemaphoreSlim turns, CancellationToken cancellationToken)
    {
        var start = connection.Clock.GetTimestamp();
        var turn = turns.WaitAsync(cancellationToken);
        var waits = !turn.IsCompleted;
        await turn.ConfigureAwait(false);
        try
        {
            if (waits)
            {
                call.Waited(connection.Clock.GetElapsedTime(start));
            }

            return await SendFreelyAsync(call, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<ApiResult> SendLaterAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var start = connection.Clock.GetTimestamp();
        var episode = await connection.Gate.EnterAsync(call.IsRepeated, cancellationToken).ConfigureAwait(false);
        if (episode >= 0)
        {
            try
            {
                call.Waited(connection.Clock.GetElapsedTime(start));
            }
            catch
            {
                // OnWait failed; the gate has counted the request already.
                connection.Gate.Exit(wasSent: false);
                throw;
            }

            return await SendNowAsync(call, episode, cancellationToken).ConfigureAwait(false);
        }

        var (response, remaining) = connection.Gate.Refusal();
        call.Pause = remaining;
        throw call.Failed(new ErrorResponse(call.Operation, response, ErrorBodyKind.None, null, [], remaining).ToException());
    }

    private async Task<ApiResult> SendNowAsync(ApiCall call, int episode, CancellationToken cancellationToken)
    {
        var isSent = false;
        try
        {
            using var limit = connection.Clock.StartLimit(connection.Options.AttemptTimeout);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            using var message = RequestBuilder.Message(call, connection);
            HttpResponseMessage? response = null;
            try
            {
                isSent = true;
                connection.Gate.Sent();
                response = await connection.Http.SendAsync(message, both.Token).ConfigureAwait(false);
                CheckIsOf(call, message, response);
                var result = await reader.ReadAsync(call, response, both.Token).ConfigureAwait(false);
                connection.Gate.Accepted(episode);
                return result;
            }
            catch (TokenProviderFailure exception)
            {
                ExceptionDispatchInfo.Capture(exception.InnerException!).Throw();
                throw;
            }
            catch (Exception exception)
                when (ToFailure(call, message, response, exception, limit.IsCancellationRequested, cancellationToken) is { } failure)
            {
                Note(call, failure, episode);
                failure.ShouldRetry = RetryRules.ShouldRetry(call, failure, connection.Options);
                if (ReferenceEquals(failure, exception))
                {
                    throw;
                }

                throw failure;
            }
            finally
            {
                response?.Dispose();
            }
        }
        finally
        {
            connection.Gate.Exit(isSent);
        }
    }

    /// <summary>Returns the documented exception for a failed attempt; null for an exception that leaves the client as it is.</summary>
    private ApiException? ToFailure(
        ApiCall call,
        HttpRequestMessage message,
        HttpResponseMessage? response,
        Exception exception,
        bool isOutOfTime,
        CancellationToken cancellationToken
    ) =>
        exception switch
        {
            ApiException failure => failure,
            OperationCanceledException when cancellationToken.IsCancellationRequested => null,
            OperationCanceledException when isOutOfTime => call.Failed(
                new ApiTimeoutException(call.Operation, "got no response within", connection.Options.AttemptTimeout, exception)
            ),
            // A handler gave up by itself, as the one of .NET does when ConnectTimeout is over.
            OperationCanceledException => Lost(call, MayHaveArrived(message), exception),
            HttpRequestException request => Lost(call, MayHaveArrived(message) && !RetryRules.SurelyDidNotArrive(request), exception),
            InvalidDataException => call.Failed(
                new ApiResponseException($"{call.Operation}: the response could not be decompressed (Content-Encoding).", exception)
            ),
            IOException => Lost(call, true, exception),
            ObjectDisposedException => null,
            // A handler of the host failed in its own way, for example one that limits or repeats requests.
            _ when response is null => Lost(call, MayHaveArrived(message), exception),
            // An exception of the user's own code, such as RequestOptions.OnResponse.
            _ => null,
        };

    private static ApiException Lost(ApiCall call, bool requestMayHaveArrived, Exception exception) =>
        call.Failed(new ApiConnectionException(call.Operation, requestMayHaveArrived, exception));

    private void Note(ApiCall call, ApiException failure, int episode)
    {
        if (failure is ApiRateLimitException refused)
        {
            call.Pause = connection.Gate.Refused(episode, refused.RetryAfter, refused.Response);
        }
        else if (failure is ApiServerException { StatusCode: 503, RetryAfter: { } wait } unavailable)
        {
            call.Pause = connection.Gate.Unavailable(wait, unavailable.Response);
        }
        else if (failure is ApiStatusException or ApiResponseException)
        {
            connection.Gate.Accepted(episode);
        }
    }

    // The body is sent last: before it is started, the service cannot have carried the request out.
    private static bool MayHaveArrived(HttpRequestMessage message) => message.Content is not RequestContent { IsStarted: false };

    // A handler that follows redirects changes the message: the response then belongs to another request. A handler may still send the
    // request to another host, below another path, or with a longer query.
    private static void CheckIsOf(ApiCall call, HttpRequestMessage message, HttpResponseMessage response)
    {
        var request = response.RequestMessage ?? message;
        if (
            request.Method != call.Operation.Method
            || request.RequestUri?.AbsolutePath.EndsWith(call.Address.AbsolutePath, StringComparison.Ordinal) == false
        )
        {
            throw call.Failed(
                new ApiResponseException(
                    $"{call.Operation}: the response belongs to another request, because a message handler followed a redirect. Set "
                        + "AllowAutoRedirect of the primary handler to false. The request may have been carried out."
                )
            );
        }
    }
}
