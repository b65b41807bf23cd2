namespace ClickFunnels.Drift.Commands;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCode
{
    /// <summary>Nothing at or above the level of <c>--fail-on</c>.</summary>
    public const int Clean = 0;

    /// <summary>At least one finding at or above the level.</summary>
    public const int Findings = 1;

    /// <summary>The arguments are wrong, or an output cannot be written.</summary>
    public const int BadUsage = 2;

    /// <summary>An input could not be read, or there was nothing to compare.</summary>
    public const int BadInput = 3;

    /// <summary>An internal error.</summary>
    public const int InternalError = 70;

    /// <summary>Stopped by the user or by a signal.</summary>
    public const int Canceled = 130;
}
