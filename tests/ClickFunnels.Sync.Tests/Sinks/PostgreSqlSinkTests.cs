using ClickFunnels.Sync.PostgreSql;
using Npgsql;

namespace ClickFunnels.Sync.Tests.Sinks;

public sealed class PostgreSqlSinkTests : DatabaseSinkContract
{
    private protected override int ModelRuns => 60;

    private PostgreSqlStorage Server => (PostgreSqlStorage)Storage;

    private protected override SinkStorage NewStorage() => new PostgreSqlStorage();

    private protected override SqlDialect NewDialect() => new PostgreSqlDialect(Server.Schema);

    [Test]
    [CancelAfter(60_000)]
    public async Task Commits_survive_lost_connections(CancellationToken cancellationToken)
    {
        const int Kills = 15;
        var table = Table("contacts");
        await using var sink = new PostgreSqlSink(
            Server.ConnectionString,
            new PostgreSqlSinkOptions
            {
                Schema = Server.Schema,
                MaxRetries = 20,
                RetryDelay = TimeSpan.Zero,
            }
        );
        await sink.OpenAsync(cancellationToken);
        await sink.PrepareAsync(table, cancellationToken);

        var killer = KillAsync();
        var commits = 0;
        while (!killer.IsCompleted)
        {
            commits++;
            var rows = Enumerable.Range(1, 300).Select(id => Row(id + (commits % 2 * 150), $"{commits}")).ToArray();
            await sink.CommitAsync(Commit(Changes(table, rows), ("commit", $"{commits}")), cancellationToken);
        }

        await killer;
        var names = (await Storage.ReadAsync("contacts"))
            .Where(static row => row.Id is > 150 and <= 300)
            .Select(static row => row.All["name"]);
        Assert.That(names, Is.EqualTo(Enumerable.Repeat($"\"{commits}\"", 150)));
        Assert.That(
            (await sink.ReadStateAsync(Workspace, "", cancellationToken: cancellationToken)).Single().Value,
            Is.EqualTo($"{commits}")
        );

        async Task KillAsync()
        {
            var name = new NpgsqlConnectionStringBuilder(Server.ConnectionString).ApplicationName;
            for (var killed = 0; killed < Kills; )
            {
                killed += (
                    await Database.QueryAsync($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{name}'")
                ).Count;
            }
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_commit_whose_response_was_lost_is_not_repeated(CancellationToken cancellationToken)
    {
        await using var proxy = new LosingProxy(Path.Combine(PostgreSqlServer.Require().Folder, ".s.PGSQL.5432"));
        var connection = new NpgsqlConnectionStringBuilder(Server.ConnectionString)
        {
            Host = "127.0.0.1",
            Port = proxy.Port,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        await using var sink = new PostgreSqlSink(
            connection.ConnectionString,
            new PostgreSqlSinkOptions { Schema = Server.Schema, RetryDelay = TimeSpan.Zero }
        );
        await sink.OpenAsync(cancellationToken);
        await sink.PrepareAsync(Table("contacts"), cancellationToken);
        proxy.LosesNextCommit = true;

        await sink.CommitAsync(
            new SinkCommit
            {
                Workspace = Workspace,
                Changes = Changes(Table("contacts"), Row(1, "a")),
                State = new Dictionary<string, string?> { ["fence"] = "mine" },
                Expected = new Dictionary<string, string?> { ["fence"] = null },
            },
            cancellationToken
        );

        Assert.That(proxy.LosesNextCommit, Is.False, "No response was lost.");
        Assert.That((await Storage.ReadAsync("contacts")).Single().All["name"], Is.EqualTo("\"a\""));
    }

    [Test]
    public async Task A_server_that_stops_is_reported_without_the_password()
    {
        var server = await PostgreSqlServer.StartOwnAsync();
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        var options = new PostgreSqlSinkOptions { MaxRetries = 2, RetryDelay = TimeSpan.FromMilliseconds(1) };
        await using var sink = new PostgreSqlSink(source, options);
        await using var late = new PostgreSqlSink(server.ConnectionString, options);
        try
        {
            await sink.OpenAsync();
            await sink.PrepareAsync(Table("contacts"));
        }
        finally
        {
            await server.DisposeAsync();
        }

        var failures = new[]
        {
            await Assert.ThrowsAsync<SyncSinkException>(() => sink.CommitAsync(Commit(Changes(Table("contacts"), Row(1, "secret"))))),
            await Assert.ThrowsAsync<SyncSinkException>(() => late.OpenAsync()),
        };

        Assert.That(
            failures.Select(static failure => failure!.ToString()),
            Is.All.Contain("schema clickfunnels").And.All.Not.Contain(server.Password).And.All.Not.Contain("secret")
        );
        Assert.That(sink.Name + late.Name, Does.Not.Contain(server.Password));
    }

    [Test]
    public async Task A_user_who_may_only_use_the_schema_can_sync()
    {
        var user = PostgreSqlServer.NewSchema();
        var schema = SqlDialect.Quote(Server.Schema);
        await Database.ExecuteAsync($"create role {user} login");
        await Database.ExecuteAsync($"create schema {schema}");
        var connection = new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Username = user }.ConnectionString;
        await using var sink = new PostgreSqlSink(connection, new PostgreSqlSinkOptions { Schema = Server.Schema });
        Assert.That(() => sink.OpenAsync(), Throws.InstanceOf<SyncSinkException>().With.Message.Contains("permission"));

        await Database.ExecuteAsync($"grant usage, create on schema {schema} to {user}");
        await sink.OpenAsync();
        await sink.PrepareAsync(Table("contacts"));
        await sink.CommitAsync(Commit(Changes(Table("contacts"), Row(1, "a"))));
        await sink.CommitAsync(Commit(Changes(Table("contacts"), Row(1, "b"))));

        Assert.That((await Storage.ReadAsync("contacts")).Single().All["name"], Is.EqualTo("\"b\""));
    }

    [TestCase("")]
    [TestCase("pg_mine")]
    [TestCase("a\0b")]
    [TestCase("half \ud800")]
    [TestCase("0123456789012345678901234567890123456789012345678901234567890123")]
    public void A_schema_that_cannot_be_created_is_refused(string schema) =>
        Assert.That(() => new PostgreSqlSink("Host=x", new PostgreSqlSinkOptions { Schema = schema }), Throws.ArgumentException);

    [Test]
    public void A_connection_string_that_is_not_valid_is_refused_without_repeating_it()
    {
        var failure = Assert.Throws<ArgumentException>(() => _ = new PostgreSqlSink("Host=x;Port=hunter2;Password=hunter3;nonsense"));

        Assert.That(failure!.ToString(), Does.Not.Contain("hunter"));
    }
}
