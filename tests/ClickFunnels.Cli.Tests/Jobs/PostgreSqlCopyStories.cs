using ClickFunnels.Emulator;
using Npgsql;

namespace ClickFunnels.Cli.Tests.Jobs;

/// <summary>Copies into a real PostgreSQL server, whose password must never appear.</summary>
public sealed class PostgreSqlCopyStories
{
    [OneTimeSetUp]
    public static Task StartAsync() => PostgreSqlServer.StartSharedAsync();

    [OneTimeTearDown]
    public static Task StopAsync() => PostgreSqlServer.StopSharedAsync();

    [Test]
    public async Task The_connection_comes_from_a_variable_a_file_or_the_variables_of_PostgreSQL()
    {
        var server = PostgreSqlServer.Require();
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 30 });
        using var cli = new Cli();
        cli.Use(emulator);
        var file = Path.Combine(cli.Folder, "connection");
        await File.WriteAllTextAsync(file, server.ConnectionString + "\n");

        cli.Variables["CLICKFUNNELS_SYNC_CONNECTION"] = server.ConnectionString;
        var first = (await cli.RunAsync("sync --to postgresql --schema shop --tables contacts -v")).Succeeds();
        cli.Variables["CLICKFUNNELS_SYNC_CONNECTION"] = "Host=nowhere;Passwordd=" + server.Password;
        var second = (await cli.RunAsync($"sync --to postgresql --schema shop --tables contacts --connection-file '{file}'")).Succeeds();
        var wrong = await cli.RunAsync("sync --to postgresql --schema shop --tables contacts");
        cli.Variables.Remove("CLICKFUNNELS_SYNC_CONNECTION");
        cli.Variables["PGHOST"] = server.Folder;
        cli.Variables["PGUSER"] = "tester";
        cli.Variables["PGDATABASE"] = "postgres";
        cli.Variables["PGPASSWORD"] = server.Password;
        var third = (await cli.RunAsync("sync --to postgresql --schema shop --tables contacts")).Succeeds();

        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand("select count(*) from shop.contacts");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo(30));
            Assert.That(first.Json["written"]!.GetValue<int>(), Is.EqualTo(30));
            Assert.That(second.Json["written"]!.GetValue<int>(), Is.Zero);
            Assert.That(third.Json["written"]!.GetValue<int>(), Is.Zero);
            wrong.Fails(3, "The connection string of PostgreSQL is not valid");
            Assert.That(string.Concat(first.Error, second.Error, third.Error, wrong.Error), Does.Not.Contain(server.Password));
        }
    }
}
