namespace ClickFunnels;

/// <summary>The edge in front of the service blocked the request and answered with an HTML page, as it does for a missing or unwelcome User-Agent.</summary>
public sealed class ClickFunnelsBlockedException : ClickFunnelsApiException
{
    internal ClickFunnelsBlockedException(ErrorResponse response)
        : base(response, "the edge in front of the service blocked the request; the usual cause is the User-Agent.")
    {
    }
}
