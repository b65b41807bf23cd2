namespace ClickFunnels;

/// <summary>The access token does not cover the request (403).</summary>
public sealed class ClickFunnelsForbiddenException : ClickFunnelsApiException
{
    internal ClickFunnelsForbiddenException(ErrorResponse response)
        : base(response, "the access token does not cover this request.")
    {
    }
}
