using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests.Accounts;

/// <summary>Logging in with tokens, and the profiles that result.</summary>
public sealed class LoginStories
{
    private const UnixFileMode OthersMode =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    [Test]
    public async Task A_token_from_standard_input_is_checked_kept_and_used_without_variables()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 2 });
        using var cli = new Cli { Input = emulator.AccessToken + "\n" };

        var login = (await cli.RunAsync($"login --profile acme --token-stdin --base-url {emulator.Url}")).Succeeds();
        var contacts = (await cli.RunAsync("contacts list")).Succeeds().Json;
        var shown = (await cli.RunAsync("profiles show acme")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(contacts.AsArray(), Has.Count.EqualTo(2));
            Assert.That(login.Json["workspace"]!.GetValue<string>(), Is.EqualTo($"{emulator.WorkspaceId}"));
            Assert.That(login.Json["default"]!.GetValue<bool>(), Is.True);
            Assert.That(login.Error, Does.Contain("1 team with 1 workspace"));
            Assert.That(login.Output + login.Error + shown.Output, Does.Not.Contain(emulator.AccessToken));
            Assert.That(shown.Json["workspaces"]![0]!["subdomain"]!.GetValue<string>(), Is.EqualTo(emulator.Subdomain));
            Assert.That(
                await File.ReadAllTextAsync(Path.Combine(cli.SettingsFolder, "settings.json")),
                Does.Not.Contain(emulator.AccessToken)
            );
            Assert.That(
                await File.ReadAllTextAsync(Path.Combine(cli.SettingsFolder, "credentials.json")),
                Does.Contain(emulator.AccessToken)
            );
            Assert.That(Directory.GetFiles(cli.SettingsFolder, "*.tmp"), Is.Empty);
        }

        if (!OperatingSystem.IsWindows())
        {
            foreach (var path in Directory.GetFiles(cli.SettingsFolder).Append(cli.SettingsFolder))
            {
                Assert.That(File.GetUnixFileMode(path) & OthersMode, Is.EqualTo(UnixFileMode.None), path);
            }
        }
    }

    [Test]
    public async Task On_a_terminal_the_token_is_asked_for_and_not_shown()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { IsTerminal = true, Hidden = emulator.AccessToken };

        var login = (await cli.RunAsync($"login --base-url {emulator.Url} -o json")).Succeeds();

        Assert.That(login.Error, Does.StartWith("Access token: ").And.Not.Contain(emulator.AccessToken));
    }

    [TestCase("login s3cret")]
    [TestCase("login --token s3cret")]
    [TestCase("login --token=s3cret")]
    [TestCase("login --oauth --client-id app s3cret")]
    public async Task A_token_as_an_argument_is_refused_and_not_repeated(string line)
    {
        using var cli = new Cli();

        var result = (await cli.RunAsync(line)).Fails(2, "--token-stdin");

        Assert.That(result.Output + result.Error, Does.Not.Contain("s3cret"));
    }

    [TestCase("login", "add --token-stdin")]
    [TestCase("login --token-stdin", "is empty")]
    [TestCase("login --token-stdin --emulator", "--emulator")]
    [TestCase("login --site example.com --token-stdin", "--platform simvoly")]
    [TestCase("login --platform simvoly --token-stdin", "--site")]
    [TestCase("login --platform shopify", "clickfunnels, simvoly or elasticfunnels")]
    [TestCase("login --client-id app", "add --oauth")]
    [TestCase("login --oauth", "--client-id")]
    [TestCase("login --profile ../x --token-stdin", "name of a profile")]
    public async Task Options_that_do_not_fit_have_one_message(string line, string message)
    {
        using var cli = new Cli();

        (await cli.RunAsync(line)).Fails(2, message);

        Assert.That(Directory.Exists(cli.SettingsFolder), Is.False);
    }

    [TestCase("two words")]
    [TestCase("bad\u0007")]
    public async Task A_token_that_no_header_can_carry_is_refused(string token)
    {
        using var cli = new Cli { Input = token };

        (await cli.RunAsync("login --token-stdin")).Fails(2, "must be one word");
    }

    [Test]
    public async Task A_token_that_the_service_does_not_accept_is_not_stored()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = "wrong" };

        (await cli.RunAsync($"login --token-stdin --base-url {emulator.Url}")).Fails(10, "401");

        (await cli.RunAsync("contacts list")).Fails(5, "There is no account");
    }

    [Test]
    public async Task A_token_that_cannot_be_checked_is_stored_with_the_reason()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        emulator.Faults.Add("listTeams", Fault.Error(403, "Your plan has no API"));
        using var cli = new Cli { Input = emulator.AccessToken };

        (await cli.RunAsync($"login --token-stdin --base-url {emulator.Url}")).Fails(11, "clickfunnels doctor --profile default");

        (await cli.RunAsync($"contacts list -w {emulator.WorkspaceId}")).Succeeds();
    }

    [Test]
    public async Task Of_several_workspaces_none_is_the_default_until_one_is_chosen()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { Workspaces = { new WorkspaceSeed("second") { Contacts = 3 } } }
        );
        using var cli = new Cli { Input = emulator.AccessToken };

        var login = (await cli.RunAsync($"login --token-stdin --base-url {emulator.Url}")).Succeeds();
        (await cli.RunAsync("contacts list")).Fails(5, "--workspace");
        var requests = emulator.Requests.Count;
        var used = (await cli.RunAsync("profiles use default -w second")).Succeeds().Json;
        var contacts = (await cli.RunAsync("contacts list")).Succeeds().Json;
        (await cli.RunAsync("contacts list -w third")).Fails(5, "second");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(login.Error, Does.Contain("profiles use default -w").And.Contain("second"));
            Assert.That(used["subdomain"]!.GetValue<string>(), Is.EqualTo("second"));
            Assert.That(contacts.AsArray(), Has.Count.EqualTo(3));
            Assert.That(emulator.Requests[requests].Path, Does.EndWith("/contacts"), "The workspace was known since the login.");
        }
    }

    [Test]
    public async Task Keys_of_the_other_services_have_profiles_of_their_own()
    {
        await using var simvoly = await SimvolyEmulator.StartAsync();
        await using var elastic = await ElasticFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = simvoly.AccessToken };
        (await cli.RunAsync($"login --platform simvoly --token-stdin --base-url {simvoly.Url}")).Succeeds();
        cli.Input = elastic.AccessKey;
        var login = (await cli.RunAsync($"login --platform elasticfunnels --token-stdin --base-url {elastic.Url}")).Succeeds().Json;

        var contacts = (await cli.RunAsync("simvoly contacts list")).Succeeds().Json;
        var products = (await cli.RunAsync("elasticfunnels products list")).Succeeds().Json;
        (await cli.RunAsync("contacts list --profile simvoly")).Fails(5, "an account of Simvoly");
        var profiles = (await cli.RunAsync("profiles list")).Succeeds().Json;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(contacts.AsArray(), Is.Not.Empty);
            Assert.That(products.AsArray(), Is.Not.Empty);
            Assert.That(login["workspace"]!.GetValue<string>(), Is.EqualTo($"{elastic.BrandId}"));
            Assert.That(
                profiles.AsArray().Select(profile => profile!["name"]!.GetValue<string>()),
                Is.EqualTo(["elasticfunnels", "simvoly"])
            );
        }
    }
}
