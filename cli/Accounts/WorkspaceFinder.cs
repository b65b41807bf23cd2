using System.Globalization;
using ClickFunnels.Cli.Accounts.Profiles;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts;

/// <summary>Finds the workspace that a user named by its id, public id or subdomain.</summary>
internal static class WorkspaceFinder
{
    private const int MaxWorkspaces = 1000;
    private const int ShownWorkspaces = 20;
    private const int LongestName = 100;

    /// <summary>
    /// Finds a workspace. A number is not checked; anything else is looked up in the workspaces that the token can access.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="account">The account whose token is used.</param>
    /// <param name="name">The id, public id or subdomain.</param>
    /// <param name="profile">The name of the profile that keeps the workspaces; null for none.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="CliException">The workspace does not exist, or the token cannot access it.</exception>
    public static async Task<KnownWorkspace> FindAsync(
        CommandRun run,
        Account account,
        string name,
        string? profile,
        CancellationToken cancellationToken
    )
    {
        var kept = profile is null ? [] : new ProfileStore(run.Host).Read().Find(profile)?.Workspaces ?? [];
        if (kept.FirstOrDefault(workspace => workspace.IsNamed(name)) is { } known)
        {
            return known;
        }

        if (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
        {
            return new KnownWorkspace(id, null, null, null);
        }

        if (name.Length is 0 or > LongestName)
        {
            throw CliException.Usage("--workspace must be the id, public id or subdomain of a workspace, such as 42 or acme.");
        }

        var (_, all) = await ListAsync(run, account, cancellationToken);
        if (profile is not null)
        {
            await KeepAsync(run, profile, all, cancellationToken);
        }

        return all.FirstOrDefault(workspace => workspace.IsNamed(name)) ?? throw Unknown(name, account, all);
    }

    /// <summary>Lists the teams and workspaces that the token of an account can access, at most 1000.</summary>
    public static async Task<(IReadOnlyList<string> Teams, IReadOnlyList<KnownWorkspace> Workspaces)> ListAsync(
        CommandRun run,
        Account account,
        CancellationToken cancellationToken
    )
    {
        using var client = Clients.ClickFunnels(run, account with { Scope = null, Subdomain = null });
        var teams = new List<string>();
        var found = new List<KnownWorkspace>();
        await foreach (var team in client.Teams.ListAsync(cancellationToken: cancellationToken))
        {
            teams.Add(team.Name);
            await foreach (var workspace in client.Workspaces.ListAsync(team.Id, cancellationToken: cancellationToken))
            {
                found.Add(KnownWorkspace.Of(workspace));
                if (found.Count == MaxWorkspaces)
                {
                    return (teams, found);
                }
            }
        }

        return (teams, found);
    }

    /// <summary>Names workspaces in a sentence.</summary>
    public static string Names(IReadOnlyList<KnownWorkspace> workspaces)
    {
        var names = string.Join(", ", workspaces.Take(ShownWorkspaces));
        return workspaces.Count > ShownWorkspaces ? $"{names} and {workspaces.Count - ShownWorkspaces} more" : names;
    }

    private static async Task KeepAsync(
        CommandRun run,
        string profile,
        IReadOnlyList<KnownWorkspace> workspaces,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await new ProfileStore(run.Host).ChangeAsync(
                document => document.Find(profile) is { } entry ? document.With(profile, entry with { Workspaces = workspaces }) : document,
                cancellationToken
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CliException)
        {
            // The folder may be read-only, as in a container. The next run asks again.
        }
    }

    private static CliException Unknown(string name, Account account, IReadOnlyList<KnownWorkspace> all) =>
        CliException.Account(
            all.Count == 0
                ? $"The token of {account.Source} cannot access any workspace: log in with an account that has {name}."
                : $"The token of {account.Source} can access no workspace {name}: use one of {Names(all)}."
        );
}
