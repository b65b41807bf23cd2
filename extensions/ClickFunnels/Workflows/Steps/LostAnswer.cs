using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>
/// Tells whether a failed POST may have been carried out all the same: the connection broke, the time was over, the service
/// failed (5xx), or it answered with success that could not be read. A refusal (4xx) created nothing.
/// </summary>
internal static class LostAnswer
{
    public static bool Is(ApiException exception) => exception switch
    {
        ApiConnectionException connection => connection.RequestMayHaveArrived,
        ApiTimeoutException => true,
        ApiResponseException => true,
        ApiStatusException { StatusCode: 408 or >= 500 } => true,
        _ => false,
    };
}
