using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>
/// Pairs the responses of an operation: by status, then by range (500 and 5XX), then the only success with the only other success.
/// </summary>
internal sealed class ResponsePairs
{
    public ResponsePairs(OperationPair operations)
    {
        // Sorted, so that the order of keys does not matter.
        var before = new SortedDictionary<string, ContractResponse>(operations.Old.Responses.ToDictionary(), StringComparer.Ordinal);
        var after = new SortedDictionary<string, ContractResponse>(operations.New.Responses.ToDictionary(), StringComparer.Ordinal);
        var pairs = before.Where(entry => after.ContainsKey(entry.Key)).Select(entry => (entry.Value, after[entry.Key])).ToList();
        var removed = before.Values.Where(response => !after.ContainsKey(response.Status)).ToList();
        var added = after.Values.Where(response => !before.ContainsKey(response.Status)).ToList();

        var narrowed = new List<(ContractResponse, IReadOnlyList<ContractResponse>)>();
        var widened = new List<(ContractResponse, IReadOnlyList<ContractResponse>)>();

        foreach (var response in removed.ToList())
        {
            if (added.Concat(after.Values).FirstOrDefault(other => Covers(other, response)) is not { } wide)
            {
                continue;
            }

            pairs.Add((response, wide));
            removed.Remove(response);
        }

        foreach (var response in added.ToList())
        {
            if (before.Values.FirstOrDefault(other => Covers(other, response)) is { } wide)
            {
                pairs.Add((wide, response));
            }

            if (before.Values.Any(other => Covers(other, response) || Covers(response, other)))
            {
                added.Remove(response);
            }
        }

        // 2XX that became 200, and the reverse.
        foreach (var wide in removed.Where(wide => after.Values.Any(other => Covers(wide, other))).ToList())
        {
            removed.Remove(wide);
            narrowed.Add((wide, [.. after.Values.Where(other => Covers(wide, other))]));
        }

        foreach (
            var wide in after.Values.Where(wide => !before.ContainsKey(wide.Status) && before.Values.Any(other => Covers(wide, other)))
        )
        {
            widened.Add((wide, [.. before.Values.Where(other => Covers(wide, other))]));
        }

        if (
            removed.Where(response => response.IsSuccess).ToList() is [var was]
            && added.Where(response => response.IsSuccess).ToList() is [var now]
            && !pairs.Any(pair => pair.Item1.IsSuccess)
        )
        {
            ChangedSuccess = (was, now);
            pairs.Add((was, now));
            removed.Remove(was);
            added.Remove(now);
        }

        Pairs = pairs;
        Narrowed = narrowed;
        Widened = widened;
        Removed = removed;
        Added = added;
    }

    public IReadOnlyList<(ContractResponse Old, ContractResponse New)> Pairs { get; }

    /// <summary>The success response if its status changed; also included in <see cref="Pairs"/>.</summary>
    public (ContractResponse Old, ContractResponse New)? ChangedSuccess { get; }

    /// <summary>Ranges of statuses of the old document in whose place are single statuses of the new one.</summary>
    public IReadOnlyList<(ContractResponse Range, IReadOnlyList<ContractResponse> Statuses)> Narrowed { get; }

    /// <summary>Ranges of statuses of the new document that cover statuses of the old one.</summary>
    public IReadOnlyList<(ContractResponse Range, IReadOnlyList<ContractResponse> Statuses)> Widened { get; }

    public IReadOnlyList<ContractResponse> Removed { get; }

    public IReadOnlyList<ContractResponse> Added { get; }

    // 5XX covers 500. default covers errors only, because the client has classes for the statuses of success.
    private static bool Covers(ContractResponse wide, ContractResponse narrow) =>
        wide.Status != narrow.Status
        && (wide.Status == "default" ? !narrow.IsSuccess : wide.Status is [var first, 'X', 'X'] && narrow.Status[0] == first);
}
