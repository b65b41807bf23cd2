using System.Text.Json.Nodes;

namespace ClickFunnels.Cli.Tests.Programs;

/// <summary>The programs that are commands as well.</summary>
public sealed class ProgramStories
{
    private const string Before = """
        openapi: 3.0.3
        info: { title: A, version: '1' }
        paths:
          /contacts:
            get:
              operationId: listContacts
              responses: { '200': { description: OK } }
        """;

    [Test]
    public async Task An_emulator_is_started_used_and_stopped()
    {
        using var cli = new Cli();
        await using var running = new RunningCli(cli, "emulator --urls http://127.0.0.1:0 --contacts 2");
        var connection = JsonNode.Parse(await running.DataAsync("access_token"))!;
        using var user = new Cli
        {
            Variables =
            {
                ["CLICKFUNNELS_API_KEY"] = connection["access_token"]!.GetValue<string>(),
                ["CLICKFUNNELS_BASE_URL"] = connection["url"]!.GetValue<string>(),
                ["CLICKFUNNELS_WORKSPACE"] = connection["workspace_id"]!.ToString(),
            },
        };

        var contacts = (await user.RunAsync("contacts list")).Succeeds().Json.AsArray();
        var ready = await user.RunAsync($"emulator health {connection["url"]}");
        (await running.StopAsync()).Succeeds();
        var gone = await user.RunAsync($"emulator health {connection["url"]}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(contacts, Has.Count.EqualTo(2));
            Assert.That(ready.ExitCode, Is.Zero);
            Assert.That(gone.ExitCode, Is.EqualTo(1));
            Assert.That(gone.Error, Does.Contain("No emulator listens"));
        }
    }

    [Test]
    public async Task Drift_compares_two_contracts_with_its_own_options_and_exit_codes()
    {
        using var cli = new Cli();
        var before = Path.Combine(cli.Folder, "before.yaml");
        var after = Path.Combine(cli.Folder, "after.yaml");
        var report = Path.Combine(cli.Folder, "report.json");
        await File.WriteAllTextAsync(before, Before);
        await File.WriteAllTextAsync(after, Before.Replace("/contacts:", "/people:", StringComparison.Ordinal));

        var same = await cli.RunAsync($"drift diff {before} {before}");
        var changed = await cli.RunAsync($"drift diff {before} {after} --format json");
        var wrong = await cli.RunAsync("drift diff");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(same.ExitCode, Is.Zero, same.Error);
            Assert.That(changed.ExitCode, Is.EqualTo(1), changed.Error);
            Assert.That(changed.Json["findings"]!.AsArray(), Is.Not.Empty);
            Assert.That(wrong.ExitCode, Is.Not.Zero);
            Assert.That(wrong.Error, Does.Contain("Try --help."));
            Assert.That(File.Exists(report), Is.False);
        }
    }

    [TestCase("drift", "diff")]
    [TestCase("emulator", "--contacts")]
    public async Task The_help_is_that_of_the_program_under_its_name_here(string name, string part)
    {
        using var cli = new Cli();
        var own = (await cli.RunAsync($"{name} --help")).Succeeds();
        var version = (await cli.RunAsync($"{name} --version")).Succeeds();
        var all = (await cli.RunAsync("--help")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(own.Output, Does.Contain($" {name} ").And.Contain(part));
            Assert.That(own.Output, Does.Not.Contain("--show-secrets"));
            Assert.That(all.Output, Does.Contain(name));
            Assert.That(version.Output, Does.Match("^[0-9]+\\.[0-9]+"));
        }
    }

    [TestCase("drift d", "diff")]
    [TestCase("emulator h", "health")]
    [TestCase("webhooks trigger contact.cr", "contact.created")]
    public async Task The_words_below_a_program_are_completed(string typed, string expected)
    {
        using var cli = new Cli();
        var line = "clickfunnels " + typed;
        var completed = (await cli.RunAsync([$"[suggest:{line.Length}]", line])).Succeeds();
        Assert.That(completed.Output.Split('\n'), Does.Contain(expected));
    }
}
