using System.Globalization;
using ClickFunnels.Cli.Running;
using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Accounts;

/// <summary>
/// The account of <c>--emulator</c>: an emulator that ends with the run. Ids and times are the same in every run. No profile and no
/// variable is read, so that the command cannot reach a live account.
/// </summary>
internal static class EmulatorAccount
{
    /// <summary>The number that ids, UUIDs and secrets follow from.</summary>
    public const int IdSeed = 1;

    /// <summary>The id of the first record.</summary>
    public const int FirstId = 1001;

    private const string Source = "the emulator of this command";

    public static Task<Account> StartAsync(
        CommandRun run,
        ServicePlatform platform,
        string? workspace,
        CancellationToken cancellationToken
    ) =>
        platform switch
        {
            ServicePlatform.Simvoly => StartSimvolyAsync(run, cancellationToken),
            ServicePlatform.ElasticFunnels => StartElasticFunnelsAsync(run, workspace, cancellationToken),
            _ => StartClickFunnelsAsync(run, workspace, cancellationToken),
        };

    private static async Task<Account> StartClickFunnelsAsync(CommandRun run, string? workspace, CancellationToken cancellationToken)
    {
        var options = Prepare(run, new ClickFunnelsEmulatorOptions());
        var emulator = run.Own(await ClickFunnelsEmulator.StartAsync(options, cancellationToken));
        var account = new Account
        {
            Platform = ServicePlatform.ClickFunnels,
            Token = emulator.AccessToken,
            BaseAddress = emulator.Url,
            Source = Source,
        };
        var chosen =
            workspace is { } name ? await WorkspaceFinder.FindAsync(run, account, name, null, cancellationToken)
            : emulator.Workspaces is [var first, ..] ? new KnownWorkspace(first.Id, null, first.Subdomain, null)
            : null;
        return account with { Scope = chosen?.Id.ToString(CultureInfo.InvariantCulture), Subdomain = chosen?.Subdomain };
    }

    private static async Task<Account> StartSimvolyAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var options = Prepare(run, new SimvolyEmulatorOptions());
        var emulator = run.Own(await SimvolyEmulator.StartAsync(options, cancellationToken));
        return new Account
        {
            Platform = ServicePlatform.Simvoly,
            Token = emulator.AccessToken,
            BaseAddress = emulator.Url,
            Source = Source,
        };
    }

    private static async Task<Account> StartElasticFunnelsAsync(CommandRun run, string? workspace, CancellationToken cancellationToken)
    {
        var options = Prepare(run, new ElasticFunnelsEmulatorOptions());
        var emulator = run.Own(await ElasticFunnelsEmulator.StartAsync(options, cancellationToken));
        return new Account
        {
            Platform = ServicePlatform.ElasticFunnels,
            Token = emulator.AccessKey,
            BaseAddress = emulator.Url,
            Scope = workspace ?? emulator.BrandId.ToString(CultureInfo.InvariantCulture),
            Source = Source,
        };
    }

    private static T Prepare<T>(CommandRun run, T options)
        where T : ApiEmulatorOptions
    {
        options.IdSeed = IdSeed;
        options.FirstId = FirstId;
        options.TimeProvider = new FixedStartClock();
        options.DemoShop = run.Seeds.Count == 0;
        foreach (var file in run.Seeds)
        {
            options.SeedFiles.Add(file);
        }

        return options;
    }
}
