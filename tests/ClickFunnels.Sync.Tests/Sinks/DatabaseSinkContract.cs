namespace ClickFunnels.Sync.Tests.Sinks;

/// <summary>What every sink must do that stores to a database which others use, too.</summary>
public abstract class DatabaseSinkContract : UpdatableSinkContract
{
    private protected DatabaseStorage Database => (DatabaseStorage)Storage;

    private protected abstract SqlDialect NewDialect();

    [Test]
    public async Task Tables_and_columns_have_the_names_of_the_service_and_the_documented_order()
    {
        var table = new SyncTable(
            "products_prices",
            [new("amount", SyncColumnType.DecimalNumber), new("name", SyncColumnType.Text)],
            "products"
        );
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(table);

        Assert.That(
            await Database.ListColumnsAsync("products_prices"),
            Is.EqualTo(new[] { "_workspace", "id", "_parent", "amount", "name", "_extra", "_digest", "_synced_at", "_deleted_at" })
        );
        Assert.That(await Database.ListColumnsAsync("_sync_state"), Is.EqualTo(new[] { "workspace", "name", "value" }));
        Assert.That(
            (await Database.ListNamesAsync()).Contains("products_prices_parent"),
            Is.EqualTo(NewDialect().IndexesParents),
            "index on the parents"
        );
    }

    [Test]
    public async Task A_table_of_somebody_else_is_not_touched()
    {
        await using var sink = await Storage.OpenAsync();
        await Database.ExecuteAsync($"create table {NewDialect().QuoteTable("contacts")} (id int)");

        Assert.That(
            () => sink.PrepareAsync(Table("contacts")),
            Throws.InstanceOf<SyncSinkException>().With.Message.Contains("contacts").And.Message.Contains("did not create")
        );
        Assert.That(await Database.ListColumnsAsync("contacts"), Is.EqualTo(new[] { "id" }));
    }

    [Test]
    public async Task A_column_of_somebody_else_stays()
    {
        var table = Table("contacts");
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(table);
        await sink.CommitAsync(Commit(Changes(table, Row(1, "a"), Row(2, "b"))));
        var name = NewDialect().QuoteTable("contacts");
        await Database.ExecuteAsync($"alter table {name} add column note varchar(20)");
        await Database.ExecuteAsync($"update {name} set note = 'mine'");

        // Between the rows, above them, and a field of the same name.
        await sink.CommitAsync(Commit(Changes(table, Row(1, "c"))));
        await sink.CommitAsync(Commit(Changes(table, Row(3, "d"))));
        var wider = await sink.PrepareAsync(table.With(new SyncColumn("Note", SyncColumnType.Text)));
        await sink.CommitAsync(Commit(Changes(wider, Row(2, "e", "theirs"))));

        Assert.That(
            await Database.QueryAsync($"select name || ' ' || coalesce(note, '-') from {name} order by id"),
            Is.EqualTo(new[] { "c mine", "e mine", "d -" })
        );
        Assert.That((await Storage.ReadAsync("contacts"))[1].All["Note"], Is.EqualTo("\"theirs\""));
    }

    [Test]
    public async Task Dropped_columns_and_tables_are_created_again()
    {
        var table = Table("contacts").With(new SyncColumn("Age", SyncColumnType.WholeNumber));
        var name = NewDialect().QuoteTable("contacts");
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(table);
        await Database.ExecuteAsync($"alter table {name} drop column \"Age\"");

        await sink.PrepareAsync(Table("contacts"));
        await sink.CommitAsync(Commit(Changes(table, Row(1, "a", 5L))));
        Assert.That((await Storage.ReadAsync("contacts")).Single().Text, Is.EqualTo(Expected(table, Row(1, "a", 5L))));

        await Database.ExecuteAsync($"drop table {name}");
        await sink.PrepareAsync(Table("contacts"));
        await sink.CommitAsync(Commit(Changes(table, Row(2, "b", 6L))));
        Assert.That((await Storage.ReadAsync("contacts")).Single().Text, Is.EqualTo(Expected(table, Row(2, "b", 6L))));
    }

    [Test]
    public async Task A_failure_of_the_database_is_reported_without_data()
    {
        var table = Table("contacts");
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(table);

        // Rows that the database refuses: its messages quote them.
        var name = NewDialect().QuoteTable("contacts");
        await Database.ExecuteAsync($"create unique index unique_name on {name} (name)");
        await sink.CommitAsync(Commit(Changes(table, Row(1, "top secret")), ("cursor", "1")));
        var failure = await Assert.ThrowsAsync<SyncSinkException>(() =>
            sink.CommitAsync(Commit(Changes(table, Row(2, "top secret")), ("cursor", "hidden 2")))
        );

        Assert.That(failure!.ToString(), Does.Contain(sink.Name).And.Not.Contain("secret").And.Not.Contain("hidden"));
        Assert.That(await Storage.ReadAsync("contacts"), Has.Count.EqualTo(1));
        Assert.That((await sink.ReadStateAsync(Workspace, "")).Single().Value, Is.EqualTo("1"));
    }

    [Test]
    public async Task A_sink_that_is_not_open_is_refused()
    {
        await using var sink = Storage.Create();

        Assert.That(() => sink.CommitAsync(Commit([])), Throws.InvalidOperationException.With.Message.Contains("OpenAsync"));
        Assert.That(() => sink.PrepareAsync(Table("contacts")), Throws.InvalidOperationException);
        Assert.That(() => sink.CountAsync(Table("contacts")), Throws.InvalidOperationException);
    }
}
