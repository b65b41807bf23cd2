namespace ClickFunnels.Sync.Imports;

/// <summary>A row with its outcome, as the result file and the journal have it.</summary>
internal sealed record RowOutcome(long Line, ulong Digest, string? Key, ImportOutcome Outcome, string? Id, string? Field, string? Reason);

/// <summary>A row that had an outcome in an earlier run.</summary>
internal readonly record struct ImportJournalEntry(long Line, ulong Digest, ImportOutcome Outcome);
