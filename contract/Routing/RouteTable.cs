namespace ClickFunnels.Contracts.Routing;

/// <summary>An operation with the values of its path parameters, as they were sent.</summary>
internal sealed record RouteMatch<T>(T Operation, IReadOnlyDictionary<string, string> Values);

/// <summary>Finds the operation of a request. A literal segment takes precedence over a parameter, from the left.</summary>
internal sealed class RouteTable<T>
    where T : class
{
    private const int MaxSegments = 32;
    private readonly Node _root = new();

    /// <summary>Builds the table.</summary>
    /// <param name="operations">The operations; of two with the same method and route the first wins.</param>
    /// <param name="method">Gets the HTTP method in capitals.</param>
    /// <param name="path">Gets the path with its parameters in braces.</param>
    public RouteTable(IEnumerable<T> operations, Func<T, string> method, Func<T, string> path)
    {
        foreach (var operation in operations)
        {
            PathSegment[] segments = [.. PathTemplate.Segments(path(operation)).Select(PathSegment.Parse)];
            var node = _root;
            foreach (var segment in segments)
            {
                node = node.Child(segment);
            }

            node.Operations.TryAdd(method(operation), (operation, segments));
        }
    }

    /// <summary>Finds the operation of a method and a path below the base path; null if there is none.</summary>
    public RouteMatch<T>? Match(string method, string path) => Match(method, PathTemplate.Segments(path));

    /// <summary>Finds the operation of a method and the segments of a path; null if there is none.</summary>
    public RouteMatch<T>? Match(string method, IReadOnlyList<string> segments)
    {
        if (segments.Count is 0 or > MaxSegments || Find(_root, segments, 0, method) is not (var operation, var template))
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < template.Length; index++)
        {
            if (template[index].Parameter is { } name)
            {
                values[name] = template[index].ValueIn(segments[index]);
            }
        }

        return new RouteMatch<T>(operation, values);
    }

    private static (T, PathSegment[])? Find(Node node, IReadOnlyList<string> segments, int depth, string method)
    {
        if (depth == segments.Count)
        {
            return node.Operations.TryGetValue(method, out var found) ? found : null;
        }

        if (node.Literals.TryGetValue(segments[depth], out var literal) && Find(literal, segments, depth + 1, method) is { } match)
        {
            return match;
        }

        foreach (var (parameter, child) in node.Parameters)
        {
            if (parameter.Matches(segments[depth]) && Find(child, segments, depth + 1, method) is { } other)
            {
                return other;
            }
        }

        return null;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.Ordinal);

        public List<(PathSegment Parameter, Node Child)> Parameters { get; } = [];

        public Dictionary<string, (T Operation, PathSegment[] Segments)> Operations { get; } = new(StringComparer.Ordinal);

        public Node Child(PathSegment segment)
        {
            Node child;
            if (segment.Parameter is null)
            {
                if (!Literals.TryGetValue(segment.Prefix, out child!))
                {
                    Literals.Add(segment.Prefix, child = new Node());
                }

                return child;
            }

            foreach (var (known, existing) in Parameters)
            {
                if (known.Prefix == segment.Prefix && known.Suffix == segment.Suffix)
                {
                    return existing;
                }
            }

            Parameters.Add((segment, child = new Node()));
            return child;
        }
    }
}
