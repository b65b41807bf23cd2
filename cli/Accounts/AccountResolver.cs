using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts;

/// <summary>Finds the account of a run: an emulator, variables of the environment, or a profile.</summary>
internal static class AccountResolver
{
    public static Task<Account> ResolveAsync(CommandRun run, Platform platform, CancellationToken cancellationToken)
    {
        var prefix = platform.ToString().ToUpperInvariant();
        var token = run.Host.Variable(prefix + (platform == Platform.ClickFunnels ? "_ACCESS_TOKEN" : "_API_KEY"));
        if (token is null)
        {
            throw CliException.Account("There is no account: run clickfunnels login, or set CLICKFUNNELS_ACCESS_TOKEN.");
        }

        return Task.FromResult(
            new Account
            {
                Platform = platform,
                Token = token,
                BaseAddress = run.Host.Variable(prefix + "_BASE_URL") is { } address ? new Uri(address) : null,
                Scope =
                    run.Workspace
                    ?? run.Host.Variable(platform == Platform.ElasticFunnels ? "ELASTICFUNNELS_BRAND" : "CLICKFUNNELS_WORKSPACE"),
                Site = run.Host.Variable("SIMVOLY_SITE"),
                Source = prefix + "_ACCESS_TOKEN",
            }
        );
    }

    /// <summary>
    /// Finds an account besides that of the command, such as the source of a migration. <c>--profile</c> and <c>--workspace</c> do not
    /// count for it.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="platform">The service.</param>
    /// <param name="profile">The profile; null for the variables or the default profile of the service.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static async Task<Account> ResolveAsync(CommandRun run, Platform platform, string? profile, CancellationToken cancellationToken)
    {
        if (profile is not null)
        {
            throw CliException.Account("Profiles are not available yet: set the variables of the service.");
        }

        var account = await ResolveAsync(run, platform, cancellationToken);
        return account with { Scope = platform == Platform.ElasticFunnels ? run.Host.Variable("ELASTICFUNNELS_BRAND") : null };
    }
}
