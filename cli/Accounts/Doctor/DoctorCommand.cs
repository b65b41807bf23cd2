using System.Runtime.InteropServices;
using System.Text.Json;
using ClickFunnels.Cli.Accounts.Profiles;
using ClickFunnels.Cli.Catalog;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts.Doctor;

/// <summary>The command <c>doctor</c>: checks one thing after another that a call needs, and says how to repair what is wrong.</summary>
internal static class DoctorCommand
{
    private static readonly string[] Fields = ["check", "result", "found", "fix"];

    public static CliCommand Create()
    {
        var platform = PlatformOption.Create();
        var command = new CliCommand(
            "doctor",
            "Check the settings, the account, the network, the token, the workspace and the clock, and say how to repair what is wrong.",
            "clickfunnels doctor --emulator",
            (run, cancellationToken) => RunAsync(run, PlatformOption.Read(run.Parsed, platform), cancellationToken)
        )
        {
            Details = $"The exit code is {ExitCodes.Negative} if a check failed. Only reading requests are sent.",
        };
        command.Add(platform);
        return command;
    }

    private static async Task<int> RunAsync(CommandRun run, ServicePlatform platform, CancellationToken cancellationToken)
    {
        var writer = run.Write(
            new OutputShape
            {
                IsList = true,
                Columns = Fields,
                Fields = Fields,
            }
        );
        var hasFailed = false;
        await foreach (var check in CheckAllAsync(run, platform, cancellationToken))
        {
            await writer.WriteAsync(JsonSerializer.SerializeToElement(check, AccountJson.Default.DoctorCheck), cancellationToken);
            hasFailed |= check.HasFailed;
        }

        await writer.EndAsync(cancellationToken);
        return hasFailed ? ExitCodes.Negative : ExitCodes.Success;
    }

    private static async IAsyncEnumerable<DoctorCheck> CheckAllAsync(
        CommandRun run,
        ServicePlatform platform,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        yield return DoctorCheck.Ok(
            "program",
            $"clickfunnels {ProgramVersion.Text} on {RuntimeInformation.OSDescription} ({RuntimeInformation.FrameworkDescription}), "
                + $"with the contract {ApiCatalog.Of("clickfunnels").Index.Version} of ClickFunnels."
        );
        if (!run.UsesEmulator)
        {
            foreach (var check in SettingsFileChecks.Run(run.Host))
            {
                yield return check;
            }
        }

        var (account, found) = await FindAccountAsync(run, platform, cancellationToken);
        yield return found;
        if (account is null)
        {
            yield break;
        }

        var address = AddressCheck.AddressOf(account);
        if (address is not null)
        {
            var reached = await AddressCheck.RunAsync(address, cancellationToken);
            yield return reached;
            if (reached.HasFailed)
            {
                yield return DoctorCheck.Skipped("token", $"{address.Host} was not reached");
                yield break;
            }
        }

        await foreach (var check in new ServiceChecks(run, account).RunAsync(cancellationToken))
        {
            yield return check;
        }
    }

    private static async Task<(Account? Account, DoctorCheck Check)> FindAccountAsync(
        CommandRun run,
        ServicePlatform platform,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var account = await run.AccountAsync(platform, cancellationToken);
            return (account, DoctorCheck.Ok("account", $"{account}."));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var report = ErrorReport.Of(exception, cancellationToken);
            var (problem, fix) = Advice.Split(report.Message);
            return (null, DoctorCheck.Failed("account", problem, fix));
        }
    }
}
