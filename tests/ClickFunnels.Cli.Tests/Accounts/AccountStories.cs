using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests.Accounts;

/// <summary>The choice of the account: emulator, profile, variables, default profile, and the workspace.</summary>
public sealed class AccountStories
{
    [Test]
    public async Task The_emulator_of_a_command_writes_the_same_data_in_every_run_and_reads_no_settings()
    {
        using var cli = new Cli();
        cli.Variables["CLICKFUNNELS_API_KEY"] = "live";
        cli.Variables["CLICKFUNNELS_BASE_URL"] = "https://live.invalid";
        Directory.CreateDirectory(cli.SettingsFolder);
        await File.WriteAllTextAsync(Path.Combine(cli.SettingsFolder, "settings.json"), "not JSON");

        var first = (await cli.RunAsync("contacts list --emulator")).Succeeds();
        var second = (await cli.RunAsync("contacts list --emulator --profile acme")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Json.AsArray(), Is.Not.Empty);
            Assert.That(second.Output, Is.EqualTo(first.Output));
            Assert.That(first.Output, Does.Contain("2026-"));
        }
    }

    [TestCase("simvoly contacts list --emulator")]
    [TestCase("elasticfunnels products list --emulator")]
    public async Task The_other_services_have_an_emulator_as_well(string line)
    {
        using var cli = new Cli();

        var first = (await cli.RunAsync(line)).Succeeds();

        Assert.That(first.Json.AsArray(), Is.Not.Empty);
        Assert.That((await cli.RunAsync(line)).Output, Is.EqualTo(first.Output));
    }

    [Test]
    public async Task A_seed_file_replaces_the_shop_and_needs_the_emulator()
    {
        using var cli = new Cli();
        var seed = Path.Combine(cli.Folder, "seed.yaml");
        await File.WriteAllTextAsync(seed, "api: clickfunnels\nrecords:\n  Contact:\n    only: {email_address: only@example.com}\n");

        var contacts = (await cli.RunAsync(["contacts", "list", "--emulator", "--seed", seed])).Succeeds().Json;
        (await cli.RunAsync(["contacts", "list", "--seed", seed])).Fails(2, "add --emulator");

        Assert.That(contacts.AsArray().Select(contact => contact!["email_address"]!.GetValue<string>()), Is.EqualTo(["only@example.com"]));
    }

    [Test]
    public async Task A_bulk_action_of_the_emulator_ends_while_the_command_waits()
    {
        using var cli = new Cli();
        var tag = (await cli.RunAsync("contacts tags list --emulator")).Succeeds().Json[0]!["public_id"]!.GetValue<string>();
        var contact = (await cli.RunAsync("contacts list --emulator")).Succeeds().Json[0]!["public_id"]!.GetValue<string>();

        var line = $"contacts tag-actions create --emulator --yes --wait --set tag_ids[]={tag} --set target_ids[]={contact}";
        var action = (await cli.RunAsync(line)).Succeeds().Json;

        Assert.That(action["completed_at"]!.GetValue<string>(), Does.StartWith("2026-"));
    }

    [Test]
    public async Task A_workspace_is_named_by_its_id_public_id_or_subdomain()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { Workspaces = { new WorkspaceSeed("second") { Contacts = 3 } } }
        );
        using var cli = new Cli();
        cli.Use(emulator);
        var second = emulator.Workspaces[1];

        foreach (var name in (string[])[$"{second.Id}", second.PublicId, "second", "SECOND"])
        {
            var contacts = (await cli.RunAsync($"contacts list -w {name}")).Succeeds().Json;
            Assert.That(contacts.AsArray(), Has.Count.EqualTo(3), name);
        }

        (await cli.RunAsync("contacts list -w third")).Fails(5, $"{second.Id} (second)");
    }

    [Test]
    public async Task A_profile_that_is_named_beats_the_variables_and_the_variables_beat_the_default()
    {
        await using var one = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 1 });
        await using var two = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 2 });
        await using var three = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 3 });
        using var cli = new Cli { Input = one.AccessToken };
        (await cli.RunAsync($"login --profile one --token-stdin --base-url {one.Url}")).Succeeds();
        cli.Input = two.AccessToken;
        (await cli.RunAsync($"login --profile two --token-stdin --base-url {two.Url}")).Succeeds();

        Assert.That(await CountAsync("contacts list"), Is.EqualTo(1), "the default");
        cli.Variables["CLICKFUNNELS_PROFILE"] = "two";
        Assert.That(await CountAsync("contacts list"), Is.EqualTo(2), "the variable");
        cli.Use(three);
        Assert.That(await CountAsync("contacts list"), Is.EqualTo(3), "the token");
        Assert.That(await CountAsync("contacts list --profile two"), Is.EqualTo(2), "the option");

        async Task<int> CountAsync(string line) => (await cli.RunAsync(line)).Succeeds().Json.AsArray().Count;
    }

    [Test]
    public async Task The_token_of_a_profile_is_never_sent_to_an_address_of_a_variable()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        await using var other = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = emulator.AccessToken };
        (await cli.RunAsync($"login --token-stdin --base-url {emulator.Url}")).Succeeds();
        cli.Variables["CLICKFUNNELS_BASE_URL"] = other.Url.AbsoluteUri;

        (await cli.RunAsync("contacts list")).Fails(5, "CLICKFUNNELS_BASE_URL is set, but CLICKFUNNELS_API_KEY is not");
        (await cli.RunAsync("contacts list --profile default")).Succeeds();

        Assert.That(other.Requests, Is.Empty);
    }

    [TestCase("http://example.com")]
    [TestCase("ftp://127.0.0.1")]
    [TestCase("https://user@example.com")]
    [TestCase("example.com")]
    public async Task An_address_that_would_show_the_token_is_refused(string address)
    {
        using var cli = new Cli();
        cli.Variables["CLICKFUNNELS_API_KEY"] = "token";
        cli.Variables["CLICKFUNNELS_BASE_URL"] = address;

        (await cli.RunAsync("teams list")).Fails(5, "CLICKFUNNELS_BASE_URL must be an https address");
    }

    [Test]
    public async Task Without_an_account_the_message_names_the_ways_to_get_one()
    {
        using var cli = new Cli();

        (await cli.RunAsync("contacts list")).Fails(5, "run clickfunnels login, or set CLICKFUNNELS_API_KEY").Fails(5, "--emulator");
        (await cli.RunAsync("simvoly contacts list")).Fails(5, "clickfunnels login --platform simvoly, or set SIMVOLY_API_KEY");
        (await cli.RunAsync("elasticfunnels brands list")).Fails(5, "ELASTICFUNNELS_ACCESS_KEY");
        (await cli.RunAsync("contacts list --profile acme")).Fails(5, "clickfunnels login --profile acme");
        (await cli.RunAsync("simvoly contacts list -w 1 --emulator")).Fails(2, "Simvoly has no workspaces");
    }

    [Test]
    public async Task Verbose_writes_requests_without_ids_data_or_secrets()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);

        var result = (await cli.RunAsync("contacts create --set email_address=ada@example.com --verbose")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Error, Does.Contain("POST /workspaces/{workspace_id}/contacts returned status 201"));
            Assert.That(result.Error, Does.Not.Contain("ada@example.com").And.Not.Contain(emulator.AccessToken));
            Assert.That(result.Json["email_address"]!.GetValue<string>(), Is.EqualTo("ada@example.com"));
        }
    }
}
