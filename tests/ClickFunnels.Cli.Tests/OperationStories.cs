using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Cli.Running;
using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests;

/// <summary>Commands of operations, against the emulator.</summary>
public sealed class OperationStories
{
    [Test]
    public async Task A_contact_is_created_read_changed_and_deleted()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);

        var created = (await cli.RunAsync("contacts create --set email_address=ada@example.com --set first_name=Ada")).Succeeds().Json;
        var id = created["id"]!.GetValue<long>();
        var changed = (await cli.RunAsync($"contacts update {id} --set first_name=null")).Succeeds().Json;
        (await cli.RunAsync($"contacts delete {id}")).Fails(ExitCodes.NotConfirmed, "--yes");
        var read = (await cli.RunAsync($"contacts get {created["public_id"]}")).Succeeds().Json;
        (await cli.RunAsync($"contacts delete {id} --yes")).Succeeds();
        (await cli.RunAsync("contacts tags get 999999")).Fails(ExitCodes.NotFound, "getContactsTags");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(created["first_name"]!.GetValue<string>(), Is.EqualTo("Ada"));
            Assert.That(changed["first_name"], Is.Null);
            Assert.That(read["id"]!.GetValue<long>(), Is.EqualTo(id));
        }
    }

    [Test]
    public async Task A_list_has_one_page_a_number_of_records_or_all()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 50 });
        using var cli = new Cli();
        cli.Use(emulator);

        var page = (await cli.RunAsync("contacts list")).Succeeds();
        var some = (await cli.RunAsync("contacts list --max 33")).Succeeds();
        var all = (await cli.RunAsync("contacts list --all")).Succeeds();
        var last = page.Json.AsArray()[^1]!["id"]!.ToString();
        var rest = (await cli.RunAsync($"contacts list --all --after {last}")).Succeeds();
        var ids = all.Json.AsArray().Select(contact => contact!["id"]!.GetValue<long>()).ToList();
        var filtered = (await cli.RunAsync($"contacts list --filter id={ids[3]},{ids[7]}")).Succeeds();
        var oneByOne = (await cli.RunAsync($"contacts list --filter id[]={ids[3]} --filter id[]={ids[7]}")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Json.AsArray(), Has.Count.EqualTo(20));
            Assert.That(page.Error, Does.Contain("--all").And.Contain($"--after {last}"));
            Assert.That(some.Json.AsArray(), Has.Count.EqualTo(33));
            Assert.That(some.Error, Does.Contain("--max"));
            Assert.That(ids, Has.Count.EqualTo(50).And.Unique);
            Assert.That(all.Error, Is.Empty);
            Assert.That(rest.Json.AsArray(), Has.Count.EqualTo(30));
            Assert.That(filtered.Json.AsArray(), Has.Count.EqualTo(2));
            Assert.That(oneByOne.Output, Is.EqualTo(filtered.Output));
        }
    }

    [Test]
    public async Task A_bulk_action_is_waited_for()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 3 });
        using var cli = new Cli();
        cli.Use(emulator);
        var tag = (await cli.RunAsync("contacts tags create --set name=VIP --set color=#2D7FF9")).Succeeds().Json["id"];
        var command = $"contacts tag-actions create --set tag_ids[]={tag} --set target_all=true --wait";

        (await cli.RunAsync(command)).Fails(ExitCodes.NotConfirmed, "--yes");
        var action = (await cli.RunAsync(command + " --yes")).Succeeds().Json;
        var contacts = (await cli.RunAsync($"contacts list --filter tag_ids={tag}")).Succeeds().Json.AsArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(action["completed_at"], Is.Not.Null);
            Assert.That(contacts, Has.Count.EqualTo(3));
        }
    }

    [Test]
    public async Task A_terminal_is_asked_before_a_deletion()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 1 });
        using var cli = new Cli { IsTerminal = true, Input = "n\n" };
        cli.Use(emulator);
        var id = (await cli.RunAsync("contacts list -o json")).Json[0]!["id"];

        var refused = await cli.RunAsync($"contacts delete {id}");
        var kept = (await cli.RunAsync($"contacts get {id} -o json")).Succeeds().Json;
        cli.Input = "y\n";
        var done = await cli.RunAsync($"contacts delete {id}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.ExitCode, Is.EqualTo(ExitCodes.NotConfirmed));
            Assert.That(refused.Error, Does.Contain($"({id})? [y/N]").And.Contain("Nothing was changed."));
            Assert.That(kept["deleted_at"], Is.Null);
            Assert.That(done.ExitCode, Is.Zero, done.Error);
        }
    }

    [TestCase("--set name=Shirt --set visible_in_store=true", """{"name":"Shirt","visible_in_store":true}""")]
    [TestCase(
        "--set name=Shirt --set variant_properties[0].name=Size --set variant_properties[0].id=7 --set variant_properties[].name=Color",
        """{"name":"Shirt","variant_properties":[{"name":"Size","id":7},{"name":"Color"}]}"""
    )]
    [TestCase("--set name:='\"null\"' --set tag_ids:=[1,2] --set tag_ids[]=3", """{"name":"null","tag_ids":[1,2,3]}""")]
    [TestCase("--set name=1.50 --set seo_title=", """{"name":"1.50","seo_title":""}""")]
    [TestCase("--input product.json --set name=B", """{"name":"B","tag_ids":[9007199254740993]}""")]
    [TestCase("--input enveloped.json", """{"name":"A"}""")]
    [TestCase("--input - --set seo_title=null", """{"name":"C","seo_title":null}""")]
    [TestCase("--unchecked --set colour=red --set size=12.50 --set made=true", """{"colour":"red","size":12.50,"made":true}""")]
    public async Task The_body_is_what_was_set(string arguments, string body)
    {
        using var cli = Offline();
        cli.Input = """{"name":"C"}""";
        await File.WriteAllTextAsync(Path.Combine(cli.Folder, "product.json"), """{"name":"A","tag_ids":[9007199254740993]}""");
        await File.WriteAllTextAsync(Path.Combine(cli.Folder, "enveloped.json"), """{"product":{"name":"A"}}""");
        arguments = arguments
            .Replace("product.json", Path.Combine(cli.Folder, "product.json"), StringComparison.Ordinal)
            .Replace("enveloped.json", Path.Combine(cli.Folder, "enveloped.json"), StringComparison.Ordinal);

        var request = (await cli.RunAsync($"products create {arguments} --dry-run")).Succeeds();

        Assert.That(Compact(request.Json["body"]!["product"]!), Is.EqualTo(Compact(JsonNode.Parse(body)!)));
    }

    [TestCase("contacts create --set email_addres=a@b.c", "Did you mean email_address?")]
    [TestCase("products create --set name=Shirt --set visible_in_store=maybe", "visible_in_store must be true or false.")]
    [TestCase("products create --set visible_in_store=true", "A required field is missing: name.")]
    [TestCase("products create --set name", "there is no = after the name of the field")]
    [TestCase("products create --set name=Shirt --set tag_ids=1", "tag_ids is a list of integer: write tag_ids[]=value")]
    [TestCase("products create --set name=Shirt --set tag_ids[2]=1", "would leave a gap")]
    [TestCase("products create --set name=Shirt --set tag_ids[]=x", "must be a whole number")]
    [TestCase("products create --set name=Shirt --set tag_ids:=[1", "is not JSON")]
    [TestCase("products create --set name.first=Shirt", "what is before its last part is text")]
    [TestCase("products create", "A required field is missing: name.")]
    [TestCase("contacts update 5", "There is nothing to send")]
    [TestCase("contacts list --sort-order=up", "sort-order must be one of asc, desc.")]
    [TestCase("contacts list --filter emial_address=a", "Did you mean email_address?")]
    [TestCase("contacts list --max 0", "--max must be 1 or more.")]
    [TestCase("contacts get ..", "id must be a numeric id or a public id")]
    [TestCase("contacts get", "Required argument 'ID' missing")]
    [TestCase("contcts list", "Did you mean clickfunnels contacts?")]
    [TestCase("contacts liist", "Did you mean clickfunnels contacts list?")]
    [TestCase("contacts list --output xml", "--output must be table, json, jsonl, yaml or csv.")]
    public async Task Wrong_arguments_are_explained(string line, string message)
    {
        using var cli = Offline();

        var result = (await cli.RunAsync(line)).Fails(ExitCodes.Usage, message);
        var json = await cli.RunAsync(line + " --error-format json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Output, Is.Empty);
            Assert.That(JsonNode.Parse(json.Error)!["error"]!["code"]!.GetValue<string>(), Is.EqualTo("usage"));
            Assert.That(json.Error.Count(character => character == '\n'), Is.EqualTo(1));
        }
    }

    [TestCase("", "clickfunnels", "  contacts ")]
    [TestCase("contacts", "clickfunnels contacts", "  tag-actions ")]
    [TestCase("simvoly", "clickfunnels simvoly", "  products ")]
    [TestCase("profiles", "clickfunnels profiles", "  use <NAME>")]
    public async Task A_group_without_a_command_lists_its_commands(string line, string path, string listed)
    {
        using var cli = new Cli();

        var result = (await cli.RunAsync(line)).Fails(ExitCodes.Usage, $"clickfunnels: {path} needs a command.\n");
        var json = (await cli.RunAsync(line + " --error-format json")).Fails(ExitCodes.Usage, $"Try {path} --help.");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Error, Does.Contain(listed));
            Assert.That(result.Output + json.Output, Is.Empty);
            Assert.That(JsonNode.Parse(json.Error)!["error"]!["code"]!.GetValue<string>(), Is.EqualTo("usage"));
        }
    }

    [TestCase("""{"nmae":"Mug"}""", "The contract has no field nmae. Did you mean name?")]
    [TestCase("""{"name":5}""", "name must be text, not integer.")]
    [TestCase("""{"name":"Mug","tag_ids":["x"]}""", "tag_ids[0] must be integer, not string.")]
    [TestCase("""{"name":"Mug","visible_in_store":"yes"}""", "visible_in_store must be boolean, not string.")]
    [TestCase("""{"name":"Mug","variant_properties":[{"nam":"Size"}]}""", "The contract has no field variant_properties[0].nam.")]
    [TestCase("""["Mug"]""", "holds no JSON object")]
    [TestCase("""{"name":""", "is not JSON: line 1")]
    [TestCase("{\n \"name\": \"\\ud800\"}", "The standard input has a text that is not valid Unicode: line 2, position 10.")]
    [TestCase("""{"na\udc00me":"Mug"}""", "has a text that is not valid Unicode: line 1, position 2.")]
    [TestCase("""{"name":"Mug","name":"Cup"}""", "has the key name twice in one object")]
    public async Task A_record_that_does_not_fit_the_contract_is_refused(string record, string message)
    {
        using var cli = Offline();
        cli.Input = record;

        var result = await cli.RunAsync("products create --input -");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCodes.Usage).Or.EqualTo(ExitCodes.Input));
        Assert.That(result.Error, Does.Contain(message));
    }

    [Test]
    public async Task A_reader_that_stops_early_ends_the_list()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 400 });
        using var cli = new Cli();
        cli.Use(emulator);
        await using var error = new StringWriter();

        var exitCode = await ProgramRun.RunAsync(["contacts", "list", "--all"], cli.Host(new ClosedWriter(), error), default);

        Assert.That(exitCode, Is.Zero, error.ToString());
        Assert.That(emulator.Requests, Has.Count.LessThan(3));
    }

    [Test]
    public async Task A_secret_in_the_arguments_is_noted()
    {
        using var cli = Offline();

        var result = await cli.RunAsync("external-purchases endpoints update 5 --set secret=hunter2 --dry-run");

        Assert.That(result.Succeeds().Error, Does.Contain("--set-file").And.Not.Contain("hunter2"));
        Assert.That(result.Output, Does.Not.Contain("hunter2"));
    }

    [Test]
    public async Task A_value_that_cannot_be_read_is_not_repeated()
    {
        using var cli = Offline();

        var result = await cli.RunAsync(["products", "create", "--set", "tag_ids[x]=hunter2"]);

        Assert.That(result.Error, Does.Contain("tag_ids[x]=…").And.Not.Contain("hunter2"));
    }

    [Test]
    public async Task The_messages_of_the_service_are_shown_with_their_fields()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);

        var result = await cli.RunAsync("contacts create --unchecked --set email_address=nonsense --error-format json");
        var text = await cli.RunAsync("contacts create --unchecked --set email_address=nonsense");
        var error = JsonNode.Parse(result.Error)!["error"]!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCodes.Refused));
            Assert.That(error["operation"]!.GetValue<string>(), Is.EqualTo("createContacts"));
            Assert.That(error["status"]!.GetValue<int>(), Is.EqualTo(422));
            Assert.That(error["retryable"]!.GetValue<bool>(), Is.False);
            Assert.That(error["fields"]!.AsArray(), Is.Not.Empty);
            Assert.That(text.Error, Does.Not.Contain("See Errors"));
        }
    }

    [Test]
    public async Task A_run_that_is_stopped_says_so()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var result = await cli.RunAsync("contacts list", stop.Token);

        result.Fails(ExitCodes.Canceled, "Canceled.");
    }

    private static Cli Offline()
    {
        var cli = new Cli();
        cli.Variables["CLICKFUNNELS_API_KEY"] = "token";
        cli.Variables["CLICKFUNNELS_BASE_URL"] = "http://127.0.0.1:9";
        cli.Variables["CLICKFUNNELS_WORKSPACE"] = 42.ToString(CultureInfo.InvariantCulture);
        return cli;
    }

    private static string Compact(JsonNode node) => node.ToJsonString();

    /// <summary>A pipe whose reader has ended.</summary>
    private sealed class ClosedWriter : StringWriter
    {
        private const int BrokenPipe = 32;

        public override Task WriteAsync(string? value) => throw new IOException("Broken pipe", BrokenPipe);

        public override void Write(string? value) => throw new IOException("Broken pipe", BrokenPipe);

        public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Broken pipe", BrokenPipe);
    }
}
