using System;
using System.Net.Http;
using System.Net.Sockets;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// Decides what may be repeated. Operations that are safe to repeat are repeated after any transient failure; the others only when the
/// service refused them (429, 503) or they surely did not arrive, because they may create something twice.
/// </summary>
internal static class RetryRules
{
    public static bool IsSafeToRepeat(Operation operation, ApiException failure) =>
        failure.IsTransient
        && (
            operation.IsSafeToRepeat
            || failure switch
            {
                ApiRateLimitException => true,
                ApiServerException { StatusCode: 503 } => true,
                ApiConnectionException connection => !connection.RequestMayHaveArrived,
                _ => false,
            }
        );

    /// <summary>
    /// Returns true when the client itself repeats the call after this failure: it is safe, and the service asks for no longer pause than
    /// the client waits for and the call has time for.
    /// </summary>
    public static bool ShouldRetry(ApiCall call, ApiException? failure, ApiClientOptions options) =>
        failure is { IsSafeToRepeat: true }
        && options.MaxRetries > 0
        && call.Pause <= options.MaxRetryDelay
        && call.Pause < call.Remaining
        && call.Options?.AllowsRepeating(failure) != false;

    /// <summary>Returns true when the failure shows that not even a connection was made.</summary>
    public static bool SurelyDidNotArrive(HttpRequestException exception)
    {
#if NET
        if (
            exception.HttpRequestError
            is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError
        )
        {
            return true;
        }
#endif
        for (Exception? inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (
                inner is SocketException
                {
                    SocketErrorCode: SocketError.ConnectionRefused
                        or SocketError.HostNotFound
                        or SocketError.HostUnreachable
                        or SocketError.NetworkUnreachable
                }
            )
            {
                return true;
            }
        }

        return false;
    }
}
