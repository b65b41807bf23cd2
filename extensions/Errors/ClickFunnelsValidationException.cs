namespace ClickFunnels;

/// <summary>The request was understood but refused by a validation (422). <see cref="ClickFunnelsApiException.Errors" /> holds the messages, by field where the service names one.</summary>
public sealed class ClickFunnelsValidationException : ClickFunnelsApiException
{
    internal ClickFunnelsValidationException(ErrorResponse response)
        : base(response, "the service refused the values.")
    {
    }
}
