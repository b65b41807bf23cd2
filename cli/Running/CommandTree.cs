using System.CommandLine;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Catalog;
using ClickFunnels.Cli.Operations;

namespace ClickFunnels.Cli.Running;

/// <summary>
/// The commands of the program. Of the groups of operations, only those that the arguments name are read, so that the program starts
/// at once.
/// </summary>
internal static class CommandTree
{
    public const string Name = "clickfunnels";

    /// <summary>Creates the commands that the arguments may mean.</summary>
    public static CliRootCommand For(IReadOnlyList<string> arguments, CliHost host)
    {
        // A shell that asks for completions passes the whole line as one argument.
        var words = arguments.SelectMany(argument => argument.Split(' ')).ToHashSet(StringComparer.Ordinal);
        return Create(host, words.Contains);
    }

    /// <summary>Creates all commands.</summary>
    public static CliRootCommand All(CliHost host) => Create(host, static _ => true);

    /// <summary>Returns a command with those above it: <c>clickfunnels contacts list</c>.</summary>
    public static string PathOf(Command command)
    {
        var names = new Stack<string>();
        for (var current = command; current is not null; current = current.Parents.OfType<Command>().FirstOrDefault())
        {
            names.Push(current is RootCommand ? Name : current.Name);
        }

        return string.Join(' ', names);
    }

    private static CliRootCommand Create(CliHost host, Func<string, bool> isNamed)
    {
        var root = new CliRootCommand(host);
        AddGroups(root, ServicePlatform.ClickFunnels, isNamed);
        foreach (var platform in (ServicePlatform[])[ServicePlatform.Simvoly, ServicePlatform.ElasticFunnels])
        {
            var name = platform.ToString().ToLowerInvariant();
            var command = new Command(name, $"The operations of the API of {platform}.");
            root.Add(command);
            if (isNamed(name))
            {
                AddGroups(command, platform, isNamed);
            }
        }

        foreach (var command in CommandList.Create())
        {
            root.Add(command);
        }

        CommandList.Extend(root, isNamed);
        return root;
    }

    private static void AddGroups(Command parent, ServicePlatform platform, Func<string, bool> isNamed)
    {
        var catalog = ApiCatalog.Of(platform.ToString().ToLowerInvariant());
        foreach (var entry in catalog.Index.Groups)
        {
            if (!isNamed(entry.Name))
            {
                parent.Add(new Command(entry.Name, entry.Description));
                continue;
            }

            var group = catalog.Read(entry);
            parent.Add(GroupCommand.Create(group, new OperationContext(platform, catalog.Index.ScopeParameter, group.Objects!)));
        }
    }
}
