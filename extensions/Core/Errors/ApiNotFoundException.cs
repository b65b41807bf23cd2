namespace ClickFunnels.Core;

/// <summary>There is no such record for this token (404). The service also hides a record behind this status when its state does not allow the call.</summary>
public sealed class ApiNotFoundException : ApiStatusException
{
    internal ApiNotFoundException(ErrorResponse response)
        : base(response, "there is no such record for this token, or its state does not allow the call.")
    {
    }
}
