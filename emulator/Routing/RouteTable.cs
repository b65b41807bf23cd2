using ClickFunnels.Emulator.Contract;

namespace ClickFunnels.Emulator.Routing;

/// <summary>An operation with the values of its path parameters.</summary>
internal sealed record RoutedOperation(ContractOperation Operation, IReadOnlyDictionary<string, string> Values);

/// <summary>Finds the operation of a request. A literal segment goes before a parameter.</summary>
internal sealed class RouteTable
{
    private readonly Node _root = new();

    public RouteTable(IEnumerable<ContractOperation> operations)
    {
        foreach (var operation in operations)
        {
            var node = _root;
            foreach (var segment in operation.Segments)
            {
                node = segment[0] == '{' ? node.Parameter ??= new Node() : node.Literal(segment);
            }

            node.Operations.Add(operation.Method, operation);
        }
    }

    /// <summary>The match for a path below the base path, or null.</summary>
    public RoutedOperation? Match(string method, string path)
    {
        if (path.Length < 2)
        {
            return null;
        }

        var segments = (path.EndsWith('/') ? path[1..^1] : path[1..]).Split('/');
        return segments.Length <= 32 && Find(_root, segments, 0, method) is { } operation
            ? new RoutedOperation(operation, Values(operation, segments))
            : null;
    }

    private static ContractOperation? Find(Node node, string[] segments, int depth, string method)
    {
        if (depth == segments.Length)
        {
            return node.Operations.GetValueOrDefault(method);
        }

        if (segments[depth].Length == 0)
        {
            return null;
        }

        return (node.Literals.TryGetValue(segments[depth], out var literal) ? Find(literal, segments, depth + 1, method) : null)
            ?? (node.Parameter is { } parameter ? Find(parameter, segments, depth + 1, method) : null);
    }

    private static Dictionary<string, string> Values(ContractOperation operation, string[] segments)
    {
        var values = new Dictionary<string, string>();
        for (var index = 0; index < segments.Length; index++)
        {
            if (operation.Segments[index] is ['{', .. var name, '}'])
            {
                values.Add(name, segments[index]);
            }
        }

        return values;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = [];

        public Node? Parameter { get; set; }

        public Dictionary<string, ContractOperation> Operations { get; } = [];

        public Node Literal(string segment)
        {
            if (!Literals.TryGetValue(segment, out var node))
            {
                Literals.Add(segment, node = new Node());
            }

            return node;
        }
    }
}
