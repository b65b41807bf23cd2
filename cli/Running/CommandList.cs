using System.CommandLine;
using ClickFunnels.Cli.Accounts.Doctor;
using ClickFunnels.Cli.Accounts.Login;
using ClickFunnels.Cli.Accounts.Profiles;
using ClickFunnels.Cli.Jobs;

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
            ExportCommand.Create(),
            SyncCommand.Create(),
            RowImportCommand.Create(),
            MigrateCommand.Create(),
        ];

    /// <summary>Adds commands to groups of operations, such as <c>products apply</c>.</summary>
    public static void Extend(RootCommand root)
    {
        Find(root, "products").Add(ProductsApplyCommand.Create());
    }

    /// <summary>Finds a command at the top.</summary>
    public static Command Find(RootCommand root, string name) => root.Subcommands.First(command => command.Name == name);
}
