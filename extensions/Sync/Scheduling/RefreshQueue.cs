namespace ClickFunnels.Sync;

/// <summary>
/// Reads records again, and joins calls: those that wait for the same record share one read. A call that comes while the record is read
/// waits for another read, because the read in progress may have missed its change.
/// </summary>
/// <param name="refresh">Reads a record again.</param>
internal sealed class RefreshQueue(Func<string, long, Task<bool>> refresh)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Table, long Id), Entry> _entries = [];

    /// <summary>Reads a record again, alone or together with others who wait.</summary>
    public Task<bool> RefreshAsync(string table, long id)
    {
        lock (_lock)
        {
            var key = (table, id);
            if (_entries.TryGetValue(key, out var entry))
            {
                return entry.Next ??= NextAsync(key, entry);
            }

            _entries.Add(key, entry = new Entry());
            return entry.Current = ReadAsync(key, entry);
        }
    }

    /// <summary>Waits until no read is in progress.</summary>
    public async Task WaitAsync()
    {
        while (true)
        {
            Task[] reads;
            lock (_lock)
            {
                reads = [.. _entries.Values.Select(static entry => entry.Next ?? entry.Current)];
            }

            if (reads.Length == 0)
            {
                return;
            }

            await Task.WhenAll(reads).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> NextAsync((string Table, long Id) key, Entry entry)
    {
        await ((Task)entry.Current).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<bool> read;
        lock (_lock)
        {
            // From here on, a call needs a read after this one.
            entry.Next = null;
            read = entry.Current = ReadAsync(key, entry);
        }

        return await read.ConfigureAwait(false);
    }

    private async Task<bool> ReadAsync((string Table, long Id) key, Entry entry)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await refresh(key.Table, key.Id).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                if (entry.Next is null)
                {
                    _entries.Remove(key);
                }
            }
        }
    }

    private sealed class Entry
    {
        public Task<bool> Current { get; set; } = Task.FromResult(false);

        public Task<bool>? Next { get; set; }
    }
}
