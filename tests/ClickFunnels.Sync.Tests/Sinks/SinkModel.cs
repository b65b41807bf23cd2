using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Sync.Tests.Sinks;

/// <summary>A sink in memory, and random histories that are applied to it and to a real one.</summary>
internal sealed class SinkModel
{
    private static readonly string[] TableNames = ["contacts", "Contacts", "visits"];
    private static readonly string[] StateNames = ["", "a", "a/b", "a\0", "b"];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, SyncTable> _prepared = [];
    private readonly SortedDictionary<(string Table, long Workspace, long Id), ModelRow> _rows = [];
    private readonly SortedDictionary<(long Workspace, string Name), string> _state = new(
        Comparer<(long Workspace, string Name)>.Create(
            static (one, other) =>
                one.Workspace != other.Workspace ? one.Workspace.CompareTo(other.Workspace) : string.CompareOrdinal(one.Name, other.Name)
        )
    );

    private sealed record ModelRow(SyncTable Table, SyncRow Row, DateTimeOffset? DeletedAt);

    /// <summary>Applies random histories; returns the smallest one that was found to fail, or null.</summary>
    public static Task<string?> CheckAsync(Func<SinkStorage> newStorage, int runs) =>
        Task.Run(() =>
        {
            try
            {
                Prop.ForAll<int[]>(seeds => RunAsync(newStorage, seeds).GetAwaiter().GetResult())
                    .Check(Config.QuickThrowOnFailure.WithMaxTest(runs).WithEndSize(30).WithReplay(2026UL, 1127UL));
                return null;
            }
            catch (Exception exception)
            {
                return exception.ToString();
            }
        });

    private static async Task RunAsync(Func<SinkStorage> newStorage, int[] seeds)
    {
        await using var storage = newStorage();
        var model = new SinkModel();
        var sink = await storage.OpenAsync();
        try
        {
            foreach (var seed in seeds)
            {
                var random = new Random(seed);
                switch (random.Next(10))
                {
                    case 0:
                        await sink.DisposeAsync();
                        sink = await storage.OpenAsync();
                        break;
                    case < 4:
                        await model.PrepareAsync(sink, random);
                        break;
                    default:
                        await model.CommitAsync(sink, random);
                        break;
                }
            }

            await model.CompareAsync(storage, sink);
        }
        finally
        {
            await sink.DisposeAsync();
        }
    }

    private async Task PrepareAsync(SyncSink sink, Random random)
    {
        var name = Pick(TableNames, random);
        var columns = random
            .GetItems(HostileValues.Names, random.Next(6))
            .Distinct()
            .Select(column => new SyncColumn(column, Type(random)));
        var wanted = new SyncTable(name, columns, random.Next(2) == 0 ? "contacts" : null);
        var known = _prepared.GetValueOrDefault(name)?.Columns ?? [];
        var expected = wanted
            .Columns.Select(column => known.FirstOrDefault(other => other.Name == column.Name) ?? column)
            .Concat(known.Where(column => wanted.Columns.All(other => other.Name != column.Name)))
            .ToList();

        var prepared = await sink.PrepareAsync(wanted);

        Equal(prepared.Columns.Take(wanted.Columns.Count), expected.Take(wanted.Columns.Count), "columns of the table");
        Equal(
            prepared.Columns.OrderBy(static column => column.Name, StringComparer.Ordinal),
            expected.OrderBy(static column => column.Name, StringComparer.Ordinal),
            "all columns"
        );
        _prepared[name] = prepared;
    }

    private async Task CommitAsync(SyncSink sink, Random random)
    {
        long workspace = random.Next(2);
        DateTimeOffset? keepAt = random.Next(2) == 0 ? Start.AddSeconds(random.Next(100)) : null;
        var tables = _prepared.Values.Where(_ => random.Next(2) == 0).Select(table => WithOtherTypes(table, random)).ToList();
        var changes = tables.Select(table => Changes(table, random)).ToList();
        var state = random
            .GetItems(StateNames, random.Next(3))
            .Distinct()
            .ToDictionary(static name => name, _ => random.Next(3) == 0 ? null : Pick(HostileValues.Texts, random));

        await sink.CommitAsync(
            new SinkCommit
            {
                Workspace = workspace,
                Changes = changes,
                State = state,
                KeepDeletedAt = keepAt,
            }
        );

        foreach (var change in changes)
        {
            foreach (var key in change.Deletes.Select(id => (change.Table.Name, workspace, id)).Where(_rows.ContainsKey))
            {
                if (keepAt is null)
                {
                    _rows.Remove(key);
                }
                else
                {
                    _rows[key] = _rows[key] with { DeletedAt = _rows[key].DeletedAt ?? keepAt };
                }
            }

            foreach (var row in change.Upserts)
            {
                _rows[(change.Table.Name, workspace, row.Id)] = new ModelRow(change.Table, row, null);
            }
        }

        foreach (var (name, value) in state)
        {
            _state.Remove((workspace, name));
            if (value is not null)
            {
                _state.Add((workspace, name), value);
            }
        }
    }

    // The rows may come with other types than the table has, because the sink is told what it should have.
    private static SyncTable WithOtherTypes(SyncTable table, Random random) =>
        new(table.Name, table.Columns.Select(column => random.Next(4) == 0 ? column with { Type = Type(random) } : column), table.Parent);

    private static TableChanges Changes(SyncTable table, Random random)
    {
        var ids = Enumerable.Range(1, 12).Where(_ => random.Next(3) == 0).Select(static id => (long)id).ToList();
        var deletes = Enumerable.Range(1, 12).Select(static id => (long)id).Except(ids).Where(_ => random.Next(4) == 0);
        return new TableChanges(table, [.. ids.OrderBy(_ => random.Next()).Select(id => Row(table, id, random))], [.. deletes]);
    }

    private static SyncRow Row(SyncTable table, long id, Random random) =>
        new()
        {
            Id = id,
            Parent = random.Next(2) == 0 ? random.Next(3) : null,
            Values =
            [
                .. table
                    .Columns.Take(random.Next(table.Columns.Count + 1))
                    .Select(column => random.Next(3) == 0 ? null : Pick(HostileValues.Of(column.Type), random)),
            ],
            Extra = random.Next(4) == 0 ? "{\"more \\u0000\":" + random.Next(3) + "}" : null,
            Digest = random.NextInt64(),
            SyncedAt = Start.AddMilliseconds(random.Next(100_000)),
        };

    private async Task CompareAsync(SinkStorage storage, SyncSink sink)
    {
        foreach (var (name, table) in _prepared)
        {
            var expected = _rows.Where(row => row.Key.Table == name).Select(static row => (row.Key.Workspace, row.Value)).ToList();
            Equal((await storage.ReadAsync(name)).Select(static row => row.Text), expected.Select(Text), $"rows of {name}");
            foreach (var workspace in new long[] { 0, 1 })
            {
                var live = expected
                    .Where(row => row.Workspace == workspace && row.Value.DeletedAt is null)
                    .Select(static row => row.Value.Row);
                var stored = live.Select(static row => new StoredRow(row.Id, row.Digest, row.SyncedAt)).ToList();
                Equal(await sink.ReadRowsAsync(table, workspace), stored, $"ids of {name}");
                Equal([await sink.CountAsync(table, workspace)], [stored.Count], $"count of {name}");
            }
        }

        foreach (var workspace in new long[] { 0, 1 })
        {
            Equal(
                await sink.ReadStateAsync(workspace, ""),
                _state
                    .Where(entry => entry.Key.Workspace == workspace)
                    .Select(static entry => KeyValuePair.Create(entry.Key.Name, entry.Value)),
                "state"
            );
        }
    }

    private static string Text((long Workspace, ModelRow Row) row)
    {
        var values = new SortedDictionary<string, string>(CanonicalJson.OfExtra(row.Row.Row.Extra), StringComparer.Ordinal);
        foreach (var (index, value) in row.Row.Row.Values.Index())
        {
            if (value is not null)
            {
                values.Add(row.Row.Table.Columns[index].Name, CanonicalJson.Of(value, row.Row.Table.Columns[index].Type));
            }
        }

        return ReadRow.Describe(
            row.Workspace,
            row.Row.Row.Id,
            row.Row.Row.Parent,
            values,
            row.Row.Row.Digest,
            row.Row.Row.SyncedAt,
            row.Row.DeletedAt
        );
    }

    private static void Equal<T>(IEnumerable<T> actual, IEnumerable<T> expected, string what)
    {
        var (found, wanted) = (actual.ToList(), expected.ToList());
        if (!found.SequenceEqual(wanted))
        {
            throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The {what} differ.\nExpected: {string.Join("\n  ", wanted)}\nFound: {string.Join("\n  ", found)}"
                )
            );
        }
    }

    private static SyncColumnType Type(Random random) => random.GetItems(Enum.GetValues<SyncColumnType>(), 1)[0];

    private static T Pick<T>(IReadOnlyList<T> values, Random random) => values[random.Next(values.Count)];
}
