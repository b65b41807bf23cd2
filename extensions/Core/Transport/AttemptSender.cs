using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>Sends one attempt of a call within its time limit, and turns every failure into an <see cref="ApiException" />.</summary>
internal sealed class AttemptSender(ApiConnection connection, ResponseReader reader)
{
    public async Task<ApiResult> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var operation = call.Operation;
        using var limit = connection.Clock.StartLimit(connection.Options.AttemptTimeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var message = RequestBuilder.Message(call, connection);
            using var response = await connection.Http.SendAsync(message, both.Token).ConfigureAwait(false);
            return await reader.ReadAsync(call, response, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw call.Failed(new ApiTimeoutException(operation, "got no response within", connection.Options.AttemptTimeout, exception));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A handler gave up by itself, as the one of .NET does when ConnectTimeout is over.
            throw call.Failed(new ApiConnectionException(operation, requestMayHaveArrived: true, exception));
        }
        catch (HttpRequestException exception)
        {
            throw call.Failed(new ApiConnectionException(operation, !RetryRules.SurelyDidNotArrive(exception), exception));
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
}
