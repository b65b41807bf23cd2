using System.CommandLine;
using System.Globalization;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts.Profiles;

/// <summary>The commands <c>profiles list</c>, <c>show</c>, <c>use</c> and <c>remove</c>. None of them shows a token.</summary>
internal static class ProfileCommands
{
    public static Command Create() =>
        new("profiles", "The accounts that you logged in to, by the names that you gave them.")
        {
            new CliCommand("list", "List the profiles.", "clickfunnels profiles list", ListAsync),
            Named("show", "Show a profile with the workspaces that are known of it.", "clickfunnels profiles show acme", ShowAsync),
            Named(
                "use",
                "Make a profile the default of its service. --workspace sets its default workspace.",
                "clickfunnels profiles use acme -w acme-shop",
                UseAsync
            ),
            Named("remove", "Remove a profile and its token from this machine.", "clickfunnels profiles remove acme --yes", RemoveAsync),
        };

    private static CliCommand Named(
        string name,
        string description,
        string example,
        Func<CommandRun, string, CancellationToken, Task<int>> run
    )
    {
        var argument = new Argument<string>("name") { Description = "The name of the profile.", HelpName = "NAME" };
        var command = new CliCommand(
            name,
            description,
            example,
            (current, cancellationToken) => run(current, ProfileDocument.CheckName(current.Parsed.GetValue(argument)!), cancellationToken)
        );
        command.Add(argument);
        return command;
    }

    private static async Task<int> ListAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var document = new ProfileStore(run.Host).Read();
        var names = document.Profiles.Keys.Order(StringComparer.Ordinal);
        var views = names.Select(name => ProfileView.Of(document, name, withWorkspaces: false));
        await ProfileView.WriteAsync(run, isList: true, views, cancellationToken);
        if (document.Profiles.Count == 0)
        {
            run.Note("There are no profiles: run clickfunnels login.");
        }

        return ExitCodes.Success;
    }

    private static async Task<int> ShowAsync(CommandRun run, string name, CancellationToken cancellationToken)
    {
        var document = new ProfileStore(run.Host).Read();
        await ProfileView.WriteAsync(run, isList: false, [ProfileView.Of(document, name, withWorkspaces: true)], cancellationToken);
        return ExitCodes.Success;
    }

    private static async Task<int> UseAsync(CommandRun run, string name, CancellationToken cancellationToken)
    {
        var store = new ProfileStore(run.Host);
        var profile = store.Read().Get(name);
        var scope = run.Workspace is null ? null : await FindScopeAsync(run, store, name, profile, cancellationToken);
        ProfileDocument Change(ProfileDocument document)
        {
            var current = document.Get(name);
            return document.With(name, current with { Scope = scope ?? current.Scope }).WithDefault(name);
        }

        var changed = run.IsDryRun ? Change(store.Read()) : await store.ChangeAsync(Change, cancellationToken);
        await ProfileView.WriteAsync(run, isList: false, [ProfileView.Of(changed, name, withWorkspaces: false)], cancellationToken);
        return ExitCodes.Success;
    }

    private static async Task<string> FindScopeAsync(
        CommandRun run,
        ProfileStore store,
        string name,
        Profile profile,
        CancellationToken cancellationToken
    )
    {
        var account = await AccountResolver.OfProfileAsync(run, profile.Platform, name, null, $"profile {name}", cancellationToken);
        if (profile.Platform == ServicePlatform.ClickFunnels)
        {
            var found = await WorkspaceFinder.FindAsync(run, account, run.Workspace!, run.IsDryRun ? null : name, cancellationToken);
            return found.Id.ToString(CultureInfo.InvariantCulture);
        }

        return profile.Platform == ServicePlatform.ElasticFunnels && Core.ResourceId.TryParse(run.Workspace, out _)
            ? run.Workspace!
            : throw CliException.Usage(
                profile.Platform == ServicePlatform.Simvoly
                    ? "Simvoly has no workspaces: leave out --workspace."
                    : "The brand must be its id, such as 42."
            );
    }

    private static async Task<int> RemoveAsync(CommandRun run, string name, CancellationToken cancellationToken)
    {
        var store = new ProfileStore(run.Host);
        store.Read().Get(name);
        await run.ConfirmAsync($"Remove profile {name} and its token", cancellationToken);
        if (run.IsDryRun)
        {
            run.Note($"Profile {name} would be removed.");
            return ExitCodes.Success;
        }

        await store.RemoveAsync(name, withProfile: true, cancellationToken);
        run.Note($"Profile {name} was removed. Its token still works: clickfunnels logout revokes one of OAuth.");
        return ExitCodes.Success;
    }
}
