namespace ClickFunnels.AspNetCore;

/// <summary>Why an account was not connected.</summary>
public enum ClickFunnelsConnectFailure
{
    /// <summary>The customer denied access.</summary>
    AccessDenied,

    /// <summary>
    /// This browser did not start the attempt, or too long ago, or as another user: its cookie is missing or of another state.
    /// Begin again.
    /// </summary>
    UnknownAttempt,

    /// <summary>The service refused, for example a code that was used before; the exception says why.</summary>
    Refused,

    /// <summary>The service did not answer or failed; try again later.</summary>
    Unavailable,

    /// <summary>The <c>returnUrl</c> that the start was asked for is no path of this application.</summary>
    ReturnUrlRefused,
}
