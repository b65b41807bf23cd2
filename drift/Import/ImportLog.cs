namespace ClickFunnels.Drift.Import;

/// <summary>A log of the changes by normalizers.</summary>
internal sealed class ImportLog
{
    private readonly List<ImportLogEntry> _entries = [];

    public IReadOnlyList<ImportLogEntry> Entries => _entries;

    public void Add(INormalizer normalizer, string pointer, string what) =>
        _entries.Add(new ImportLogEntry(normalizer.Name, pointer, what));

    /// <summary>The number of changes per normalizer, in the order in which they ran.</summary>
    public IReadOnlyList<(string Name, int Count)> Counts() =>
        [.. _entries.GroupBy(entry => entry.Normalizer).Select(group => (group.Key, group.Count()))];
}

/// <summary>One change by a normalizer.</summary>
internal sealed record ImportLogEntry(string Normalizer, string Pointer, string What);
