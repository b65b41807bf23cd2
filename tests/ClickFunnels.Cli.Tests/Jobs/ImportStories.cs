using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests.Jobs;

/// <summary>The command <c>import</c>, against the emulator.</summary>
public sealed class ImportStories
{
    private const string Mapping = "--column E-Mail=email_address --column Group=tags --ignore Note --create-tags";

    [Test]
    public async Task Rows_are_checked_sent_and_rejected_with_a_reason()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);
        var file = Path.Combine(cli.Folder, "people.csv");
        await File.WriteAllTextAsync(file, "E-Mail,First name,Group,Note\nada@example.com,Ada,vip,x\nnobody,Bob,,y\n");

        var unknown = await cli.RunAsync($"import '{file}' --dry-run");
        var checkedRows = await cli.RunAsync($"import '{file}' {Mapping} --dry-run");
        var before = emulator.Requests.Count;
        (await cli.RunAsync($"import '{file}' {Mapping}")).Fails(4, "--yes");
        var imported = await cli.RunAsync($"import '{file}' {Mapping} --yes");
        var again = await cli.RunAsync($"import '{file}' {Mapping} --yes");

        var contacts = (await cli.RunAsync("contacts list --all")).Succeeds().Json.AsArray();
        using (Assert.EnterMultipleScope())
        {
            unknown.Fails(3, "people.csv(1): 'E-Mail' is not a field");
            checkedRows.Fails(1, "Row 3, email_address: is not an email address");
            Assert.That(checkedRows.Json["valid"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(checkedRows.Output, Does.Not.Contain("ada@example.com"));
            Assert.That(before, Is.Zero);
            imported.Fails(1, "Row 3");
            Assert.That(imported.Json["created"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(
                await File.ReadAllTextAsync(Path.Combine(cli.Folder, "people.result.csv")),
                Does.Contain("3,,rejected,,email_address,")
            );
            Assert.That(again.Json["resumed"]!.GetValue<int>(), Is.EqualTo(2));
            Assert.That(again.Json["requests"]!.GetValue<int>(), Is.Zero);
            Assert.That(contacts, Has.Count.EqualTo(1));
            Assert.That((string)contacts[0]!["tags"]![0]!["name"]!, Is.EqualTo("vip"));
        }
    }

    [Test]
    public async Task An_import_that_was_stopped_is_continued_without_a_second_record()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);
        var file = Path.Combine(cli.Folder, "tags.jsonl");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 40).Select(number => $$"""{"name": "tag {{number}}"}"""));
        var line = $"import '{file}' --target contacts_tags --parallel 2 --yes";

        var stopped = await StoppedRun.AtAsync(cli, emulator, "createContactsTags", 20, line);
        var continued = (await cli.RunAsync(line)).Succeeds().Json;

        var tags = (await cli.RunAsync("contacts tags list --all")).Succeeds().Json.AsArray();
        var names = tags.Select(tag => (string)tag!["name"]!).ToList();
        using (Assert.EnterMultipleScope())
        {
            stopped.Fails(130, "Import was stopped. Run the same command again to continue.");
            Assert.That(continued["rows"]!.GetValue<int>(), Is.EqualTo(40));
            Assert.That(continued["resumed"]!.GetValue<int>(), Is.GreaterThan(0));
            Assert.That(names.Count(name => name.StartsWith("tag ", StringComparison.Ordinal)), Is.EqualTo(40));
            Assert.That(names, Is.Unique);
        }
    }

    [Test]
    public async Task Rows_come_from_the_standard_input_and_a_user_is_asked()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = "{\"email_address\": \"ada@example.com\"}\n" };
        cli.Use(emulator);
        var result = Path.Combine(cli.Folder, "result.jsonl");

        (await cli.RunAsync("import - --format jsonl --yes")).Fails(2, "--result");
        (await cli.RunAsync($"import - --format jsonl --yes --result '{result}'")).Succeeds();
        var file = Path.Combine(cli.Folder, "more.csv");
        await File.WriteAllTextAsync(file, "email\nbob@example.com\n");
        cli.IsTerminal = true;
        cli.Input = "n\n";
        var refused = await cli.RunAsync($"import '{file}' --column email=email_address -o json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await File.ReadAllTextAsync(result), Does.Contain("\"created\""));
            refused.Fails(4, "1 of 1 rows can be imported.");
            Assert.That(emulator.Requests.Count(request => request.OperationId == "upsertContacts"), Is.EqualTo(1));
        }
    }

    [TestCase("import people", "add --format")]
    [TestCase("import people.csv --format xml", "--format must be csv or jsonl")]
    [TestCase("import people.csv --target nothing", "The targets are")]
    [TestCase("import people.csv --column E-Mail", "COLUMN=FIELD")]
    [TestCase("import people.csv --constant =x", "FIELD=VALUE")]
    [TestCase("import people.csv --unknown-columns perhaps", "custom-attributes")]
    [TestCase("import people.csv --parallel 257", "from 1 to 256")]
    [TestCase("import people.csv --result people.xlsx", "must end with .csv or .jsonl")]
    [TestCase("import people.csv --delimiter ;;", "--delimiter must be one character, or tab")]
    [TestCase("import people.jsonl --delimiter ,", "no meaning for JSON Lines")]
    [TestCase("import people.csv --keep-existing --yes", "UpdateExisting")]
    public async Task Wrong_arguments_are_refused(string line, string message)
    {
        using var cli = new Cli();
        cli.Variables["CLICKFUNNELS_API_KEY"] = "secret";
        cli.Variables["CLICKFUNNELS_WORKSPACE"] = "1";
        (await cli.RunAsync(line)).Fails(2, message);
    }
}
