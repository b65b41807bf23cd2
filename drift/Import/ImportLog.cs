namespace ClickFunnels.Drift.Import;

/// <summary>What the normalisers did, place by place.</summary>
internal sealed class ImportLog
{
    private readonly List<ImportLogEntry> _entries = [];

    public IReadOnlyList<ImportLogEntry> Entries => _entries;

    public void Add(INormaliser normaliser, string pointer, string what) =>
        _entries.Add(new ImportLogEntry(normaliser.Name, pointer, what));

    /// <summary>How often each normaliser did something, in the order in which they ran.</summary>
    public IReadOnlyList<(string Name, int Count)> Counts() =>
        [.. _entries.GroupBy(entry => entry.Normaliser).Select(group => (group.Key, group.Count()))];
}

/// <summary>One thing that a normaliser did.</summary>
internal sealed record ImportLogEntry(string Normaliser, string Pointer, string What);
