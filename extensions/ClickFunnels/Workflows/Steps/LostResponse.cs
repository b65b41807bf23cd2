using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>
/// Decides whether a failed POST may have been carried out: the connection broke, the call timed out, the service failed (5xx), or a
/// successful response could not be read. A refusal (4xx) created nothing.
/// </summary>
internal static class LostResponse
{
    public static bool Is(ApiException exception) =>
        exception switch
        {
            ApiConnectionException connection => connection.RequestMayHaveArrived,
            ApiTimeoutException => true,
            ApiResponseException => true,
            ApiStatusException { StatusCode: 408 or >= 500 } => true,
            _ => false,
        };
}
