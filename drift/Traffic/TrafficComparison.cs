using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Routing;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Traffic;

/// <summary>Compares recorded traffic with a contract.</summary>
internal static class TrafficComparison
{
    // Statuses that do not show whether the route exists: refused before routing, or failed.
    private static readonly int[] Silent = [0, 401, 403, 404, 405, 429];

    /// <exception cref="InputException">No exchange belongs to an operation of the contract.</exception>
    public static async Task<Report> CompareAsync(
        ApiDocument contract,
        IAsyncEnumerable<Exchange> traffic,
        string title,
        CancellationToken cancellationToken = default
    )
    {
        var paths = new ServerPaths(contract);
        var routes = new RouteTable<ApiOperation>(contract.Operations, operation => operation.Method, operation => operation.Path);
        var findings = new TrafficFindings(contract);
        var operations = new HashSet<string>(StringComparer.Ordinal);
        var (total, compared, elsewhere, refused, withoutResponse) = (0, 0, 0, 0, 0);
        await foreach (var exchange in traffic.WithCancellation(cancellationToken))
        {
            total++;
            if (exchange.Status is < 100 or > 599)
            {
                withoutResponse++;
            }
            else if (paths.Below(exchange.Path) is not { } below)
            {
                elsewhere++;
            }
            else if (routes.Match(exchange.Method, below) is { } match)
            {
                compared++;
                operations.Add(match.Operation.Key);
                Check(new RecordedCall(exchange, match.Operation, Decoded(match.Values)), findings);
            }
            else if (exchange.Method is "OPTIONS" or "HEAD")
            {
                elsewhere++;
            }
            else if (exchange.Status >= 500 || Silent.Contains(exchange.Status))
            {
                refused++;
            }
            else
            {
                var route = $"{exchange.Method} {paths.Template(below)}";
                findings.Add(
                    TrafficRules.UndocumentedOperation,
                    new RecordedCall(exchange, null, new Dictionary<string, string>()),
                    JsonPointer.Append("/paths", paths.Template(below)),
                    $"{route} returned the status {exchange.Status}, but is not in the contract",
                    null,
                    route
                );
            }
        }

        var list = findings.ToList();
        if (compared == 0)
        {
            throw new InputException(
                title,
                null,
                total == 0
                    ? "There is no recorded exchange, so there is nothing to compare: expected HAR files, exchange files (.json) or "
                        + "folders of them."
                    : $"None of the {total} exchanges belongs to an operation of {contract.File.Name}, so there is nothing to "
                        + "compare. Is it traffic of the same API, with the same base path?"
            );
        }

        return new Report($"{contract.File.Name} ← {title}", list, compared, "exchanges")
        {
            NewDocument = contract.File,
            Notes =
            [
                $"{compared} of {total} exchanges were compared; they belong to {operations.Count} of "
                    + $"{contract.Operations.Count} operations.",
                .. Note(refused, "exchanges use routes that are neither in the contract nor served."),
                .. Note(elsewhere, "exchanges use other base paths and were left out."),
                .. Note(withoutResponse, "requests have no response and were left out."),
                .. Note(findings.Dropped, $"further findings were left out, as there are more than {TrafficFindings.MaxFindings}."),
            ],
        };
    }

    private static Dictionary<string, string> Decoded(IReadOnlyDictionary<string, string> values) =>
        values.ToDictionary(value => value.Key, value => Uri.UnescapeDataString(value.Value), StringComparer.Ordinal);

    private static void Check(RecordedCall call, TrafficFindings findings)
    {
        // A refused request may have been wrong.
        if (call.Exchange.Status < 400)
        {
            RequestFindings.Check(call, findings);
        }

        ResponseCheck.Check(call, findings);
    }

    private static string[] Note(int count, string says) => count == 0 ? [] : [$"{count} {says}"];
}
