using System.CommandLine;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Running;
using ClickFunnels.Migration;

namespace ClickFunnels.Cli.Jobs;

/// <summary>The options that name the shop which a migration reads.</summary>
internal sealed class MigrationOrigin
{
    private const string Simvoly = "simvoly";
    private const string ElasticFunnels = "elasticfunnels";

    private readonly Option<string> _from = new("--from")
    {
        Description = "The shop: simvoly, elasticfunnels, or a folder with CSV or JSON Lines files (docs/migration-files.md).",
        HelpName = "SOURCE",
        Required = true,
    };

    private readonly Option<string?> _profile = new("--from-profile")
    {
        Description = "The profile of the shop's account.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _site = new("--site")
    {
        Description = "The host of the website of Simvoly. SIMVOLY_SITE when left out.",
        HelpName = "HOST",
    };

    private readonly Option<string?> _brand = new("--brand")
    {
        Description = "The id of the brand of ElasticFunnels. ELASTICFUNNELS_BRAND when left out.",
        HelpName = "ID",
    };

    private readonly Option<string?> _name = new("--source-name")
    {
        Description = "The name of a folder's shop, if source.json does not give it. It must be the same in every step.",
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        _from.CompletionSources.Add(Simvoly, ElasticFunnels);
        foreach (Option option in (Option[])[_from, _profile, _site, _brand, _name])
        {
            command.Add(option);
        }
    }

    /// <summary>Opens the shop.</summary>
    /// <returns>The shop, and the client to dispose after it; null for a folder.</returns>
    public async Task<(ShopSource Source, IDisposable? Client)> OpenAsync(CommandRun run, CancellationToken cancellationToken)
    {
        switch (run.Parsed.GetValue(_from))
        {
            case Simvoly:
                Refuse(run, Simvoly, _brand, _name);
                return await SimvolyAsync(run, cancellationToken);
            case ElasticFunnels:
                Refuse(run, ElasticFunnels, _site, _name);
                return await ElasticFunnelsAsync(run, cancellationToken);
            default:
                Refuse(run, "a folder", _profile, _site, _brand);
                return (new FileSource(run.Parsed.GetValue(_from)!, run.Parsed.GetValue(_name)), null);
        }
    }

    private static void Refuse(CommandRun run, string source, params Option<string?>[] options)
    {
        if (options.FirstOrDefault(option => run.Parsed.GetValue(option) is not null) is { } given)
        {
            throw CliException.Usage($"{given.Name} has no meaning for --from with {source}. Leave it out.");
        }
    }

    private async Task<(ShopSource Source, IDisposable? Client)> SimvolyAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var account = await AccountAsync(run, ServicePlatform.Simvoly, cancellationToken);
        var site = run.Parsed.GetValue(_site) ?? account.Site ?? (run.UsesEmulator ? account.BaseAddress?.Host : null);
        if (site is null)
        {
            throw CliException.Account("The command needs the website of Simvoly: add --site with its host, or set SIMVOLY_SITE.");
        }

        // An address in the place of the service has priority.
        var client = Clients.Simvoly(run, account.BaseAddress is null ? account with { Site = site } : account with { Site = null });
        return (new SimvolySource(client, site), client);
    }

    private async Task<(ShopSource Source, IDisposable? Client)> ElasticFunnelsAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var account = await AccountAsync(run, ServicePlatform.ElasticFunnels, cancellationToken);
        var brand = run.Parsed.GetValue(_brand) ?? account.Scope;
        if (brand is null)
        {
            throw CliException.Account(
                "The command needs a brand of ElasticFunnels: add --brand with its id, or set ELASTICFUNNELS_BRAND."
            );
        }

        var client = Clients.ElasticFunnels(run, account with { Scope = brand });
        return (new ElasticFunnelsSource(client), client);
    }

    // --profile and --workspace belong to the workspace that receives the records, so the shop's account is found without them.
    private Task<Account> AccountAsync(CommandRun run, ServicePlatform platform, CancellationToken cancellationToken) =>
        AccountResolver.ResolveAsync(run, platform, run.Parsed.GetValue(_profile), cancellationToken);
}
