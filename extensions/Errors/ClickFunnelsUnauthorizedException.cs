namespace ClickFunnels;

/// <summary>The access token is missing or invalid (401).</summary>
public sealed class ClickFunnelsUnauthorizedException : ClickFunnelsApiException
{
    internal ClickFunnelsUnauthorizedException(ErrorResponse response)
        : base(response, "the access token is missing or invalid.")
    {
    }
}
