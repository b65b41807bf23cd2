namespace ClickFunnels;

/// <summary>Too many requests (429). The service publishes no limit and promises no <c>Retry-After</c>.</summary>
public sealed class ClickFunnelsRateLimitException : ClickFunnelsApiException
{
    internal ClickFunnelsRateLimitException(ErrorResponse response)
        : base(response, "too many requests.")
    {
    }

    /// <inheritdoc />
    public override bool IsTransient => true;
}
