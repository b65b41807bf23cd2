using System.Globalization;
using System.Text;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Catalog;

namespace ClickFunnels.Cli.Tests.Documents;

/// <summary>Writes docs/cli-operations.md: the command of each operation.</summary>
internal static class OperationsPage
{
    public static string Write()
    {
        var text = new StringBuilder("# Commands of the operations\n\n");
        text.Append("Written from the contracts by a test; do not edit. [cli.md](cli.md) describes the program.\n\n");
        text.Append(
            "Each command has `--help`, with its options, the fields of its record and an example. A path parameter that the account\n"
        );
        text.Append("fills in, such as `workspace_id`, is not an argument. Hidden commands are of deprecated operations; they work.\n");
        foreach (var platform in Enum.GetValues<ServicePlatform>())
        {
            Append(text, platform);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ServicePlatform platform)
    {
        var catalog = ApiCatalog.Of(platform.ToString().ToLowerInvariant());
        var groups = catalog.Index.Groups.Select(catalog.Read).ToList();
        var prefix = "clickfunnels " + (platform == ServicePlatform.ClickFunnels ? "" : platform.ToString().ToLowerInvariant() + " ");
        var count = groups.SelectMany(static group => Operations(group, "")).Count();
        text.Append(CultureInfo.InvariantCulture, $"\n## {platform}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{groups.Count} groups with {count} operations, as `{prefix}GROUP OPERATION`.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"<details>\n<summary>All commands of {platform}</summary>\n");
        foreach (var group in groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {prefix}{group.Name}\n\n{PageText.Cell(group.Description)}\n\n");
            text.Append("| command | summary | operation | request |\n|---|---|---|---|\n");
            foreach (var (path, operation) in Operations(group, ""))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{Line(path, operation)}` | {PageText.Cell(operation.Summary)}{Remark(operation)} "
                );
                text.Append(CultureInfo.InvariantCulture, $"| `{operation.Id}` | `{operation.Method} /{operation.Route}` |\n");
            }
        }

        text.Append("\n</details>\n");
    }

    private static IEnumerable<(string Path, CatalogOperation Operation)> Operations(CatalogGroup group, string above)
    {
        var path = above + group.Name + " ";
        return group.Operations.Select(operation => (path, operation)).Concat(group.Groups.SelectMany(below => Operations(below, path)));
    }

    private static string Line(string path, CatalogOperation operation) =>
        path + operation.Name + string.Concat(operation.Ids.Select(static id => " " + CommandNames.Of(id.Name).ToUpperInvariant()));

    private static string Remark(CatalogOperation operation) =>
        operation.Deprecated ? " (deprecated)"
        : operation.Beta ? " (closed beta)"
        : "";
}
