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
}
