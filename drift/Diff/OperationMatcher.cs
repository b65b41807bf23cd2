using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>Pairs the operations of two documents: by method and route, then the remaining ones by operationId.</summary>
internal static class OperationMatcher
{
    public static DocumentPair Match(ApiDocument before, ApiDocument after)
    {
        var byKey = new Dictionary<string, ApiOperation>(StringComparer.Ordinal);
        foreach (var operation in after.Operations)
        {
            byKey.TryAdd(operation.Key, operation);
        }

        var pairs = new List<OperationPair>();
        var unmatched = new List<ApiOperation>();
        foreach (var operation in before.Operations)
        {
            if (byKey.Remove(operation.Key, out var same))
            {
                pairs.Add(new OperationPair(operation, same));
            }
            else
            {
                unmatched.Add(operation);
            }
        }

        var byId = byKey
            .Values.Where(operation => operation.OperationId is not null)
            .GroupBy(operation => operation.OperationId!)
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);
        var removed = new List<ApiOperation>();
        foreach (var operation in unmatched)
        {
            if (operation.OperationId is { } id && byId.Remove(id, out var moved))
            {
                byKey.Remove(moved.Key);
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
            Added = [.. after.Operations.Where(operation => byKey.GetValueOrDefault(operation.Key) == operation)],
        };
    }
}
