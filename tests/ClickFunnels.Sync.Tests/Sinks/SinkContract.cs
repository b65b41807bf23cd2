namespace ClickFunnels.Sync.Tests.Sinks;

/// <summary>What every sink must do. A fixture for each kind of sink derives from this class.</summary>
public abstract class SinkContract
{
    private protected const long Workspace = 42;

    private static readonly DateTimeOffset Time = new(2026, 11, 27, 18, 0, 0, 123, TimeSpan.Zero);

    private SinkStorage? _storage;

    private protected static DateTimeOffset SyncedAt => Time;

    private protected SinkStorage Storage => _storage ??= NewStorage();

    private protected abstract SinkStorage NewStorage();

    [TearDown]
    public async Task DeleteAsync()
    {
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
        }
    }

    [Test]
    public async Task Opening_twice_changes_nothing()
    {
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(Table("contacts"));
        await sink.CommitAsync(Commit(Changes(Table("contacts"), Row(1)), ("cursor", "a")));

        await sink.OpenAsync();

        Assert.That(await Storage.ReadAsync("contacts"), Has.Count.EqualTo(1));
        Assert.That(await sink.ReadStateAsync(Workspace, ""), Has.Count.EqualTo(1));
        Assert.That(sink.ToString(), Is.EqualTo(sink.Name).And.Not.Empty);
    }

    [Test]
    public async Task Values_of_every_type_are_stored_with_the_system_columns()
    {
        var table = Table(
            "contacts",
            [.. Enum.GetValues<SyncColumnType>().Select(static type => new SyncColumn("c_" + type.ToString().ToLowerInvariant(), type))]
        );
        object?[] values = [12L, 100.50m, "Zoë", true, Time, "{\"a\":[1,null]}"];
        var row = new SyncRow
        {
            Id = 5,
            Parent = 3,
            Values = values,
            Extra = "{\"unknown\":{\"x\":1}}",
            Digest = -7,
            SyncedAt = Time,
        };
        await using (var sink = await Storage.OpenAsync())
        {
            await sink.PrepareAsync(table);
            await sink.CommitAsync(Commit(Changes(table, row, Row(6))));
        }

        var rows = await Storage.ReadAsync("contacts");

        Assert.That(rows.Select(static read => read.Id), Is.EqualTo(new long[] { 5, 6 }));
        Assert.That(rows[0].Values, Has.Count.EqualTo(values.Length), "A value that fits belongs into its column.");
        Assert.That(rows[0].Text, Is.EqualTo(Expected(table, row)));
        Assert.That(rows[1].Text, Is.EqualTo(Expected(table, Row(6))));
        Assert.That(rows[1].Extra, Is.Null);
    }

    [Test]
    public async Task State_is_kept_by_workspace_and_read_by_prefix()
    {
        string[] names = ["", "a", "a%", "a_", "a_b", "aa", "ab", "A", "b", "a\0", "a\u0001", "a\ud800", "a\ue000", "a😀", "a\uffff", "ä"];
        var values = names.ToDictionary(static name => name, static name => $"<{name}>\0\ud800😀", StringComparer.Ordinal);
        await using (var sink = await Storage.OpenAsync())
        {
            await sink.CommitAsync(new SinkCommit { Workspace = 1, State = values.ToDictionary(static e => e.Key, e => (string?)e.Value) });
            await sink.CommitAsync(Commit([], ("a", "other"), ("gone", "x"), ("", "kept")));
            await sink.CommitAsync(Commit([], ("a", "another"), ("gone", null), ("never there", null)));
        }

        await using var reopened = await Storage.OpenAsync();
        foreach (var prefix in names)
        {
            var expected = values
                .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(static entry => entry.Key, StringComparer.Ordinal)
                .ToList();

            Assert.That(await reopened.ReadStateAsync(1, prefix), Is.EqualTo(expected));
            Assert.That(await reopened.ReadStateAsync(1, prefix, limit: 3), Is.EqualTo(expected.Take(3)));
        }

        Assert.That(
            await reopened.ReadStateAsync(Workspace, ""),
            Is.EqualTo(new[] { KeyValuePair.Create("", "kept"), KeyValuePair.Create("a", "another") })
        );
        Assert.That(await reopened.ReadStateAsync(3, ""), Is.Empty);
    }

    [Test]
    public async Task New_columns_are_added_and_no_column_changes_its_type()
    {
        var text = new SyncColumn("name", SyncColumnType.Text);
        var price = new SyncColumn("price", SyncColumnType.WholeNumber);
        var note = new SyncColumn("note", SyncColumnType.Json, IsDocumented: false);
        await using (var sink = await Storage.OpenAsync())
        {
            var first = await sink.PrepareAsync(new SyncTable("products", [text, price]));
            Assert.That(first.Columns, Is.EqualTo(new[] { text, price }));
            await sink.CommitAsync(Commit(Changes(first, Row(1, "a", 5L))));

            var second = await sink.PrepareAsync(
                new SyncTable("products", [note, price with { Type = SyncColumnType.DecimalNumber }], "shops")
            );
            Assert.That(second.Columns, Is.EqualTo(new[] { note, price, text }));
            Assert.That(second.Parent, Is.EqualTo("shops"));
            await sink.CommitAsync(Commit(Changes(second, Row(2, "[1]", 6L, "b"))));
        }

        await using var reopened = await Storage.OpenAsync();
        var third = await reopened.PrepareAsync(new SyncTable("products", []));

        Assert.That(third.Columns, Is.EquivalentTo(new[] { text, price, note }));
        Assert.That(
            (await Storage.ReadAsync("products")).Select(static row => string.Join(' ', row.All)),
            Is.EqualTo(new[] { "[name, \"a\"] [price, 5]", "[name, \"b\"] [note, [1]] [price, 6]" })
        );
    }

    [Test]
    public async Task Hostile_names_of_columns_neither_collide_nor_lose_values()
    {
        var table = new SyncTable("contacts", HostileValues.Names.Select(static name => new SyncColumn(name, SyncColumnType.Text)));
        var row = Row(1, [.. HostileValues.Names.Select(static (_, index) => (object)$"value {index}")]);
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(new SyncTable("contacts", table.Columns.Take(20)));

        var prepared = await sink.PrepareAsync(table);
        await sink.CommitAsync(Commit(Changes(prepared, row)));

        Assert.That(prepared.Columns, Is.EqualTo(table.Columns));
        Assert.That((await Storage.ReadAsync("contacts")).Single().Text, Is.EqualTo(Expected(table, row)));
    }

    [Test]
    public async Task Hostile_names_of_tables_do_not_collide()
    {
        string[] names =
        [
            .. HostileValues.Names,
            "_sync_state",
            "_sync_tables",
            "_sync_columns",
            "_sync_rows",
            "sqlite_master",
            "pg_class",
            "..",
            "a/b",
            "con",
            "name_parent",
        ];
        await using var sink = await Storage.OpenAsync();
        foreach (var (index, name) in names.Index())
        {
            var table = await sink.PrepareAsync(new SyncTable(name, [new SyncColumn("index", SyncColumnType.WholeNumber)], "parents"));
            await sink.CommitAsync(Commit(Changes(table, Row(index, (long)index)), ($"{index}", name)));
        }

        foreach (var (index, name) in names.Index())
        {
            var row = (await Storage.ReadAsync(name)).Single();
            Assert.That((row.Id, row.All["index"]), Is.EqualTo(((long)index, $"{index}")), name);
        }

        Assert.That(await sink.ReadStateAsync(Workspace, ""), Has.Count.EqualTo(names.Length));
    }

    [TestCaseSource(nameof(Pairs))]
    public async Task No_value_is_lost_whatever_type_its_column_has(SyncColumnType stored, SyncColumnType wanted)
    {
        var values = HostileValues.Of(wanted);
        var table = new SyncTable("contacts", [new SyncColumn("value", wanted), new SyncColumn("other", SyncColumnType.Text)]);
        var rows = values.Select(static (value, index) => Row(index, value, "x")).ToArray();
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(new SyncTable("contacts", [new SyncColumn("value", stored)]));
        var prepared = await sink.PrepareAsync(table);

        await sink.CommitAsync(Commit(Changes(table, rows)));

        Assert.That(prepared.Columns[0].Type, Is.EqualTo(stored));
        Assert.That(
            (await Storage.ReadAsync("contacts")).Select(static row => row.Text),
            Is.EqualTo(rows.Select(row => Expected(table, row)))
        );
    }

    [Test]
    public async Task Extra_values_are_kept_with_those_that_the_sink_adds()
    {
        var table = new SyncTable("contacts", [new SyncColumn("value", SyncColumnType.WholeNumber)]);
        string[] extras =
        [
            "{}",
            "{\"a\":1,\"b\":\"x\\u0000\",\"c\":\"\\ud800\",\"d\":{\"$json\":\"1\"}}",
            "{\"$json\":1}",
            "{\"$json\":\"{}\"}",
            "{\"\\u0024json\":\"1\"}",
            "{\"x\":{\"\\u0024json\":\"1\"},\"y\":{\"$json\":\"1\",\"z\":2}}",
            "{\"\\u0000\":1}",
            "{\"\\ud800\":[1]}",
            "{\"raw\":\"\ud800\"}",
            "{\"big\":1e400000}",
        ];
        var rows = extras.Select((extra, index) => Copy(Row(index, "misfit \0"), extra)).Append(Copy(Row(extras.Length), null)).ToList();
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(table);

        await sink.CommitAsync(Commit(Changes(table, [.. rows])));

        Assert.That(
            (await Storage.ReadAsync("contacts")).Select(static row => row.Text),
            Is.EqualTo(rows.Select(row => Expected(table, row)))
        );

        static SyncRow Copy(SyncRow row, string? extra) =>
            new()
            {
                Id = row.Id,
                Values = row.Values,
                Extra = extra,
                Digest = row.Digest,
                SyncedAt = row.SyncedAt,
            };
    }

    [Test]
    public async Task More_columns_than_the_storage_takes_are_kept()
    {
        var first = new SyncTable("wide", Enumerable.Range(0, 900).Select(static index => Column(index)));
        var second = first.With(Enumerable.Range(900, 1_200).Select(static index => Column(index)));
        var rows = new[]
        {
            Row(1, [.. Enumerable.Range(0, 2_100).Select(static index => (object)$"{index} {new string('x', 40)}")]),
            Row(2),
        };
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(first);

        var prepared = await sink.PrepareAsync(second);
        await sink.CommitAsync(Commit(Changes(prepared, rows)));

        Assert.That(prepared.Columns, Is.EqualTo(second.Columns));
        Assert.That(
            (await Storage.ReadAsync("wide")).Select(static row => row.Text),
            Is.EqualTo(rows.Select(row => Expected(second, row)))
        );

        static SyncColumn Column(int index) => new($"column_{index}", SyncColumnType.Text);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(777)]
    public async Task A_commit_that_is_canceled_is_stored_completely_or_not_at_all(int canceledAtRow)
    {
        var table = Table("contacts");
        using var cancellation = new CancellationTokenSource();
        var rows = Enumerable
            .Range(1, 1_000)
            .Select(id => new SyncRow
            {
                Id = id,
                Values = new CancelingValues(id == canceledAtRow ? cancellation : null),
                Digest = 1,
                SyncedAt = Time,
            });
        await using (var sink = await Storage.OpenAsync())
        {
            await sink.PrepareAsync(table);
            if (canceledAtRow == 0)
            {
                await cancellation.CancelAsync();
            }

            Assert.That(
                () => sink.CommitAsync(Commit(Changes(table, [.. rows]), ("cursor", "1")), cancellation.Token),
                Throws.InstanceOf<OperationCanceledException>()
            );
            Assert.That(await Storage.ReadAsync("contacts"), Is.Empty);
            Assert.That(await sink.ReadStateAsync(Workspace, ""), Is.Empty);

            await sink.CommitAsync(Commit(Changes(table, Row(1)), ("cursor", "2")));
        }

        Assert.That(await Storage.ReadAsync("contacts"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_commit_that_fails_stores_nothing()
    {
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(Table("contacts"));

        Assert.That(
            () =>
                sink.CommitAsync(
                    new SinkCommit
                    {
                        Workspace = Workspace,
                        Changes = [.. Changes(Table("contacts"), Row(1)), .. Changes(Table("unprepared"), Row(2))],
                        State = new Dictionary<string, string?> { ["cursor"] = "1" },
                    }
                ),
            Throws.InstanceOf<SyncSinkException>().With.Message.Contains("unprepared")
        );

        Assert.That(await Storage.ReadAsync("contacts"), Is.Empty);
        Assert.That(await sink.ReadStateAsync(Workspace, ""), Is.Empty);
    }

    [Test]
    public async Task Many_workspaces_commit_and_prepare_at_the_same_time()
    {
        const int Workspaces = 12;
        const int Commits = 5;
        List<SyncSink> sinks = [await Storage.OpenAsync()];
        if (Storage.TakesSeveralSinks)
        {
            sinks.AddRange(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(Storage.OpenAsync))));
        }

        await Task.WhenAll(
            Enumerable.Range(1, Workspaces).Select(workspace => Task.Run(() => SyncAsync(sinks[workspace % sinks.Count], workspace)))
        );
        var states = await Task.WhenAll(Enumerable.Range(1, Workspaces).Select(workspace => sinks[0].ReadStateAsync(workspace, "n")));
        foreach (var sink in sinks)
        {
            await sink.DisposeAsync();
        }

        var rows = await Storage.ReadAsync("contacts");
        Assert.That(rows, Has.Count.EqualTo(Workspaces * Commits * 10));
        Assert.That(rows.All(static row => row.All[$"own_{row.Workspace}"] == $"{row.Id}"));
        Assert.That(states.Select(static state => state.Single().Value), Is.All.EqualTo($"{Commits - 1}"));

        static async Task SyncAsync(SyncSink sink, long workspace)
        {
            var table = new SyncTable("contacts", [new SyncColumn($"own_{workspace}", SyncColumnType.WholeNumber)], "shops");
            for (var commit = 0; commit < Commits; commit++)
            {
                await sink.PrepareAsync(table);
                var rows = Enumerable.Range(commit * 10, 10).Select(static id => Row(id, (long)id)).ToArray();
                await sink.CommitAsync(
                    new SinkCommit
                    {
                        Workspace = workspace,
                        Changes = Changes(table, rows),
                        State = new Dictionary<string, string?> { ["n"] = $"{commit}" },
                    }
                );
            }
        }
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Rows_and_state_fit_together_after_a_process_was_killed(CancellationToken cancellationToken)
    {
        const int Kills = 6;
        var random = new Random(20261127);
        long total = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await KilledProcess.RunAsync(Storage.Arguments, random, cancellationToken);
            await Storage.WaitForEndOfKilledAsync();

            await using var sink = await Storage.OpenAsync();
            var last = await CommitLoop.LastAsync(sink);
            Assert.That(last, Is.GreaterThan(total), "Every process commits at least once.");
            total = last;
            Assert.That(
                (await Storage.ReadAsync("events")).Select(static row => row.Id),
                Is.EqualTo(Enumerable.Range(CommitLoop.NewRows, (int)last * CommitLoop.NewRows).Select(static id => (long)id))
            );
            if (sink.CanUpdate)
            {
                Assert.That(
                    (await Storage.ReadAsync("contacts")).Select(static row => row.All["number"]),
                    Is.EqualTo(Enumerable.Repeat($"{last}", CommitLoop.UpdatedRows))
                );
                Assert.That(
                    (await Storage.ReadAsync("visits")).Select(static row => row.Id),
                    Is.EqualTo(Enumerable.Range(1, (int)last).TakeLast(CommitLoop.KeptRows).Select(static id => (long)id))
                );
            }
        }
    }

    private protected static SyncTable Table(string name, params SyncColumn[] columns) =>
        new(name, columns.Length > 0 ? columns : [new SyncColumn("name", SyncColumnType.Text)]);

    private protected static SyncRow Row(long id, params object?[] values) =>
        new()
        {
            Id = id,
            Values = values,
            Digest = id * 31,
            SyncedAt = Time,
        };

    private protected static TableChanges[] Changes(SyncTable table, params SyncRow[] rows) => [new(table, rows, [])];

    private protected static SinkCommit Commit(IReadOnlyList<TableChanges> changes, params (string Name, string? Value)[] state) =>
        new()
        {
            Workspace = Workspace,
            Changes = changes,
            State = state.ToDictionary(static entry => entry.Name, static entry => entry.Value),
        };

    /// <summary>The text of a row that the storage should have.</summary>
    private protected static string Expected(SyncTable table, SyncRow row, long workspace = Workspace, DateTimeOffset? deletedAt = null)
    {
        var values = new SortedDictionary<string, string>(CanonicalJson.OfExtra(row.Extra), StringComparer.Ordinal);
        foreach (var (index, value) in row.Values.Index())
        {
            if (value is not null)
            {
                values.Add(table.Columns[index].Name, CanonicalJson.Of(value, table.Columns[index].Type));
            }
        }

        return ReadRow.Describe(workspace, row.Id, row.Parent, values, row.Digest, row.SyncedAt, deletedAt);
    }

    private static IEnumerable<object[]> Pairs() =>
        from stored in Enum.GetValues<SyncColumnType>()
        from wanted in Enum.GetValues<SyncColumnType>()
        select new object[] { stored, wanted };

    /// <summary>Cancels when the sink reads the values.</summary>
    private sealed class CancelingValues(CancellationTokenSource? cancellation) : List<object?>(["x"]), IReadOnlyList<object?>
    {
        object? IReadOnlyList<object?>.this[int index]
        {
            get
            {
                cancellation?.Cancel();
                return this[index];
            }
        }
    }
}
