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
    public async Task<ApiResult> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var gate = connection.Gate;
        var episode = await EnterAsync(call, cancellationToken).ConfigureAwait(false);
        try
        {
            var result = await SendNowAsync(call, cancellationToken).ConfigureAwait(false);
            gate.Accepted(episode);
            return result;
        }
        catch (ApiException failure)
        {
            Note(call, failure, episode);
            failure.ShouldRetry = RetryRules.ShouldRetry(call, failure, connection.Options);
            throw;
        }
        finally
        {
            gate.Exit();
        }
    }

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

    private async Task<int> EnterAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var entering = connection.Gate.EnterAsync(call.IsRepeated, cancellationToken);
        int episode;
        if (entering.IsCompletedSuccessfully)
        {
            episode = entering.Result;
        }
        else
        {
            var start = connection.Clock.GetTimestamp();
            episode = await entering.ConfigureAwait(false);
            call.Waited(connection.Clock.GetElapsedTime(start));
        }

        if (episode >= 0)
        {
            return episode;
        }

        var (response, remaining) = connection.Gate.Refusal();
        call.Pause = remaining;
        throw call.Failed(new ErrorResponse(call.Operation, response, ErrorBodyKind.None, null, [], remaining).ToException());
    }

    private async Task<ApiResult> SendNowAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var operation = call.Operation;
        using var limit = connection.Clock.StartLimit(connection.Options.AttemptTimeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var message = RequestBuilder.Message(call, connection);
        try
        {
            using var response = await SendAsync(call, message, both.Token).ConfigureAwait(false);
            CheckIsOf(call, message, response);
            return await reader.ReadAsync(call, response, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw call.Failed(new ApiTimeoutException(operation, "got no response within", connection.Options.AttemptTimeout, exception));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A handler gave up by itself, as the one of .NET does when ConnectTimeout is over.
            throw call.Failed(new ApiConnectionException(operation, MayHaveArrived(message), exception));
        }
        catch (HttpRequestException exception)
        {
            var mayHaveArrived = MayHaveArrived(message) && !RetryRules.SurelyDidNotArrive(exception);
            throw call.Failed(new ApiConnectionException(operation, mayHaveArrived, exception));
        }
        catch (IOException exception)
        {
            throw call.Failed(new ApiConnectionException(operation, requestMayHaveArrived: true, exception));
        }
        catch (InvalidDataException exception)
        {
            throw call.Failed(
                new ApiResponseException($"{operation}: the response could not be decompressed (Content-Encoding).", exception)
            );
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ApiCall call, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.Http.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (TokenProviderFailure failure)
        {
            ExceptionDispatchInfo.Capture(failure.InnerException!).Throw();
            throw;
        }
        catch (Exception exception)
            when (exception
                    is not (OperationCanceledException or HttpRequestException or IOException or ApiException or ObjectDisposedException)
            )
        {
            // A handler of the host failed in its own way, for example one that limits or repeats requests.
            throw call.Failed(new ApiConnectionException(call.Operation, MayHaveArrived(message), exception));
        }
    }

    // The body is sent last: before it is started, the service cannot have carried the request out.
    private static bool MayHaveArrived(HttpRequestMessage message) => message.Content is not RequestContent { IsStarted: false };

    // A handler that follows redirects changes the message. The response then belongs to another request.
    private static void CheckIsOf(ApiCall call, HttpRequestMessage message, HttpResponseMessage response)
    {
        var request = response.RequestMessage ?? message;
        if (
            request.Method != call.Operation.Method
            || request.RequestUri?.PathAndQuery.EndsWith(call.Address.PathAndQuery, StringComparison.Ordinal) == false
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
