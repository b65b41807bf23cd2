using ClickFunnels.Cli.Accounts.Profiles;
using ClickFunnels.Cli.Running;
using ClickFunnels.Core;

namespace ClickFunnels.Cli.Accounts;

/// <summary>
/// Finds the account of a run: an emulator, the profile of <c>--profile</c>, variables of the environment, or the default profile. An
/// account comes from one of them as a whole, so that a token is never sent to an address that belongs to another account.
/// </summary>
internal static class AccountResolver
{
    /// <summary>Finds the account of the command.</summary>
    public static Task<Account> ResolveAsync(CommandRun run, ServicePlatform platform, CancellationToken cancellationToken) =>
        ResolveAsync(run, platform, run.Profile, run.Workspace, cancellationToken);

    /// <summary>
    /// Finds an account besides that of the command, such as the source of a migration. <c>--profile</c> and <c>--workspace</c> do not
    /// count for it.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="platform">The service.</param>
    /// <param name="profile">The profile; null for the variables or the default profile of the service.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static Task<Account> ResolveAsync(
        CommandRun run,
        ServicePlatform platform,
        string? profile,
        CancellationToken cancellationToken
    ) => ResolveAsync(run, platform, profile, null, cancellationToken);

    private static async Task<Account> ResolveAsync(
        CommandRun run,
        ServicePlatform platform,
        string? profile,
        string? workspace,
        CancellationToken cancellationToken
    )
    {
        if (workspace is not null && platform == ServicePlatform.Simvoly)
        {
            throw CliException.Usage("Simvoly has no workspaces: leave out --workspace, and choose a website with --profile.");
        }

        if (run.UsesEmulator)
        {
            return await EmulatorAccount.StartAsync(run, platform, workspace, cancellationToken);
        }

        if (run.Seeds.Count > 0)
        {
            throw CliException.Usage("--seed is for the emulator of --emulator: add --emulator, or leave out --seed.");
        }

        if (profile is { } named)
        {
            return await OfProfileAsync(run, platform, named, workspace, $"profile {named}", cancellationToken);
        }

        if (Value(run, platform, AccountPart.Token) is not null)
        {
            return await OfVariablesAsync(run, platform, workspace, cancellationToken);
        }

        RefuseHalf(run, platform);
        workspace ??= Value(run, platform, AccountPart.Scope);
        if (Value(run, platform, AccountPart.Profile) is { } chosen)
        {
            var variable = AccountVariable.Find(platform, AccountPart.Profile)!.Name;
            return await OfProfileAsync(run, platform, chosen, workspace, $"profile {chosen} ({variable})", cancellationToken);
        }

        return new ProfileStore(run.Host).Read().DefaultOf(platform) is { } name
            ? await OfProfileAsync(run, platform, name, workspace, $"profile {name} (the default)", cancellationToken)
            : throw CliException.Account(
                $"There is no account: run {LoginOf(platform)}, or set {AccountVariable.TokenOf(platform)}. "
                    + "To try a command, add --emulator."
            );
    }

    /// <summary>Returns the command that logs in to a service.</summary>
    public static string LoginOf(ServicePlatform platform) =>
        platform == ServicePlatform.ClickFunnels
            ? "clickfunnels login"
            : $"clickfunnels login --platform {platform.ToString().ToLowerInvariant()}";

    /// <summary>Reads an address that replaces the hosts of a service.</summary>
    /// <param name="text">The address.</param>
    /// <param name="name">The option or variable that it is from.</param>
    /// <exception cref="CliException">It is not an address that a token may be sent to.</exception>
    public static Uri ReadAddress(string text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0
        && address.Query.Length == 0
        && address.Fragment.Length == 0
            ? address
            : throw CliException.Account(
                $"{name} must be an https address such as https://proxy.example, without a user or query. Plain http is for this machine "
                    + "only."
            );

    private static async Task<Account> OfVariablesAsync(
        CommandRun run,
        ServicePlatform platform,
        string? workspace,
        CancellationToken cancellationToken
    )
    {
        var variable = AccountVariable.TokenOf(platform);
        var addressName = AccountVariable.Find(platform, AccountPart.BaseAddress)!.Name;
        var account = new Account
        {
            Platform = platform,
            Token = Value(run, platform, AccountPart.Token)!.Trim(),
            BaseAddress = Value(run, platform, AccountPart.BaseAddress) is { } address ? ReadAddress(address, addressName) : null,
            Site = Value(run, platform, AccountPart.Site),
            Source = variable,
        };
        var subdomain = Value(run, platform, AccountPart.Subdomain);
        var scope = workspace ?? Value(run, platform, AccountPart.Scope);
        if (workspace is null && subdomain is not null && (scope is null || IsNumber(scope)))
        {
            account = account with { Subdomain = subdomain, Scope = scope };
            return account;
        }

        return await WithScopeAsync(run, account, scope, null, cancellationToken);
    }

    /// <summary>Gets the account of a profile.</summary>
    public static async Task<Account> OfProfileAsync(
        CommandRun run,
        ServicePlatform platform,
        string name,
        string? workspace,
        string source,
        CancellationToken cancellationToken
    )
    {
        var store = new ProfileStore(run.Host);
        var profile = store.Read().Get(name, platform);
        if (profile.Platform != platform)
        {
            throw CliException.Account(
                $"Profile {name} is an account of {profile.Platform}, and the command needs one of {platform}: name another profile."
            );
        }

        var credential = await store.ReadCredentialAsync(name, profile, cancellationToken);
        var account = new Account
        {
            Platform = platform,
            Token = credential.Token,
            BaseAddress = profile.BaseAddress,
            Site = profile.Site,
            Source = source,
        };
        return await WithScopeAsync(run, account, workspace ?? profile.Scope, name, cancellationToken);
    }

    private static async Task<Account> WithScopeAsync(
        CommandRun run,
        Account account,
        string? scope,
        string? profile,
        CancellationToken cancellationToken
    )
    {
        if (scope is null)
        {
            return account;
        }

        if (account.Platform == ServicePlatform.ElasticFunnels)
        {
            return ResourceId.TryParse(scope, out _)
                ? account with
                {
                    Scope = scope,
                }
                : throw CliException.Usage("The brand must be its id, such as 42: set it with --workspace or ELASTICFUNNELS_BRAND.");
        }

        var found = await WorkspaceFinder.FindAsync(run, account, scope, profile, cancellationToken);
        return account with { Scope = found.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), Subdomain = found.Subdomain };
    }

    // The address of a variable must not receive the token of a profile.
    private static void RefuseHalf(CommandRun run, ServicePlatform platform)
    {
        foreach (var part in (AccountPart[])[AccountPart.BaseAddress, AccountPart.Subdomain, AccountPart.Site])
        {
            if (Value(run, platform, part) is not null)
            {
                var name = AccountVariable.Find(platform, part)!.Name;
                throw CliException.Account(
                    $"{name} is set, but {AccountVariable.TokenOf(platform)} is not: set both, remove {name}, or name a --profile."
                );
            }
        }
    }

    private static string? Value(CommandRun run, ServicePlatform platform, AccountPart part) =>
        AccountVariable.Find(platform, part) is { } variable && run.Host.Variable(variable.Name) is { Length: > 0 } value ? value : null;

    private static bool IsNumber(string text) => text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit);
}
