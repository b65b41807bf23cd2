using System.Diagnostics;
using System.Globalization;

namespace ClickFunnels.Sync.Tests;

/// <summary>Imports that were interrupted at any moment go on with the rows that have no outcome.</summary>
public sealed class ResumedImportTests
{
    private const int Rows = 300;
    private const int MostRuns = 40;

    [Test]
    public async Task A_killed_process_loses_and_doubles_no_row()
    {
        await using var world = await ImportWorld.StartAsync();
        var random = new Random(14);
        var input = world.File("people.csv");
        await File.WriteAllLinesAsync(
            input,
            [
                "email_address,first_name,tags",
                .. Enumerable.Range(0, Rows).Select(static row => $"c{row}@example.com,Name {row},T{row % 3}"),
            ]
        );

        var kills = 0;
        int? code = null;
        for (var run = 0; run < MostRuns && code is null; run++)
        {
            code = await RunAsync(world, input, killAfter: random.Next(1, 160));
            kills += code is null ? 1 : 0;
        }

        Assert.That(code, Is.Zero);
        Assert.That(kills, Is.GreaterThan(3), "The process was killed while it worked.");
        var results = ImportWorld.Results(world.ResultPath);
        Assert.That(
            results.Select(static cells => int.Parse(cells[0], CultureInfo.InvariantCulture)),
            Is.EqualTo(Enumerable.Range(2, Rows))
        );
        Assert.That(results.Select(static cells => cells[2]), Has.All.AnyOf("created", "updated"));
        var contacts = await world.ContactsAsync();
        Assert.That(
            contacts.Select(static contact => $"{contact.EmailAddress} {contact.FirstName} {contact.Tags!.Single().Name}"),
            Is.EquivalentTo(Enumerable.Range(0, Rows).Select(static row => $"c{row}@example.com Name {row} T{row % 3}"))
        );
        Assert.That(
            results.Select(static cells => cells[3]),
            Is.EqualTo(
                contacts
                    .OrderBy(static contact => int.Parse(contact.FirstName![5..], CultureInfo.InvariantCulture))
                    .Select(static contact => contact.Id.ToString(CultureInfo.InvariantCulture))
            )
        );
        Assert.That(
            (await world.Client.Contacts.Tags.ListAsync().ToListAsync()).Select(static tag => tag.Name),
            Is.Unique.And.SupersetOf(new[] { "T0", "T1", "T2" })
        );
    }

    [Test]
    public async Task A_finished_import_sends_nothing_again_but_takes_new_rows()
    {
        await using var world = await ImportWorld.StartAsync();
        var options = new ImportOptions { ResultPath = world.ResultPath };
        await world.RunAsync(ImportWorld.Csv("email_address", "a@example.com"), options);
        var requests = world.Server.Requests.Count;

        var again = await world.RunAsync(ImportWorld.Csv("email_address", "a@example.com"), options);
        Assert.That((again.Created, again.Resumed, again.Requests), Is.EqualTo((1, 1, 0)));
        Assert.That(world.Server.Requests, Has.Count.EqualTo(requests));

        var longer = await world.RunAsync(ImportWorld.Csv("email_address", "a@example.com", "b@example.com"), options);
        Assert.That((longer.Created, longer.Resumed, longer.Requests), Is.EqualTo((2, 1, 1)));
        Assert.That(ImportWorld.Results(world.ResultPath), Has.Count.EqualTo(2));
    }

    [TestCase("email_address|a@example.com|x@example.com", "rows.csv(3): The row was imported before, and has been changed")]
    [TestCase("email_address|a@example.com", "rows.csv(3): The row was imported before, and is missing now")]
    [TestCase("email_address||a@example.com|b@example.com", "rows.csv(2): The row was imported before, and has been changed")]
    [TestCase("Email|a@example.com|b@example.com", "rows.csv(2): The row was imported before, and has been changed")]
    public async Task A_changed_input_is_refused_before_anything_is_sent(string lines, string problem)
    {
        await using var world = await ImportWorld.StartAsync();
        var options = new ImportOptions { ResultPath = world.ResultPath, Mapping = { UnknownColumns = UnknownColumns.Ignore } };
        options.Mapping.Constant("email_address", "constant@example.com");
        await world.RunAsync(ImportWorld.Csv("email_address", "a@example.com", "b@example.com"), options);
        var requests = world.Server.Requests.Count;
        var before = await File.ReadAllTextAsync(world.ResultPath);

        Assert.That(
            async () => await world.RunAsync(ImportWorld.Csv(lines.Split('|')), options),
            Throws.InstanceOf<ImportInputException>().With.Message.StartsWith(problem)
        );
        Assert.That(world.Server.Requests, Has.Count.EqualTo(requests));
        Assert.That(await File.ReadAllTextAsync(world.ResultPath), Is.EqualTo(before));
    }

    [Test]
    public async Task Other_settings_and_foreign_files_are_refused()
    {
        await using var world = await ImportWorld.StartAsync();
        var source = ImportWorld.Csv("email_address", "a@example.com");
        await world.RunAsync(source, new ImportOptions { ResultPath = world.ResultPath });
        var foreign = world.File("foreign.csv");
        await File.WriteAllTextAsync(foreign, "my data");

        Assert.That(
            async () => await world.RunAsync(source, new ImportOptions { ResultPath = world.ResultPath, Tags = ImportedTags.Replace }),
            Throws.InstanceOf<ImportInputException>().With.Message.Contains("started with another")
        );
        Assert.That(
            async () => await world.RunAsync(source, new ImportOptions { ResultPath = foreign }),
            Throws.InstanceOf<ImportInputException>().With.Message.Contains("has no journal")
        );
        Assert.That(await File.ReadAllTextAsync(foreign), Is.EqualTo("my data"));
        await File.WriteAllTextAsync(foreign + ".journal", "other\n");
        Assert.That(
            async () => await world.RunAsync(source, new ImportOptions { ResultPath = foreign }),
            Throws.InstanceOf<ImportInputException>().With.Message.Contains("not the journal")
        );
        Assert.That(await File.ReadAllTextAsync(foreign), Is.EqualTo("my data"));
    }

    [Test]
    public async Task Two_imports_cannot_use_the_same_result_file()
    {
        await using var world = await ImportWorld.StartAsync();
        var options = new ImportOptions { ResultPath = world.ResultPath };
        var release = new TaskCompletionSource();
        async IAsyncEnumerable<ImportRow> WaitAsync()
        {
            await release.Task;
            yield return new ImportRow(1, ["email_address"], ["a@example.com"]);
        }

        var first = world.RunAsync(ImportSource.Rows("rows", WaitAsync()), options);
        Assert.That(
            async () => await world.RunAsync(ImportSource.Rows("rows", WaitAsync()), options),
            Throws.InstanceOf<SyncException>().With.Message.Contains("no other import")
        );
        release.SetResult();

        Assert.That((await first).Created, Is.EqualTo(1));
    }

    [Test]
    public async Task Files_that_end_anywhere_lead_to_one_outcome_for_each_row()
    {
        await using var world = await ImportWorld.StartAsync();
        string[] rows = ["email_address", .. Enumerable.Range(0, 12).Select(static row => $"c{row}@example.com")];
        var options = new ImportOptions { ResultPath = world.ResultPath, MaxParallelRows = 3 };
        await world.RunAsync(ImportWorld.Csv(rows), options);
        var journal = await File.ReadAllBytesAsync(world.ResultPath + ".journal");
        var results = await File.ReadAllBytesAsync(world.ResultPath);
        var header = Array.IndexOf(journal, (byte)'\n') + 1;
        for (var length = header; length <= journal.Length; length += 7)
        {
            await File.WriteAllBytesAsync(world.ResultPath + ".journal", journal[..length]);
            await File.WriteAllBytesAsync(world.ResultPath, results);

            var result = await world.RunAsync(ImportWorld.Csv(rows), options);

            Assert.That((result.Rows, result.IsComplete), Is.EqualTo((12, true)));
            Assert.That(
                ImportWorld.Results(world.ResultPath).Select(static cells => cells[0]),
                Is.EqualTo(Enumerable.Range(2, 12).Select(static line => line.ToString(CultureInfo.InvariantCulture)))
            );
        }

        Assert.That(await world.ContactsAsync(), Has.Count.EqualTo(12));
    }

    // Returns the exit code; null if the process was killed.
    private static async Task<int?> RunAsync(ImportWorld world, string input, int killAfter)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "ImportRows.dll"),
                input,
                "--create-tags",
                "--result",
                world.ResultPath,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CLICKFUNNELS_API_KEY"] = world.Server.AccessToken;
        start.Environment["CLICKFUNNELS_WORKSPACE_ID"] = world.Server.WorkspaceId.ToString(CultureInfo.InvariantCulture);
        start.Environment["CLICKFUNNELS_URL"] = world.Server.Url.ToString();
        var before = Handled(world);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!process.HasExited)
        {
            if (Handled(world) - before >= killAfter)
            {
                process.Kill();
                await process.WaitForExitAsync(limit.Token);
                await Task.WhenAll(output, error);
                return null;
            }

            await Task.Delay(1, limit.Token);
        }

        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            TestContext.Out.WriteLine(await error);
            TestContext.Out.WriteLine(await output);
        }

        return process.ExitCode;
    }

    private static long Handled(ImportWorld world) => world.Server.Requests is [.., var last] ? last.Number : 0;
}
