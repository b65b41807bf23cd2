using System.Globalization;
using ClickFunnels.Cli.Accounts.Profiles;
using ClickFunnels.Cli.Running;
using ClickFunnels.Core;

namespace ClickFunnels.Cli.Accounts.Login;

/// <summary>The command <c>login</c>: gets a token, checks it, and keeps it in a profile.</summary>
internal sealed class LoginCommand
{
    private readonly LoginSettings _settings = new();

    public static CliCommand Create()
    {
        var login = new LoginCommand();
        var command = new CliCommand(
            "login",
            "Log in: check a token and keep it in a profile. --profile names the profile, and --workspace its default workspace.",
            "clickfunnels login --profile acme --token-stdin < token.txt",
            login.RunAsync
        )
        {
            Details =
                "The token of ClickFunnels is in Team Settings, Developer Portal. The first profile of a service is its default, which "
                + "clickfunnels profiles use changes.",
        };
        login._settings.AddTo(command);
        return command;
    }

    private async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var platform = PlatformOption.Read(run.Parsed, _settings.Platform);
        _settings.Check(run, platform);
        var name = ProfileDocument.CheckName(
            run.Profile ?? (platform == ServicePlatform.ClickFunnels ? "default" : platform.ToString().ToLowerInvariant())
        );
        var store = new ProfileStore(run.Host);
        store.Read();
        var profile = ReadProfile(run, platform);
        var (credential, connected) = await GetAsync(run, platform, cancellationToken);
        Exception? failure = null;
        try
        {
            profile = await CheckAsync(run, name, profile, credential, connected, cancellationToken);
        }
        catch (ApiException exception) when (exception is not (ApiUnauthorizedException or ApiConfigurationException))
        {
            // The token may be right: a plan, the network or the service is in the way. doctor says more.
            failure = exception;
        }

        if (run.IsDryRun)
        {
            run.Note("Nothing was stored (--dry-run).");
            return failure is null ? ExitCodes.Success : throw failure;
        }

        await store.SaveAsync(name, profile, credential, cancellationToken);
        if (failure is not null)
        {
            run.Note($"The token is in profile {name}, but its check failed. Run clickfunnels doctor --profile {name}.");
            throw failure;
        }

        await ProfileView.WriteAsync(run, isList: false, [ProfileView.Of(store.Read(), name, withWorkspaces: false)], cancellationToken);
        return ExitCodes.Success;
    }

    private Profile ReadProfile(CommandRun run, ServicePlatform platform) =>
        new()
        {
            Platform = platform,
            Site = run.Parsed.GetValue(_settings.Site),
            Scope = Brand(run, platform),
            BaseAddress = run.Parsed.GetValue(_settings.BaseUrl) is { } address
                ? AccountResolver.ReadAddress(address, _settings.BaseUrl.Name)
                : null,
            Credentials = Place(run),
        };

    private static CredentialPlace PlaceOf(string? variable) =>
        variable switch
        {
            null or "" or "file" => CredentialPlace.File,
            "keyring" => CredentialPlace.Keyring,
            _ => throw CliException.Account("CLICKFUNNELS_CREDENTIALS must be file or keyring."),
        };

    private CredentialPlace Place(CommandRun run)
    {
        var place = run.Parsed.GetValue(_settings.Keyring)
            ? CredentialPlace.Keyring
            : PlaceOf(run.Host.Variable("CLICKFUNNELS_CREDENTIALS"));
        if (place == CredentialPlace.Keyring)
        {
            // A missing keyring is reported before the token is asked for.
            Keyring.Open(run.Host);
        }

        return place;
    }

    private string? Brand(CommandRun run, ServicePlatform platform)
    {
        var brand = platform == ServicePlatform.ElasticFunnels ? run.Parsed.GetValue(_settings.Brand) ?? run.Workspace : null;
        return brand is null || ResourceId.TryParse(brand, out _)
            ? brand
            : throw CliException.Usage("--brand must be the id of a brand, such as 42.");
    }

    private async Task<(Credential Credential, KnownWorkspace? Connected)> GetAsync(
        CommandRun run,
        ServicePlatform platform,
        CancellationToken cancellationToken
    )
    {
        if (run.Parsed.GetValue(_settings.OAuth))
        {
            return await new OAuthLogin(_settings).RunAsync(run, cancellationToken);
        }

        var name = platform == ServicePlatform.ClickFunnels ? "Access token" : "API key";
        var isPiped = run.Parsed.GetValue(_settings.TokenStdin);
        var token = await SecretInput.ReadAsync(run, isPiped, name, _settings.TokenStdin.Name, cancellationToken);
        return (new Credential { Token = token }, null);
    }

    /// <summary>Asks the service what the token can access, and chooses the default workspace.</summary>
    private static async Task<Profile> CheckAsync(
        CommandRun run,
        string name,
        Profile profile,
        Credential credential,
        KnownWorkspace? connected,
        CancellationToken cancellationToken
    )
    {
        var account = new Account
        {
            Platform = profile.Platform,
            Token = credential.Token,
            BaseAddress = profile.BaseAddress,
            Site = profile.Site,
            Scope = profile.Scope,
            Source = $"profile {name}",
        };
        if (profile.Platform != ServicePlatform.ClickFunnels)
        {
            return await CheckOtherAsync(run, profile, account, cancellationToken);
        }

        var (teams, workspaces) = await WorkspaceFinder.ListAsync(run, account, cancellationToken);
        if (connected is not null && workspaces.All(workspace => workspace.Id != connected.Id))
        {
            workspaces = [connected, .. workspaces];
        }

        run.Note($"The token can access {Count(teams.Count, "team")} with {Count(workspaces.Count, "workspace")}.");
        var chosen = run.Workspace is { } named
            ? workspaces.FirstOrDefault(workspace => workspace.IsNamed(named))
                ?? throw CliException.Account(
                    $"The token cannot access the workspace {named}. The workspaces are {WorkspaceFinder.Names(workspaces)}."
                )
            : connected ?? (workspaces.Count == 1 ? workspaces[0] : null);
        run.Note(
            chosen is not null ? $"The default workspace is {chosen}."
            : workspaces.Count == 0 ? "There is no workspace yet."
            : $"Choose the default workspace with clickfunnels profiles use {name} -w …: {WorkspaceFinder.Names(workspaces)}."
        );
        return profile with { Workspaces = workspaces, Scope = chosen?.Id.ToString(CultureInfo.InvariantCulture) };
    }

    private static async Task<Profile> CheckOtherAsync(
        CommandRun run,
        Profile profile,
        Account account,
        CancellationToken cancellationToken
    )
    {
        if (profile.Platform == ServicePlatform.Simvoly)
        {
            using var simvoly = Clients.Simvoly(run, account);
            await AccountProbe.SendAsync(simvoly, profile.Platform, cancellationToken);
            return profile;
        }

        using var client = Clients.ElasticFunnels(run, account);
        var brands = new List<long>();
        await foreach (var brand in client.Brands.ListAsync(cancellationToken: cancellationToken))
        {
            brands.Add(brand.Id);
            if (brands.Count == 100)
            {
                break;
            }
        }

        run.Note($"The key can access {Count(brands.Count, "brand")}: {string.Join(", ", brands)}.");
        return profile.Scope is null && brands is [var only]
            ? profile with
            {
                Scope = only.ToString(CultureInfo.InvariantCulture),
            }
            : profile;
    }

    private static string Count(int count, string name) => $"{count} {name}{(count == 1 ? "" : "s")}";
}
