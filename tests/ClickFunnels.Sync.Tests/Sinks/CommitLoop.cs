using System.Globalization;

namespace ClickFunnels.Sync.Tests.Sinks;

/// <summary>
/// A program that commits until it is killed. Commit number n inserts rows, and, if the sink can update, gives others the number n and
/// deletes some. The state has the number.
/// </summary>
internal static class CommitLoop
{
    public const long Workspace = 7;
    public const int NewRows = 20;
    public const int UpdatedRows = 200;
    public const int KeptRows = 60;
    public const string State = "commit";

    public static readonly SyncTable Events = new("events", [new SyncColumn("number", SyncColumnType.WholeNumber)]);
    public static readonly SyncTable Contacts = new(
        "contacts",
        [new SyncColumn("number", SyncColumnType.WholeNumber), new SyncColumn("name", SyncColumnType.Text)]
    );
    public static readonly SyncTable Visits = new("visits", [new SyncColumn("number", SyncColumnType.WholeNumber)], "contacts");

    public static async Task<int> RunAsync(string[] sinkArguments)
    {
        await using var sink = SinkPrograms.Create(sinkArguments);
        await sink.OpenAsync();
        foreach (var table in new[] { Events, Contacts, Visits })
        {
            await sink.PrepareAsync(table);
        }

        var last = await LastAsync(sink);
        for (var number = last + 1; ; number++)
        {
            await sink.CommitAsync(Commit(number, sink.CanUpdate));
            Console.WriteLine(number);
        }
    }

    /// <summary>Returns the number of the last commit; 0 if there was none.</summary>
    public static async Task<long> LastAsync(SyncSink sink) =>
        (await sink.ReadStateAsync(Workspace, State))
            .Select(static entry => long.Parse(entry.Value, CultureInfo.InvariantCulture))
            .SingleOrDefault();

    private static SinkCommit Commit(long number, bool canUpdate)
    {
        List<TableChanges> changes = [new(Events, [.. Enumerable.Range(0, NewRows).Select(index => Row((number * NewRows) + index))], [])];
        if (canUpdate)
        {
            changes.Add(new(Contacts, [.. Enumerable.Range(1, UpdatedRows).Select(static id => (long)id).Select(Row)], []));
            changes.Add(new(Visits, [Row(number)], [number - KeptRows]));
        }

        return new SinkCommit
        {
            Workspace = Workspace,
            Changes = changes,
            State = new Dictionary<string, string?> { [State] = $"{number}" },
        };

        SyncRow Row(long id) =>
            new()
            {
                Id = id,
                Values = [number],
                Digest = number,
                SyncedAt = DateTimeOffset.UnixEpoch,
            };
    }
}
