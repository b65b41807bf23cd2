namespace ClickFunnels;

/// <summary>The service failed (5xx). The body may be HTML.</summary>
public sealed class ClickFunnelsServerException : ClickFunnelsApiException
{
    internal ClickFunnelsServerException(ErrorResponse response)
        : base(response, "the service failed.")
    {
    }

    /// <inheritdoc />
    public override bool IsTransient => true;
}
