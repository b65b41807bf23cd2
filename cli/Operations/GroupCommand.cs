using System.CommandLine;
using ClickFunnels.Cli.Catalog;

namespace ClickFunnels.Cli.Operations;

/// <summary>Creates the command of a group, with all below it.</summary>
internal static class GroupCommand
{
    public static Command Create(CatalogGroup group, OperationContext context) => Create(group, context, context.Prefix + group.Name);

    private static Command Create(CatalogGroup group, OperationContext context, string path)
    {
        var command = new Command(group.Name, group.Description);
        foreach (var operation in group.Operations)
        {
            var status = group.Operations.FirstOrDefault(other => other.Id == operation.StatusId);
            command.Add(new OperationCommand(operation, status, context, path).Create());
        }

        foreach (var below in group.Groups)
        {
            command.Add(Create(below, context, $"{path} {below.Name}"));
        }

        return command;
    }
}
