using ClickFunnels.Cli.Accounts.Profiles;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts.Doctor;

/// <summary>Checks the files in the settings folder.</summary>
internal static class SettingsFileChecks
{
    private const string Name = "settings";

    public static IEnumerable<DoctorCheck> Run(CliHost host)
    {
        var store = new ProfileStore(host);
        var problems = new List<DoctorCheck>();
        if (PrivateFile.OpenMode(host.SettingsFolder) is { } folderMode)
        {
            problems.Add(
                DoctorCheck.Warning(
                    Name,
                    $"Other users of this machine can open {host.SettingsFolder} (mode {folderMode}).",
                    $"Run chmod 700 '{host.SettingsFolder}'."
                )
            );
        }

        if (PrivateFile.OpenMode(store.CredentialsPath) is { } mode)
        {
            problems.Add(
                DoctorCheck.Failed(
                    Name,
                    $"Other users of this machine can read {store.CredentialsPath} (mode {mode}), which holds tokens.",
                    $"Run chmod 600 '{store.CredentialsPath}', and replace the tokens."
                )
            );
        }

        var count = 0;
        try
        {
            count = store.Read().Profiles.Count;
        }
        catch (Exception exception) when (exception is CliException or IOException or UnauthorizedAccessException)
        {
            var (problem, fix) = Advice.Split(exception.Message);
            problems.Add(DoctorCheck.Failed(Name, problem, fix));
        }

        return problems.Count > 0
            ? problems
            : [DoctorCheck.Ok(Name, $"{host.SettingsFolder} has {count} {(count == 1 ? "profile" : "profiles")}.")];
    }
}
