namespace ClickFunnels.Sync.Tests.Files;

/// <summary>Rows and commits for the tests of file sinks.</summary>
internal static class FileRows
{
    public const long Shop = 7;

    public static DateTimeOffset Time { get; } = new(2026, 11, 27, 12, 30, 15, 123, TimeSpan.Zero);

    public static SyncTable Contacts { get; } =
        new(
            "contacts",
            [
                new("name", SyncColumnType.Text),
                new("age", SyncColumnType.WholeNumber),
                new("balance", SyncColumnType.DecimalNumber),
                new("active", SyncColumnType.Boolean),
                new("created_at", SyncColumnType.Timestamp),
                new("tags", SyncColumnType.Json),
            ]
        );

    public static SyncRow Row(long id, params object?[] values) =>
        new()
        {
            Id = id,
            Values = values,
            Digest = unchecked(id * 7_777_777_777_777_777L),
            SyncedAt = Time,
        };

    public static SyncRow Contact(long id) => Row(id, $"Contact {id}", id % 90, id / 4m, id % 2 == 0, Time.AddSeconds(id), $"[{id}]");

    public static SinkCommit Commit(SyncTable table, IEnumerable<SyncRow> rows, params (string Name, string? Value)[] state) =>
        new()
        {
            Workspace = Shop,
            Changes = [new TableChanges(table, [.. rows], [])],
            State = state.ToDictionary(static entry => entry.Name, static entry => entry.Value),
        };

    /// <summary>A commit with some rows, and with the state that belongs to them.</summary>
    public static SinkCommit Commit(long first, int count) =>
        Commit(
            Contacts,
            Enumerable.Range(0, count).Select(index => Contact(first + index)),
            ("contacts/next", (first + count).ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
}
