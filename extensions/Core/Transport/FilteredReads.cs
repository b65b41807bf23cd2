using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// Limits the filtered reads in progress in each scope, because services refuse more than a few at the same time (429).
/// </summary>
internal sealed class FilteredReads(int maximum)
{
    // Beyond this number of scopes, all further ones share one semaphore.
    private const int MaxScopes = 10_000;

    // Created with the first filtered read, because most programs send none.
    private ConcurrentDictionary<string, SemaphoreSlim>? _turns;

    /// <summary>Returns the semaphore that a request must hold while it is in progress; null when its reads are not limited.</summary>
    public SemaphoreSlim? TurnsOf(Operation operation, ApiScope scope, string query) =>
        operation.IsLimited || (operation.LimitedParameters is { } limited && IsLimited(limited, query)) ? TurnsOf(scope.Key) : null;

    private SemaphoreSlim TurnsOf(string scope)
    {
        var turns =
            _turns
            ?? Interlocked.CompareExchange(ref _turns, new ConcurrentDictionary<string, SemaphoreSlim>(StringComparer.Ordinal), null)
            ?? _turns;
        return turns.TryGetValue(scope, out var known)
            ? known
            : turns.GetOrAdd(turns.Count < MaxScopes ? scope : string.Empty, _ => new SemaphoreSlim(maximum, maximum));
    }

    private static bool IsLimited(IReadOnlyList<string> parameters, string query)
    {
        foreach (var parameter in parameters)
        {
            for (
                var at = query.IndexOf(parameter, StringComparison.Ordinal);
                at > 0;
                at = query.IndexOf(parameter, at + 1, StringComparison.Ordinal)
            )
            {
                var end = at + parameter.Length;
                if (query[at - 1] is '?' or '&' && end < query.Length && query[end] is '=' or '[' or '%')
                {
                    return true;
                }
            }
        }

        return false;
    }
}
