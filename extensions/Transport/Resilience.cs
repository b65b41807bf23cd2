using System;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels;

/// <summary>
/// Repeats what is safe to repeat. GET, PUT, PATCH and DELETE are repeated after any transient failure; POST
/// only when the service refused it (429, 503) or it surely did not arrive, because it may create something twice.
/// </summary>
internal sealed class Resilience(ClickFunnelsClientOptions options, TimeProvider clock)
{
    // Made with the first failure: most calls never need it, and a program without failures never loads Polly.
    private readonly Lazy<Retries> _retries = new(() => new Retries(options, clock));

    public bool Repeats(Operation operation, ClickFunnelsException failure) => options.MaxRetries > 0 && IsRepeatable(operation, failure, options);

    /// <summary>Goes on after a first attempt that failed: repeats it as the rules allow.</summary>
    /// <remarks>An attempt is told whether an earlier one may have been carried out.</remarks>
    public Task<T> RepeatAsync<T>(Operation operation, ClickFunnelsException failure, Func<bool, CancellationToken, Task<T>> attempt, Action<int, ClickFunnelsException> onRetry, CancellationToken cancellationToken) =>
        _retries.Value.ExecuteAsync(operation, failure, attempt, onRetry, cancellationToken);

    internal static bool IsRepeatable(Operation operation, ClickFunnelsException exception, ClickFunnelsClientOptions options)
    {
        if (!exception.IsTransient || (exception is ClickFunnelsApiException { RetryAfter: { } wait } && wait > options.MaxRetryDelay))
        {
            return false;
        }

        return operation.IsIdempotent || exception switch
        {
            ClickFunnelsRateLimitException => true,
            ClickFunnelsServerException { StatusCode: 503 } => true,
            ClickFunnelsConnectionException connection => !connection.RequestMayHaveArrived,
            _ => false,
        };
    }

    /// <summary>Whether the failure shows that not even a connection was there.</summary>
    internal static bool SurelyDidNotArrive(HttpRequestException exception)
    {
#if NET8_0_OR_GREATER
        if (exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return true;
        }
#endif
        for (Exception? inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable })
            {
                return true;
            }
        }

        return false;
    }
}
