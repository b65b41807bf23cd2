namespace ClickFunnels.Sync.Tests.Sinks;

/// <summary>What every sink must do whose rows can be replaced and deleted.</summary>
public abstract class UpdatableSinkContract : SinkContract
{
    private static readonly DateTimeOffset DeletedAt = SyncedAt.AddHours(1);

    [Test]
    public async Task A_commit_with_an_expectation_is_stored_only_if_the_state_meets_it()
    {
        var table = new SyncTable("contacts", []);
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(table);

        await CommitAsync(sink, "first", null, 1);
        Assert.That(() => CommitAsync(sink, "second", null, 2), Throws.TypeOf<SyncConflictException>());
        Assert.That(() => CommitAsync(sink, "second", "other", 2), Throws.TypeOf<SyncConflictException>());
        await CommitAsync(sink, "second", "first", 3);
        Assert.That(
            () =>
                sink.CommitAsync(
                    new SinkCommit
                    {
                        Workspace = Workspace,
                        Changes = Changes(table, Row(4)),
                        Expected = new Dictionary<string, string?> { ["fence"] = "first" },
                    }
                ),
            Throws.TypeOf<SyncConflictException>()
        );
        Assert.That((await sink.ReadRowsAsync(table, Workspace)).Select(static row => row.Id), Is.EqualTo(new long[] { 1, 3 }));

        // Of commits that come together, from several processes where the storage takes them, one wins.
        await using var other = Storage.TakesSeveralSinks ? await Storage.OpenAsync() : null;
        var won = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(index =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            await CommitAsync(index % 2 == 0 ? sink : other ?? sink, $"winner {index}", "second", 10 + index);
                            Interlocked.Increment(ref won);
                        }
                        catch (SyncConflictException)
                        {
                            // Another one was first.
                        }
                    })
                )
        );
        Assert.That(won, Is.EqualTo(1));
        Assert.That(await sink.CountAsync(table, Workspace), Is.EqualTo(3));

        Task CommitAsync(SyncSink to, string fence, string? expected, long id) =>
            to.CommitAsync(
                new SinkCommit
                {
                    Workspace = Workspace,
                    Changes = Changes(table, Row(id)),
                    State = new Dictionary<string, string?> { ["fence"] = fence },
                    Expected = new Dictionary<string, string?> { ["fence"] = expected },
                }
            );
    }

    [Test]
    public async Task A_row_is_replaced_as_a_whole()
    {
        var narrow = Table("contacts");
        var wide = narrow.With(new SyncColumn("age", SyncColumnType.WholeNumber), new SyncColumn("tags", SyncColumnType.Json));
        await using var sink = await Storage.OpenAsync();
        Assert.That(sink.CanUpdate);
        await sink.PrepareAsync(wide);
        var full = new SyncRow
        {
            Id = 1,
            Parent = 9,
            Values = ["a", 5L, "[1]"],
            Extra = "{\"x\":1}",
            Digest = 1,
            SyncedAt = SyncedAt,
        };
        await sink.CommitAsync(Commit(Changes(wide, full, Row(2, "b", 6L, "[2]"), Row(4, "d"))));

        await sink.CommitAsync(Commit(Changes(narrow, Row(1, "c"), Row(3, "n"))));

        Assert.That(
            (await Storage.ReadAsync("contacts")).Select(static row => row.Text),
            Is.EqualTo(new[] { Row(1, "c"), Row(2, "b", 6L, "[2]"), Row(3, "n"), Row(4, "d") }.Select(row => Expected(wide, row)))
        );
    }

    [Test]
    public async Task Rows_are_read_by_range_parent_and_limit()
    {
        var table = new SyncTable("visits", [], "contacts");
        SyncRow[] rows =
        [
            .. new long[] { long.MinValue, -5, 0, 1, 2, 3, 10, long.MaxValue }.Select(static id => new SyncRow
            {
                Id = id,
                Parent = id % 2,
                Values = [],
                Digest = ~id,
                SyncedAt = SyncedAt,
            }),
        ];
        await using var sink = await Storage.OpenAsync();
        Assert.That(await sink.ReadRowsAsync(table, Workspace), Is.Empty);
        Assert.That(await sink.CountAsync(table), Is.Zero);
        await sink.PrepareAsync(table);
        await sink.CommitAsync(Commit(Changes(table, [.. rows.Reverse()])));
        await sink.CommitAsync(new SinkCommit { Workspace = 1, Changes = Changes(table, Row(2)) });
        await sink.CommitAsync(
            new SinkCommit
            {
                Workspace = Workspace,
                Changes = [new(table, [], [3])],
                KeepDeletedAt = DeletedAt,
            }
        );

        var all = rows.Where(static row => row.Id is not (3 or long.MinValue)).ToList();
        Assert.That(await sink.ReadRowsAsync(table, Workspace), Is.EqualTo(all.Select(Stored)));
        Assert.That(
            await sink.ReadRowsAsync(table, Workspace, after: -5, upTo: 10),
            Is.EqualTo(all.Where(static row => row.Id is > -5 and <= 10).Select(Stored))
        );
        Assert.That(
            await sink.ReadRowsAsync(table, Workspace, after: 0, parent: 0, limit: 1),
            Is.EqualTo(all.Where(static row => row.Id == 2).Select(Stored))
        );
        Assert.That(await sink.ReadRowsAsync(table, Workspace, limit: 0), Is.Empty);
        Assert.That(await sink.ReadRowsAsync(table, 5), Is.Empty);
        Assert.That(await sink.CountAsync(table, Workspace), Is.EqualTo(7));
        Assert.That(await sink.CountAsync(table), Is.EqualTo(8));

        static StoredRow Stored(SyncRow row) => new(row.Id, row.Digest, row.SyncedAt);
    }

    [Test]
    public async Task Deleted_rows_are_removed_or_marked_until_they_appear_again()
    {
        var table = Table("contacts");
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(table);
        await sink.CommitAsync(Commit(Changes(table, [.. Enumerable.Range(1, 2_500).Select(static id => Row(id, $"{id}"))])));
        await sink.CommitAsync(new SinkCommit { Workspace = 1, Changes = Changes(table, Row(2, "other")) });

        await DeleteAsync(DeletedAt, [2, 3, 99_999]);
        await DeleteAsync(DeletedAt.AddHours(1), [3]);
        Assert.That(await sink.CountAsync(table, Workspace), Is.EqualTo(2_498));
        await sink.CommitAsync(Commit(Changes(table, Row(2, "back"))));
        await DeleteAsync(null, [1, 1, 99_999, .. Enumerable.Range(4, 2_497).Select(static id => (long)id)]);

        var expected = new[]
        {
            Expected(table, Row(2, "other"), workspace: 1),
            Expected(table, Row(2, "back")),
            Expected(table, Row(3, "3"), deletedAt: DeletedAt),
        };
        Assert.That((await Storage.ReadAsync("contacts")).Select(static row => row.Text), Is.EqualTo(expected));
        Assert.That((await sink.ReadRowsAsync(table, Workspace)).Select(static row => row.Id), Is.EqualTo(new long[] { 2 }));

        Task DeleteAsync(DateTimeOffset? keepAt, long[] ids) =>
            sink.CommitAsync(
                new SinkCommit
                {
                    Workspace = Workspace,
                    Changes = [new(table, [], ids)],
                    KeepDeletedAt = keepAt,
                }
            );
    }

    [Test]
    public async Task Two_changes_of_one_row_in_a_commit_are_refused()
    {
        var table = Table("contacts");
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(table);

        Assert.That(() => sink.CommitAsync(Commit(Changes(table, Row(1), Row(1)))), Throws.ArgumentException);
        Assert.That(() => sink.CommitAsync(Commit([.. Changes(table, Row(1)), .. Changes(table, Row(2))])), Throws.ArgumentException);
        Assert.That(() => sink.CommitAsync(Commit(Changes(table, Row(1, "a", "b")))), Throws.ArgumentException);
        Assert.That(() => sink.CommitAsync(Commit(Changes(table, Row(1, 1.5)))), Throws.ArgumentException);
        Assert.That(await Storage.ReadAsync("contacts"), Is.Empty);
    }

    [Test]
    public async Task The_same_rows_are_changed_from_several_places_at_the_same_time()
    {
        var table = Table("contacts");
        await using var one = await Storage.OpenAsync();
        await using var other = Storage.TakesSeveralSinks ? await Storage.OpenAsync() : null;
        await one.PrepareAsync(table);

        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(writer =>
                    Task.Run(async () =>
                    {
                        var sink = writer % 2 == 0 ? one : other ?? one;
                        var ids = Enumerable.Range(0, 200).Select(id => (long)(writer % 3 == 0 ? 199 - id : id));
                        await sink.CommitAsync(
                            Commit(Changes(table, [.. ids.Select(id => Row(id, $"{writer}"))]), ("writer", $"{writer}"))
                        );
                    })
                )
        );

        var rows = await Storage.ReadAsync("contacts");
        var last = (await one.ReadStateAsync(Workspace, "writer")).Single().Value;
        Assert.That(rows, Has.Count.EqualTo(200));
        Assert.That(rows.Select(static row => row.All["name"]), Is.All.EqualTo($"\"{last}\""));
    }

    [Test]
    public async Task A_sink_does_what_a_model_in_memory_does()
    {
        // Each number is the seed of one step, so that a failure is reduced to the steps that it needs.
        var failure = await SinkModel.CheckAsync(NewStorage, runs: ModelRuns);

        Assert.That(failure, Is.Null);
    }

    /// <summary>Number of random histories for the model.</summary>
    private protected abstract int ModelRuns { get; }
}
