namespace ClickFunnels.Cli.Running;

/// <summary>The exit codes of the program, one for each category. docs/cli.md lists them.</summary>
internal static class ExitCodes
{
    /// <summary>Everything was done.</summary>
    public const int Success = 0;

    /// <summary>The command ran, and what it checked is not as it should be, or a part of its work failed.</summary>
    public const int Negative = 1;

    /// <summary>The arguments are wrong.</summary>
    public const int Usage = 2;

    /// <summary>A file or the data in it cannot be used.</summary>
    public const int Input = 3;

    /// <summary>The command was not confirmed: it needs --yes.</summary>
    public const int NotConfirmed = 4;

    /// <summary>There is no account to use, or its settings are wrong.</summary>
    public const int Account = 5;

    /// <summary>The service did not accept the token (401).</summary>
    public const int Unauthorized = 10;

    /// <summary>The token may not do this (403).</summary>
    public const int Forbidden = 11;

    /// <summary>The record does not exist (404).</summary>
    public const int NotFound = 12;

    /// <summary>The service refused the request (400, 422 and other statuses below 500).</summary>
    public const int Refused = 13;

    /// <summary>The request conflicts with the state of the record (409).</summary>
    public const int Conflict = 14;

    /// <summary>Too many requests (429).</summary>
    public const int RateLimit = 15;

    /// <summary>The service failed (5xx).</summary>
    public const int Service = 16;

    /// <summary>The service could not be reached.</summary>
    public const int Connection = 17;

    /// <summary>The call took too long.</summary>
    public const int Timeout = 18;

    /// <summary>The response of the service could not be read.</summary>
    public const int Response = 19;

    /// <summary>A mistake in this program.</summary>
    public const int Internal = 70;

    /// <summary>Stopped by the user or by a signal.</summary>
    public const int Canceled = 130;
}
