namespace ClickFunnels;

/// <summary>The request was malformed (400): no JSON, no envelope, or an unknown filter attribute.</summary>
public sealed class ClickFunnelsBadRequestException : ClickFunnelsApiException
{
    internal ClickFunnelsBadRequestException(ErrorResponse response)
        : base(response, "the request is malformed.")
    {
    }
}
