using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Routing;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Routes;

/// <summary>Compares a contract with a ledger of documented operations, by method and route and then by operationId.</summary>
internal sealed class RouteComparison
{
    private readonly ApiDocument _contract;
    private readonly Ledger _ledger;
    private readonly CSharpNames _names;
    private readonly List<Finding> _findings = [];

    private RouteComparison(ApiDocument contract, Ledger ledger)
    {
        _contract = contract;
        _ledger = ledger;
        _names = new CSharpNames(contract, contract);
    }

    /// <exception cref="InputException">No operation is in both.</exception>
    public static Report Compare(ApiDocument contract, Ledger ledger)
    {
        var comparison = new RouteComparison(contract, ledger);
        var matched = comparison.CompareRows();
        if (matched.Count == 0)
        {
            throw new InputException(
                ledger.Name,
                null,
                $"No operation of it is in {contract.File.Name}, so there is nothing to compare. Are both the same API, with "
                    + "the same base path?"
            );
        }

        foreach (var operation in contract.Operations.Where(operation => !matched.Contains(operation)))
        {
            comparison.AddExtra(operation);
        }

        return new Report($"{contract.File.Name} and {ledger.Name}", Report.Sort(comparison._findings), ledger.Rows.Count, "operations");
    }

    private HashSet<ApiOperation> CompareRows()
    {
        var byRoute = _contract
            .Operations.GroupBy(operation => operation.Key)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var byId = _contract
            .Operations.Where(operation => operation.OperationId is not null)
            .GroupBy(operation => operation.OperationId!)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var documented = _ledger.Rows.Select(row => $"{row.Method} {PathTemplate.Route(row.Path)}").ToHashSet(StringComparer.Ordinal);
        var matched = new HashSet<ApiOperation>();
        foreach (var row in _ledger.Rows)
        {
            if (byRoute.TryGetValue($"{row.Method} {PathTemplate.Route(row.Path)}", out var operation))
            {
                matched.Add(operation);
                if (row.OperationId.Length > 0 && row.OperationId != operation.OperationId)
                {
                    AddRenamed(row, operation);
                }
            }
            else if (row.OperationId.Length > 0 && byId.TryGetValue(row.OperationId, out var moved) && !documented.Contains(moved.Key))
            {
                matched.Add(moved);
                AddMoved(row, moved);
            }
            else
            {
                AddMissing(row);
            }
        }

        return matched;
    }

    private void AddRenamed(LedgerRow row, ApiOperation operation) =>
        _findings.Add(
            At(operation) with
            {
                Rule = RouteRules.Renamed,
                Pointer = operation.Pointer + "/operationId",
                Message =
                    $"{_names.Method(operation)} ({operation.Name}) is documented as {row.OperationId}{Source(row)}, but the "
                    + $"contract has the operationId {operation.OperationId ?? "(none)"}.",
                OldValue = row.OperationId,
                NewValue = operation.OperationId,
            }
        );

    private void AddMoved(LedgerRow row, ApiOperation operation) =>
        _findings.Add(
            At(operation) with
            {
                Rule = RouteRules.Moved,
                Message =
                    $"{_names.Method(operation)} calls {operation.Name}, but {row.OperationId} is documented as {row.Name}{Source(row)}.",
                OldValue = row.Name,
                NewValue = operation.Name,
            }
        );

    private void AddExtra(ApiOperation operation)
    {
        if (!operation.Deprecated && operation.Text("x-superseded-by") is null)
        {
            _findings.Add(
                At(operation) with
                {
                    Rule = RouteRules.Extra,
                    Message = $"{_names.Method(operation)} ({operation.Name}) is not in the ledger.",
                    NewValue = operation.Name,
                }
            );
        }
    }

    private void AddMissing(LedgerRow row) =>
        _findings.Add(
            new Finding
            {
                Rule = RouteRules.Missing,
                Pointer = JsonPointer.Append(JsonPointer.Append("/paths", row.Path), row.Method.ToLowerInvariant()),
                Message =
                    $"There is no method for {row.Name}{(row.OperationId.Length > 0 ? $" ({row.OperationId})" : "")}, which "
                    + $"is documented{Source(row)}.",
                Operations = [row.Name],
                OldValue = row.Name,
                File = _ledger.Name,
                Position = row.Position,
            }
        );

    private static string Source(LedgerRow row) => row.Source.Length > 0 ? $" in {row.Source}" : "";

    private Finding At(ApiOperation operation) =>
        new Finding
        {
            Rule = RouteRules.Extra,
            Pointer = operation.Pointer,
            Message = "",
            Operations = [operation.Name],
        }.At(_contract.File.LocationOf(operation.Pointer));
}
