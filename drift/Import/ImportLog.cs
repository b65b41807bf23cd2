namespace ClickFunnels.Drift.Import;

/// <summary>What the normalizers did, place by place.</summary>
internal sealed class ImportLog
{
    private readonly List<ImportLogEntry> _entries = [];

    public IReadOnlyList<ImportLogEntry> Entries => _entries;

    public void Add(INormalizer normalizer, string pointer, string what) =>
        _entries.Add(new ImportLogEntry(normalizer.Name, pointer, what));

    /// <summary>How often each normalizer did something, in the order in which they ran.</summary>
    public IReadOnlyList<(string Name, int Count)> Counts() =>
        [.. _entries.GroupBy(entry => entry.Normalizer).Select(group => (group.Key, group.Count()))];
}

/// <summary>One thing that a normalizer did.</summary>
internal sealed record ImportLogEntry(string Normalizer, string Pointer, string What);
