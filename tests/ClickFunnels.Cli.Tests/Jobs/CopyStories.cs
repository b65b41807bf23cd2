using ClickFunnels.Emulator;
using Microsoft.Data.Sqlite;

namespace ClickFunnels.Cli.Tests.Jobs;

/// <summary>The commands <c>export</c> and <c>sync</c>, against the emulator.</summary>
public sealed class CopyStories
{
    [TestCase("csv", "contacts.csv")]
    [TestCase("jsonl", "contacts.jsonl")]
    [TestCase("parquet", "contacts/part-000001.parquet")]
    public async Task Records_are_exported_into_files(string kind, string file)
    {
        await using var emulator = await StartAsync(230);
        using var cli = new Cli();
        cli.Use(emulator);
        var folder = Path.Combine(cli.Folder, "export");

        var planned = (await cli.RunAsync($"export '{folder}' --to {kind} --tables contacts --dry-run")).Succeeds();
        var existed = Directory.Exists(folder);
        var before = emulator.Requests.Count;
        var exported = (await cli.RunAsync($"export '{folder}' --to {kind} --tables contacts")).Succeeds();
        var again = await cli.RunAsync($"export '{folder}' --to {kind} --tables contacts");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((string)planned.Json[0]!["operation"]!, Is.EqualTo("listContacts"));
            Assert.That(existed, Is.False);
            Assert.That(before, Is.Zero);
            Assert.That(exported.Json["rows"]!.GetValue<int>(), Is.EqualTo(230));
            Assert.That(exported.Json["tables"]![0]!["table"]!.ToString(), Is.EqualTo("contacts"));
            Assert.That(File.Exists(Path.Combine(folder, file)), Is.True);
            again.Fails(1, "Export into another folder");
        }
    }

    [Test]
    public async Task An_export_that_was_stopped_is_continued_and_has_every_row_once()
    {
        await using var emulator = await StartAsync(400);
        using var cli = new Cli();
        cli.Use(emulator);
        var folder = Path.Combine(cli.Folder, "export");
        var line = $"export '{folder}' --to csv --tables contacts --parallel 1";

        var stopped = await StoppedRun.AtAsync(cli, emulator, "listContacts", 6, line);
        var continued = (await cli.RunAsync(line)).Succeeds();

        var ids = (await File.ReadAllLinesAsync(Path.Combine(folder, "contacts.csv"))).Skip(1).Select(row => row.Split(',')[1]).ToList();
        using (Assert.EnterMultipleScope())
        {
            stopped.Fails(130, "Export was stopped. Run the same command again to continue.");
            Assert.That(stopped.Output, Is.Empty);
            Assert.That(continued.Json["rows"]!.GetValue<int>(), Is.GreaterThan(0));
            Assert.That(ids, Has.Count.EqualTo(400));
            Assert.That(ids, Is.Unique);
        }
    }

    [Test]
    public async Task A_copy_is_kept_up_to_date_until_the_program_is_stopped()
    {
        await using var emulator = await StartAsync(20);
        var clock = new ManualTimeProvider();
        using var cli = new Cli { Clock = clock };
        cli.Use(emulator);
        var database = Path.Combine(cli.Folder, "shop.db");
        using var stop = new CancellationTokenSource();

        var run = cli.RunAsync($"sync '{database}' --tables contacts --every 15m", stop.Token);
        await NextPassAsync();
        emulator.AddRecords("Contact", [new() { ["email_address"] = "new@example.com" }]);
        clock.Advance(TimeSpan.FromMinutes(15));
        await NextPassAsync();
        emulator.Faults.Add("listContacts", Fault.Response(503), times: 20);
        clock.Advance(TimeSpan.FromMinutes(15));
        await NextPassAsync();
        emulator.Faults.Clear();
        await stop.CancelAsync();
        var result = (await run).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Json.AsArray().Select(pass => pass!["written"]!.GetValue<int>()), Is.EqualTo((int[])[20, 1]));
            Assert.That(result.Error, Does.Contain("The pass failed and is repeated"));
            Assert.That(await CountAsync(database), Is.EqualTo(21));
        }

        Task NextPassAsync() => Task.WhenAny(run, clock.WaitingFor(TimeSpan.FromMinutes(15)));
    }

    [Test]
    public async Task A_full_pass_finds_deletions_and_can_keep_their_rows()
    {
        await using var emulator = await StartAsync(3);
        using var cli = new Cli();
        cli.Use(emulator);
        var database = Path.Combine(cli.Folder, "shop.db");

        (await cli.RunAsync($"sync '{database}' --tables contacts --keep-deleted")).Succeeds();
        var contact = (await cli.RunAsync("contacts list --max 1")).Succeeds().Json[0]!["id"]!.GetValue<long>();
        (await cli.RunAsync($"contacts delete {contact} --yes")).Succeeds();
        var full = (await cli.RunAsync($"sync '{database}' --tables contacts --keep-deleted --full")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(full.Json["deleted"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(await CountAsync(database), Is.EqualTo(3));
        }
    }

    [TestCase("export", 2, "TARGET is missing")]
    [TestCase("export x", 2, "add --to")]
    [TestCase("export x --to duckdb", 2, "DuckDB reads")]
    [TestCase("export x.db --tables nothing", 2, "There is no table \"nothing\"")]
    [TestCase("export x.db --parallel 0", 2, "--parallel must be from 1 to 64")]
    [TestCase("export x.db --guard-formulas", 2, "--guard-formulas has no meaning for sqlite")]
    [TestCase("export x.db --connection-file c", 2, "--connection-file has no meaning for sqlite")]
    [TestCase("export x --to postgresql", 2, "TARGET has no meaning for postgresql")]
    [TestCase("export --to postgresql", 5, "CLICKFUNNELS_SYNC_CONNECTION")]
    [TestCase("export --to postgresql --connection-file /nowhere/c", 3, "cannot be read")]
    [TestCase("sync x --to csv", 2, "use clickfunnels export")]
    [TestCase("sync x.db --every 15", 2, "such as 30s, 15m, 2h or 1d")]
    [TestCase("sync x.db --every 99999999d", 2, "from 1s to 7d")]
    public async Task Wrong_arguments_are_refused_before_anything_is_sent(string line, int exitCode, string message)
    {
        using var cli = new Cli();
        cli.Variables["CLICKFUNNELS_API_KEY"] = "secret";
        cli.Variables["CLICKFUNNELS_WORKSPACE"] = "1";
        var result = await cli.RunAsync(line == "export" ? "export --to sqlite" : line);
        result.Fails(exitCode, message);
        Assert.That(result.Error, Does.Not.Contain("Parameter").And.Not.Contain("secret"));
    }

    private static Task<ClickFunnelsEmulator> StartAsync(int contacts) =>
        ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = contacts });

    private static async Task<long> CountAsync(string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from contacts";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
