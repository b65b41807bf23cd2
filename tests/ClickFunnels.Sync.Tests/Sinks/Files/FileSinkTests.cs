using static ClickFunnels.Sync.Tests.Files.FileRows;

namespace ClickFunnels.Sync.Tests.Files;

/// <summary>Rules that all file sinks follow.</summary>
[TestFixtureSource(typeof(FileFormat), nameof(FileFormat.All))]
public sealed class FileSinkTests(FileFormat format) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Rows_and_state_survive_a_new_sink()
    {
        await using (var sink = await format.OpenAsync(_folder.Path))
        {
            await sink.PrepareAsync(Contacts);
            await sink.CommitAsync(Commit(1, 30));
            await sink.CommitAsync(Commit(31, 30));
        }

        await using (var sink = await format.OpenAsync(_folder.Path))
        {
            Assert.That(await sink.CountAsync(Contacts, Shop), Is.EqualTo(60));
            Assert.That(await sink.CountAsync(Contacts, 8), Is.Zero);
            Assert.That(await sink.ReadStateAsync(Shop, ""), Is.EqualTo(new[] { KeyValuePair.Create("contacts/next", "61") }));
            await sink.PrepareAsync(Contacts);
            await sink.CommitAsync(Commit(61, 1));
        }

        var rows = await format.ReadAsync(_folder.Path, "contacts");
        Assert.That(rows.Select(static row => row.Id), Is.EqualTo(Enumerable.Range(1, 61)));
        Assert.That(
            rows.Select(static row => row.AllValues(Contacts)),
            Is.EqualTo(Enumerable.Range(1, 61).Select(static id => FileRowRead.Describe(Contacts, Contact(id))))
        );
        Assert.That(rows[0].Values, Has.Count.EqualTo(6));
        Assert.That((rows[0].Workspace, rows[0].Parent, rows[0].Digest), Is.EqualTo((Shop, (long?)null, Contact(1).Digest)));
        Assert.That(rows[0].SyncedAt, Is.EqualTo("2026-11-27T12:30:15.123Z"));
    }

    [Test]
    public async Task A_table_without_rows_and_workspaces_beside_each_other_are_kept()
    {
        await using var sink = await format.OpenAsync(_folder.Path);
        await sink.PrepareAsync(Contacts);
        await Task.WhenAll(
            Enumerable
                .Range(1, 20)
                .Select(workspace =>
                    sink.CommitAsync(
                        new SinkCommit
                        {
                            Workspace = workspace,
                            Changes =
                            [
                                new TableChanges(Contacts, [.. Enumerable.Range(1, workspace).Select(static id => Contact(id))], []),
                            ],
                            State = new Dictionary<string, string?> { ["done"] = $"{workspace}" },
                        }
                    )
                )
        );

        Assert.That(await sink.CountAsync(Contacts), Is.EqualTo(210));
        Assert.That(await sink.CountAsync(Contacts, 20), Is.EqualTo(20));
        Assert.That((await sink.ReadStateAsync(13, "do"))[0].Value, Is.EqualTo("13"));
        await sink.CompleteAsync();
        var rows = await format.ReadAsync(_folder.Path, "contacts");
        Assert.That(rows.Select(static row => (row.Workspace, row.Id)), Is.Unique.And.Exactly(210).Items);
    }

    [Test]
    public async Task State_is_read_by_prefix_in_order()
    {
        await using (var sink = await format.OpenAsync(_folder.Path))
        {
            await sink.CommitAsync(
                Commit(Contacts, [], ("b", "1"), ("a/2", "\ud800\u0000\"\n\\\\u0041"), ("a/10", ""), ("A", "x"), ("ä", "y"), ("$type", "z"))
            );
            await sink.CommitAsync(Commit(Contacts, [], ("b", null), ("A", "2026-01-01T00:00:00Z")));
        }

        await using var again = await format.OpenAsync(_folder.Path);
        Assert.That(
            await again.ReadStateAsync(Shop, ""),
            Is.EqualTo(
                new Dictionary<string, string>
                {
                    ["$type"] = "z",
                    ["A"] = "2026-01-01T00:00:00Z",
                    ["a/10"] = "",
                    ["a/2"] = "\ud800\u0000\"\n\\\\u0041",
                    ["ä"] = "y",
                }
            )
        );
        Assert.That((await again.ReadStateAsync(Shop, "a/")).Select(static entry => entry.Key), Is.EqualTo(new[] { "a/10", "a/2" }));
        Assert.That(await again.ReadStateAsync(Shop, "", 1), Has.Count.EqualTo(1));
        Assert.That(await again.ReadStateAsync(Shop, "zz"), Is.Empty);
        Assert.That(await again.ReadStateAsync(1, ""), Is.Empty);
    }

    [Test]
    public async Task Changes_of_rows_are_refused_and_nothing_of_the_commit_is_stored()
    {
        await using (var sink = await format.OpenAsync(_folder.Path))
        {
            await sink.PrepareAsync(Contacts);
            await sink.CommitAsync(Commit(1, 5));
        }

        await using (var sink = await format.OpenAsync(_folder.Path))
        {
            await sink.PrepareAsync(Contacts);
            SinkCommit[] refused =
            [
                Commit(Contacts, [Contact(6), Contact(5)], ("contacts/next", "x")),
                Commit(Contacts, [Contact(6), Contact(6)], ("contacts/next", "x")),
                Commit(Contacts, [Row(6, 1, 2, 3, 4, 5, 6, 7)], ("contacts/next", "x")),
                Commit(Contacts.With(new SyncColumn("new", SyncColumnType.Text)), [Contact(6)], ("contacts/next", "x")),
                Commit(new SyncTable("orders", []), [Row(6)], ("contacts/next", "x")),
                new()
                {
                    Workspace = Shop,
                    Changes = [new TableChanges(Contacts, [Contact(6)], [1])],
                    State = new Dictionary<string, string?> { ["contacts/next"] = "x" },
                },
            ];
            Assert.That(sink.CanUpdate, Is.False);
            Assert.That(await sink.ReadRowsAsync(Contacts, Shop), Is.Empty);
            await Each.OfAsync(refused, async commit => await Assert.ThrowsAsync<SyncSinkException>(() => sink.CommitAsync(commit)));
            Assert.That((await sink.ReadStateAsync(Shop, "contacts/next"))[0].Value, Is.EqualTo("6"));
            await sink.CommitAsync(Commit(6, 1));
        }

        Assert.That((await format.ReadAsync(_folder.Path, "contacts")).Select(static row => row.Id), Is.EqualTo(Enumerable.Range(1, 6)));
    }

    [Test]
    public async Task New_columns_are_added_and_keep_their_types()
    {
        var first = new SyncTable("contacts", [new("name", SyncColumnType.Text), new("n,\"x\"\r\n", SyncColumnType.WholeNumber)]);
        var second = new SyncTable(
            "contacts",
            [new("age", SyncColumnType.WholeNumber), new("name", SyncColumnType.Json), new("\n", SyncColumnType.Text)],
            "parents"
        );
        await using (var sink = await format.OpenAsync(_folder.Path))
        {
            await sink.PrepareAsync(first);
            await sink.CommitAsync(Commit(first, [Row(1, "a,\"\r\n\"", 1L), Row(2, "", null)]));
        }

        SyncTable stored;
        await using (var sink = await format.OpenAsync(_folder.Path))
        {
            stored = await sink.PrepareAsync(second);
            await sink.CommitAsync(Commit(stored, [Row(3, 3L, "c", "", 3L), Row(4, 4L)]));
            stored = await sink.PrepareAsync(second.With(new SyncColumn("last", SyncColumnType.Boolean)));
            await sink.CommitAsync(Commit(stored, [Row(5, 5L, null, null, true, 5L)]));
        }

        Assert.That(stored.Columns.Select(static column => column.Name), Is.EqualTo(new[] { "age", "name", "\n", "last", "n,\"x\"\r\n" }));
        Assert.That(stored.Columns[1].Type, Is.EqualTo(SyncColumnType.Text));
        var rows = await format.ReadAsync(_folder.Path, "contacts");
        SyncRow[] expected =
        [
            Row(1, null, "a,\"\r\n\"", null, null, 1L),
            Row(2, null, ""),
            Row(3, 3L, "c", "", null, 3L),
            Row(4, 4L),
            Row(5, 5L, null, null, true, 5L),
        ];
        Assert.That(rows.Select(row => row.AllValues(stored)), Is.EqualTo(expected.Select(row => FileRowRead.Describe(stored, row))));
        Assert.That(rows.Select(static row => row.Extra), Is.All.Null);
        Assert.That(rows[4].Values, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_folder_belongs_to_one_sink()
    {
        var sink = await format.OpenAsync(_folder.Path);
        await Assert.ThrowsAsync<SyncSinkException>(() => format.OpenAsync(_folder.Path));
        await sink.OpenAsync();
        await sink.PrepareAsync(Contacts);
        await sink.CommitAsync(Commit(1, 1));
        await sink.DisposeAsync();
        await sink.DisposeAsync();
        await Assert.ThrowsAsync<SyncSinkException>(() => sink.CommitAsync(Commit(2, 1)));
        foreach (var other in FileFormat.All.Where(other => other.Name != format.Name))
        {
            await Assert.ThrowsAsync<SyncSinkException>(() => other.OpenAsync(_folder.Path));
        }

        await using var again = await format.OpenAsync(_folder.Path);
        Assert.That(await again.CountAsync(Contacts), Is.EqualTo(1));
    }

    [Test]
    public async Task Errors_of_the_storage_are_errors_of_the_sink()
    {
        await Assert.ThrowsAsync<SyncSinkException>(() => format.Create(_folder.Path).PrepareAsync(Contacts));
        await File.WriteAllTextAsync(_folder.File("file"), "");
        await Assert.ThrowsAsync<SyncSinkException>(() => format.OpenAsync(_folder.File("file")));
        await using var sink = await format.OpenAsync(_folder.Path);
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();
        await sink.PrepareAsync(Contacts);
        Assert.That(async () => await sink.CommitAsync(Commit(1, 1), canceled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await sink.CountAsync(Contacts), Is.Zero);
    }

    [Test]
    public async Task Files_of_somebody_else_stay_as_they_are()
    {
        var foreign = new[] { "contacts.csv", "contacts.jsonl", "contacts/part-000001.parquet", "notes.txt", "contacts/note.txt" };
        Directory.CreateDirectory(_folder.File("contacts"));
        foreach (var file in foreign)
        {
            await File.WriteAllTextAsync(_folder.File(file), "mine");
        }

        await using (var sink = await format.OpenAsync(_folder.Path))
        {
            await Assert.ThrowsAsync<SyncSinkException>(async () =>
            {
                await sink.PrepareAsync(Contacts);
                await sink.CommitAsync(Commit(1, 1));
                await sink.CompleteAsync();
            });
        }

        Assert.That(foreign.Select(file => File.ReadAllText(_folder.File(file))), Is.All.EqualTo("mine"));
    }

    [Test]
    public Task A_name_of_a_table_is_never_a_path() =>
        Each.OfAsync(
            [
                "../escape",
                "/etc/escape",
                "..",
                "_sink",
                "con",
                "com1",
                "Contacts",
                "a\0b\n\"'; drop table",
                "\ud800",
                "%0043ontacts",
                "c:\\x",
                "",
                "long name ÄÖÜ long name ÄÖÜ long name ÄÖÜ long name ÄÖÜ long name ÄÖÜ long name ÄÖÜ",
            ],
            CheckNameAsync
        );

    private async Task CheckNameAsync(string name)
    {
        using var folder = new TemporaryFolder();
        var inner = Directory.CreateDirectory(folder.File("inner")).FullName;
        var table = new SyncTable(name, [new("name", SyncColumnType.Text)]);
        await using (var sink = await format.OpenAsync(inner))
        {
            foreach (var each in (SyncTable[])[table, Contacts])
            {
                await sink.PrepareAsync(each);
                await sink.CommitAsync(Commit(each, [Row(1, each.Name)]));
            }
        }

        await using (var sink = await format.OpenAsync(inner))
        {
            Assert.That(await sink.CountAsync(table), Is.EqualTo(1));
        }

        Assert.That((await format.ReadAsync(inner, name)).Single().AllValues(table), Is.EqualTo(FileRowRead.Describe(table, Row(1, name))));
        Assert.That((await format.ReadAsync(inner, "contacts")).Single().Id, Is.EqualTo(1));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.EqualTo(new[] { inner }));
    }

    [Test]
    public async Task A_table_with_two_columns_of_one_name_is_refused()
    {
        await using var sink = await format.OpenAsync(_folder.Path);
        var twice = new SyncTable("x", [new("a", SyncColumnType.Text), new("a", SyncColumnType.Json)]);
        await Assert.ThrowsAsync<SyncSinkException>(() => sink.PrepareAsync(twice));
    }

    [Test]
    public async Task Columns_without_a_possible_name_go_to_the_extra_values()
    {
        string[] names =
        [
            "",
            "_extra",
            "id",
            "_workspace",
            "\ud800",
            "a\0b",
            new string('x', 501),
            "a/b",
            "a.b",
            "=x",
            "É",
            "NAME",
            "name",
        ];
        var table = new SyncTable("odd", names.Select(static name => new SyncColumn(name, SyncColumnType.Text, false)));
        var row = Row(1, [.. names.Select(static name => "value of " + name)]);
        await using (var sink = await format.OpenAsync(_folder.Path))
        {
            Assert.That((await sink.PrepareAsync(table)).Columns, Is.EqualTo(table.Columns));
            await sink.CommitAsync(Commit(table, [row]));
        }

        var read = (await format.ReadAsync(_folder.Path, "odd")).Single();
        Assert.That(read.AllValues(table), Is.EqualTo(FileRowRead.Describe(table, row)));
        Assert.That(read.Extra!.Properties().Select(static property => property.Name), Is.SupersetOf(names[..5]));
        Assert.That(read.Values.Keys, Is.SupersetOf(names[^6..]));
    }
}
