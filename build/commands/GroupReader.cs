using System.Text.Json.Nodes;
using ClickFunnels.Cli.Catalog;
using ClickFunnels.Contracts.Operations;

namespace ClickFunnels.CommandCatalog;

/// <summary>Reads the groups of a contract, in the tree that its tags describe (<c>x-client</c>).</summary>
internal sealed class GroupReader
{
    private readonly ApiContract _contract;
    private readonly ILookup<string, ContractOperation> _operations;
    private readonly List<Tag> _tags;

    private GroupReader(ApiContract contract)
    {
        _contract = contract;
        _operations = contract.Operations.ToLookup(operation => operation.Tag);
        _tags =
        [
            .. contract.Document.Root["tags"]!
                .AsArray()
                .Select(tag => new Tag(Text(tag, "name"), Text(tag, "x-client"), Text(tag, "description"))),
        ];
    }

    /// <summary>Reads the groups at the top, in the order of their names.</summary>
    public static IEnumerable<CatalogGroup> Read(ApiContract contract)
    {
        var reader = new GroupReader(contract);
        foreach (var tag in reader._tags.Where(tag => !tag.Client.Contains('.')).OrderBy(tag => tag.Client, StringComparer.Ordinal))
        {
            var fields = new FieldReader(contract.Secrets);
            // A tag may describe webhooks only.
            if (reader.Group(tag, fields) is var group && HasCommands(group))
            {
                yield return group with
                {
                    Objects = fields.Objects,
                };
            }
        }
    }

    private static bool HasCommands(CatalogGroup group) => group.Operations.Count + group.Groups.Count > 0;

    private CatalogGroup Group(Tag tag, FieldReader fields)
    {
        var siblings = _operations[tag.Name].ToList();
        return new CatalogGroup
        {
            Name = CommandNames.Of(tag.Client[(tag.Client.LastIndexOf('.') + 1)..]),
            Description = tag.Description,
            Operations = [.. siblings.Select(operation => OperationReader.Read(_contract, operation, siblings, fields))],
            Groups =
            [
                .. _tags
                    .Where(other => other.Client.StartsWith(tag.Client + ".", StringComparison.Ordinal))
                    .Where(other => !other.Client[(tag.Client.Length + 1)..].Contains('.'))
                    .OrderBy(other => other.Client, StringComparer.Ordinal)
                    .Select(other => Group(other, fields))
                    .Where(HasCommands),
            ],
        };
    }

    private static string Text(JsonNode? tag, string key) => tag![key]!.GetValue<string>();

    private sealed record Tag(string Name, string Client, string Description);
}
