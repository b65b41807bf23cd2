using ClickFunnels.Cli.Accounts.Profiles;
using ClickFunnels.Cli.Running;
using ClickFunnels.OAuth;

namespace ClickFunnels.Cli.Accounts.Login;

/// <summary>The command <c>logout</c>: removes the token of a profile, and revokes it if it is one of OAuth.</summary>
internal static class LogoutCommand
{
    public static CliCommand Create()
    {
        var platform = PlatformOption.Create();
        var command = new CliCommand(
            "logout",
            "Remove the token of a profile from this machine, and revoke it if it is one of OAuth. The profile stays.",
            "clickfunnels logout --profile acme",
            (run, cancellationToken) => RunAsync(run, PlatformOption.Read(run.Parsed, platform), cancellationToken)
        );
        command.Add(platform);
        return command;
    }

    private static async Task<int> RunAsync(CommandRun run, ServicePlatform platform, CancellationToken cancellationToken)
    {
        var store = new ProfileStore(run.Host);
        var document = store.Read();
        var name =
            run.Profile
            ?? document.DefaultOf(platform)
            ?? throw CliException.Account(
                $"There is no profile of {platform} to log out from. The command clickfunnels profiles list lists the profiles."
            );
        var profile = document.Get(name);
        if (run.IsDryRun)
        {
            run.Note($"The token of profile {name} would be removed.");
            return ExitCodes.Success;
        }

        var credential = await store.FindCredentialAsync(name, profile, cancellationToken);
        await store.RemoveAsync(name, withProfile: false, cancellationToken);
        if (credential is null)
        {
            run.Note($"Profile {name} had no token.");
            return ExitCodes.Success;
        }

        using var client = OAuthLogin.CreateFor(credential);
        if (client is null)
        {
            run.Note($"The token of profile {name} was removed from this machine. It works until it is revoked in the developer portal.");
            return ExitCodes.Success;
        }

        try
        {
            await client.RevokeAsync(credential.Token, cancellationToken);
            run.Note($"The token of profile {name} was revoked and removed.");
            return ExitCodes.Success;
        }
        catch (OAuthException exception)
        {
            run.Note(
                $"The token of profile {name} was removed from this machine, but not revoked: {exception.Message} "
                    + "Disconnect the application in the settings of the account."
            );
            return ExitCodes.Negative;
        }
    }
}
