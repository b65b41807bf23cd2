namespace ClickFunnels.Drift.Diff;

/// <summary>
/// All pairs of schemas that operations reach, each once per position, with the operations that reach it. Shared and recursive schemas
/// make it a graph.
/// </summary>
internal sealed class SchemaGraph
{
    private readonly Dictionary<(SchemaPosition, string, string, bool, bool, bool), Node> _nodes = [];

    public IEnumerable<(SchemaPair Pair, IReadOnlyCollection<string> Operations)> Pairs =>
        _nodes.Values.Select(node => (node.Pair, (IReadOnlyCollection<string>)node.Operations));

    /// <summary>Adds a pair that an operation uses, with all nested pairs.</summary>
    public void Add(SchemaPair root, string operation)
    {
        var waiting = new Stack<Node>();
        var visited = new HashSet<Node>();
        waiting.Push(NodeOf(root));
        while (waiting.TryPop(out var node))
        {
            if (!visited.Add(node))
            {
                continue;
            }

            node.Operations.Add(operation);
            node.Children ??=
            [
                .. ChildrenOf(node.Pair).Select(child => NodeOf(child with { InHeader = node.Pair.InHeader, Source = node.Pair.Source })),
            ];
            foreach (var child in node.Children)
            {
                waiting.Push(child);
            }
        }
    }

    private Node NodeOf(SchemaPair pair)
    {
        var key = (pair.Position, pair.Old.Identity, pair.New.Identity, pair.WasRequired, pair.IsRequired, pair.InHeader);
        if (!_nodes.TryGetValue(key, out var node))
        {
            _nodes.Add(key, node = new Node(pair));
        }

        return node;
    }

    private static IEnumerable<SchemaPair> ChildrenOf(SchemaPair pair)
    {
        var within = pair.Position.Within();
        foreach (var (name, before) in pair.Old.Properties)
        {
            if (pair.New.Properties.TryGetValue(name, out var after))
            {
                yield return new SchemaPair(
                    within,
                    before,
                    after,
                    name,
                    pair.Old.Required.Contains(name),
                    pair.New.Required.Contains(name)
                );
            }
        }

        if (pair.Old.Items is { } oldItems && pair.New.Items is { } newItems)
        {
            yield return new SchemaPair(within, oldItems, newItems, "items", true, true);
        }

        if (pair.Old.AdditionalProperties is { } oldExtra && pair.New.AdditionalProperties is { } newExtra)
        {
            yield return new SchemaPair(within, oldExtra, newExtra, "additionalProperties", true, true);
        }

        foreach (var (before, after) in UnionMembers.Pair(pair.Old.UnionOf, pair.New.UnionOf).Pairs)
        {
            yield return new SchemaPair(pair.Position, before, after, pair.Name, pair.WasRequired, pair.IsRequired);
        }

        foreach (var (value, before) in pair.Old.Variants)
        {
            var after =
                pair.New.Variants.Values.FirstOrDefault(variant => variant.ComponentName is { } name && name == before.ComponentName)
                ?? pair.New.Variants.GetValueOrDefault(value);
            if (after is not null)
            {
                yield return new SchemaPair(pair.Position, before, after, pair.Name, pair.WasRequired, pair.IsRequired);
            }
        }
    }

    private sealed class Node(SchemaPair pair)
    {
        public SchemaPair Pair { get; } = pair;

        public HashSet<string> Operations { get; } = new(StringComparer.Ordinal);

        public List<Node>? Children { get; set; }
    }
}
