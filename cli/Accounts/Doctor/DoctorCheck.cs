namespace ClickFunnels.Cli.Accounts.Doctor;

/// <summary>The result of a check.</summary>
internal enum DoctorResult
{
    Ok,
    Warning,
    Failed,

    /// <summary>An earlier check failed, so that this one could not be made.</summary>
    Skipped,
}

/// <summary>A line of the report of <c>doctor</c>. It holds no secret.</summary>
/// <param name="Check">The name of the check.</param>
/// <param name="Result">The result.</param>
/// <param name="Found">The finding, as a sentence.</param>
/// <param name="Fix">The way to repair it; null if no repair is necessary.</param>
internal sealed record DoctorCheck(string Check, string Result, string Found, string? Fix)
{
    public static DoctorCheck Ok(string check, string found) => new(check, NameOf(DoctorResult.Ok), found, null);

    public static DoctorCheck Warning(string check, string found, string fix) => new(check, NameOf(DoctorResult.Warning), found, fix);

    public static DoctorCheck Failed(string check, string found, string fix) => new(check, NameOf(DoctorResult.Failed), found, fix);

    public static DoctorCheck Skipped(string check, string because) =>
        new(check, NameOf(DoctorResult.Skipped), $"Not checked, because {because}.", null);

    public bool HasFailed => Result == NameOf(DoctorResult.Failed);

    private static string NameOf(DoctorResult result) => result.ToString().ToLowerInvariant();
}
