using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>Pairs the operations of two documents: by method and route, then the remaining ones by operationId.</summary>
internal static class OperationMatcher
{
    public static DocumentPair Match(ApiDocument before, ApiDocument after)
    {
        var left = after.Operations.ToList();
        var pairs = new List<OperationPair>();

        // An invalid document has two paths that differ only in the names of their parameters.
        var unmatched = Take(Take(before.Operations, operation => operation.Name), operation => operation.Key);
        var byId = left.Where(operation => operation.OperationId is not null)
            .GroupBy(operation => operation.OperationId!)
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);
        var removed = new List<ApiOperation>();
        foreach (var operation in unmatched)
        {
            if (operation.OperationId is { } id && byId.Remove(id, out var moved))
            {
                left.Remove(moved);
                pairs.Add(new OperationPair(operation, moved));
            }
            else
            {
                removed.Add(operation);
            }
        }

        return new DocumentPair(before, after)
        {
            Operations = pairs,
            Removed = removed,
            Added = left,
        };

        List<ApiOperation> Take(IReadOnlyList<ApiOperation> operations, Func<ApiOperation, string> key)
        {
            var candidates = left.GroupBy(key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => new Queue<ApiOperation>(group), StringComparer.Ordinal);
            var rest = new List<ApiOperation>();
            var taken = new HashSet<ApiOperation>();
            foreach (var operation in operations)
            {
                if (candidates.TryGetValue(key(operation), out var group) && group.TryDequeue(out var same))
                {
                    pairs.Add(new OperationPair(operation, same));
                    taken.Add(same);
                }
                else
                {
                    rest.Add(operation);
                }
            }

            left.RemoveAll(taken.Contains);
            return rest;
        }
    }
}
