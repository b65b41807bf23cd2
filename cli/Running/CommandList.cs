using System.CommandLine;
using ClickFunnels.Cli.Accounts.Doctor;
using ClickFunnels.Cli.Accounts.Login;
using ClickFunnels.Cli.Accounts.Profiles;
using ClickFunnels.Cli.Describing;
using ClickFunnels.Cli.Jobs;
using ClickFunnels.Cli.Operations;
using ClickFunnels.Cli.Programs;
using ClickFunnels.Cli.Webhooks;

namespace ClickFunnels.Cli.Running;

/// <summary>The commands that are not operations of a contract, and their places.</summary>
internal static class CommandList
{
    /// <summary>Creates the commands at the top.</summary>
    public static IEnumerable<Command> Create() =>
        [
            LoginCommand.Create(),
            LogoutCommand.Create(),
            ProfileCommands.Create(),
            DoctorCommand.Create(),
            CompletionCommand.Create(),
            ExportCommand.Create(),
            SyncCommand.Create(),
            RowImportCommand.Create(),
            MigrateCommand.Create(),
        ];

    /// <summary>Adds commands to groups of operations, such as <c>products apply</c>.</summary>
    /// <param name="root">The program.</param>
    /// <param name="isNamed">Returns true for a word that the arguments contain; others need no commands below them.</param>
    public static void Extend(CliRootCommand root, Func<string, bool> isNamed)
    {
        ApiCommand.AddTo(root);
        Find(root, "products").Add(ProductsApplyCommand.Create());
        WebhookCommands.AddTo(Find(root, "webhooks"));
        ProgramCommands.AddTo(root, isNamed);
    }

    /// <summary>Finds a command at the top.</summary>
    public static Command Find(RootCommand root, string name) => root.Subcommands.First(command => command.Name == name);
}
