using System;
using System.Collections.Concurrent;
using ClickFunnels.Core;

namespace ClickFunnels;

/// <summary>
/// The scopes of workspaces that were chosen by id alone, so that a program that chooses one for every request of its own looks the
/// subdomain up once an hour and not each time.
/// </summary>
internal sealed class WorkspaceScopes(TimeProvider clock)
{
    private const int MaxEntries = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<ResourceId, Entry> _entries = new();

    /// <summary>Returns the scope of a workspace. It is shared for an hour, and then a new one looks the subdomain up again.</summary>
    public WorkspaceScope Get(ResourceId id)
    {
        if (_entries.TryGetValue(id, out var entry) && clock.GetElapsedTime(entry.Created) < Lifetime)
        {
            return entry.Scope;
        }

        // The ids may come from outside, so their number is bounded.
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        entry = new Entry(new WorkspaceScope(id, null), clock.GetTimestamp());
        _entries[id] = entry;
        return entry.Scope;
    }

    private sealed class Entry(WorkspaceScope scope, long created)
    {
        public WorkspaceScope Scope { get; } = scope;

        public long Created { get; } = created;
    }
}
