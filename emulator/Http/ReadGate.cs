using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Http;

/// <summary>Counts the database-heavy reads in progress for each token and workspace.</summary>
internal sealed class ReadGate(FilteredReadSettings settings, RecordStore store)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Caller Caller, long Workspace), int> _reads = [];

    /// <summary>
    /// Lets a request pass, or returns the refusal. <paramref name="exit"/> must be called when a request that passed has ended; it is null
    /// if the request does not count.
    /// </summary>
    [Behavior(
        "More than two database-heavy reads at the same time for a token and workspace return 429, with Retry-After and retry_after",
        Evidence.Documented,
        "vendor skills, refine filters and statistics, 2026-10; off unless FilteredReadSettings.MaxConcurrent is set"
    )]
    public EmulatorResponse? Enter(RoutedOperation route, Caller caller, string query, out Action? exit)
    {
        exit = null;
        if (settings.MaxConcurrent is not { } maximum || !IsLimited(route.Operation, query))
        {
            return null;
        }

        var key = (caller, WorkspaceOf(route, caller));
        lock (_gate)
        {
            var reads = _reads.GetValueOrDefault(key);
            if (reads >= maximum)
            {
                return Refusal(settings.RetryAfterSeconds);
            }

            _reads[key] = reads + 1;
        }

        exit = () =>
        {
            lock (_gate)
            {
                if (--_reads[key] == 0)
                {
                    _reads.Remove(key);
                }
            }
        };
        return null;
    }

    private static bool IsLimited(ContractOperation operation, string query) =>
        operation.IsLimited
        || (
            operation.LimitedParameters.Count > 0
            && new QueryText(query).Pairs.Any(pair => operation.LimitedParameters.Contains(pair.Key.Split('[')[0]))
        );

    // The workspace of a record that the path names, or else the first that the token reaches.
    private long WorkspaceOf(RoutedOperation route, Caller caller)
    {
        lock (store.Gate)
        {
            return route.Values.Values.Select(identifier => RecordOf(identifier)?.WorkspaceId).FirstOrDefault(id => id is not null)
                ?? caller.WorkspaceIds[0];
        }
    }

    private Record? RecordOf(string identifier) =>
        long.TryParse(identifier, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        || (store.HasPublicIds && PublicIdCode.TryDecode(identifier, out id))
            ? store.Find(id)
            : null;

    private static EmulatorResponse Refusal(int seconds) =>
        EmulatorResponse.Of(
            429,
            new JsonObject
            {
                ["error"] = "Too many filtered reads in progress",
                ["hint"] = null,
                ["retry_after"] = seconds,
            }
        ) with
        {
            Headers = [KeyValuePair.Create("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
        };
}
