using System.Runtime.Versioning;
using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests.Accounts;

/// <summary>The files of profiles and the keyring.</summary>
public sealed class ProfileStories
{
    private const string FakeKeyring = """
        #!/bin/sh
        folder="$(dirname "$0")/keys"
        mkdir -p "$folder"
        echo "$@" >> "$folder/calls"
        command="$1"
        for last; do :; done
        case "$command" in
          store) cat > "$folder/$last" ;;
          lookup) [ -f "$folder/$last" ] && cat "$folder/$last" ;;
          clear) rm -f "$folder/$last" ;;
        esac
        """;

    [Test]
    [Platform(Exclude = "Win", Reason = "The keyring is one of Linux.")]
    public async Task A_token_in_the_keyring_is_in_no_file_and_in_no_argument()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = emulator.AccessToken };
        cli.Keyring = Script(cli, FakeKeyring);
        var keys = Path.Combine(cli.Folder, "keys");

        var login = (await cli.RunAsync($"login --profile acme --keyring --token-stdin --base-url {emulator.Url}")).Succeeds().Json;
        (await cli.RunAsync("contacts list")).Succeeds();
        var stored = await File.ReadAllTextAsync(Path.Combine(keys, "acme"));
        (await cli.RunAsync("logout --profile acme")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(login["credentials"]!.GetValue<string>(), Is.EqualTo("keyring"));
            Assert.That(stored, Does.Contain(emulator.AccessToken));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(keys, "calls")), Does.Not.Contain(emulator.AccessToken));
            Assert.That(File.Exists(Path.Combine(keys, "acme")), Is.False);
            foreach (var file in Directory.GetFiles(cli.SettingsFolder))
            {
                Assert.That(await File.ReadAllTextAsync(file), Does.Not.Contain(emulator.AccessToken), file);
            }
        }

        (await cli.RunAsync("contacts list")).Fails(5, "has no token");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "The keyring is one of Linux.")]
    public async Task A_token_that_moves_between_keyring_and_file_is_in_one_place()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = emulator.AccessToken };
        cli.Keyring = Script(cli, FakeKeyring);
        var key = Path.Combine(cli.Folder, "keys", "default");
        var file = Path.Combine(cli.SettingsFolder, "credentials.json");
        var login = $"login --token-stdin --base-url {emulator.Url}";

        (await cli.RunAsync(login)).Succeeds();
        cli.Variables["CLICKFUNNELS_CREDENTIALS"] = "keyring";
        (await cli.RunAsync(login)).Succeeds();
        Assert.That(await File.ReadAllTextAsync(file), Does.Not.Contain(emulator.AccessToken));
        cli.Variables["CLICKFUNNELS_CREDENTIALS"] = "file";
        (await cli.RunAsync(login)).Succeeds();

        Assert.That(File.Exists(key), Is.False);
        (await cli.RunAsync("contacts list")).Succeeds();
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "The keyring is one of Linux.")]
    public async Task A_keyring_that_is_missing_or_locked_is_a_message()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = emulator.AccessToken };
        var login = $"login --keyring --token-stdin --base-url {emulator.Url}";

        (await cli.RunAsync(login)).Fails(5, "install secret-tool");
        cli.Keyring = Script(cli, "#!/bin/sh\nexit 1\n");
        (await cli.RunAsync(login)).Fails(5, "unlock it and try again");

        Assert.That((await cli.RunAsync("profiles list")).Json.AsArray(), Is.Empty);
        cli.Variables["CLICKFUNNELS_CREDENTIALS"] = "vault";
        (await cli.RunAsync($"login --token-stdin --base-url {emulator.Url}")).Fails(5, "must be file or keyring");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "The keyring is one of Linux.")]
    public async Task A_profile_whose_keyring_is_gone_can_be_removed_or_replaced()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = emulator.AccessToken };
        cli.Keyring = Script(cli, FakeKeyring);
        foreach (var name in (string[])["one", "two"])
        {
            (await cli.RunAsync($"login --profile {name} --keyring --token-stdin --base-url {emulator.Url}")).Succeeds();
        }

        cli.Keyring = null;
        (await cli.RunAsync("contacts list --profile one")).Fails(5, "There is no keyring");
        (await cli.RunAsync("profiles remove one --yes")).Succeeds();
        (await cli.RunAsync($"login --profile two --token-stdin --base-url {emulator.Url}")).Succeeds();

        (await cli.RunAsync("contacts list")).Succeeds();
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows does not have file modes.")]
    [UnsupportedOSPlatform("windows")]
    public async Task A_credentials_file_that_others_can_read_is_refused()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = emulator.AccessToken };
        (await cli.RunAsync($"login --token-stdin --base-url {emulator.Url}")).Succeeds();
        var file = Path.Combine(cli.SettingsFolder, "credentials.json");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var refused = (await cli.RunAsync("contacts list")).Fails(5, $"chmod 600 '{file}'");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.That(refused.Error, Does.Not.Contain(emulator.AccessToken));
        (await cli.RunAsync("contacts list")).Succeeds();
    }

    [Test]
    public async Task Logins_at_the_same_time_do_not_lose_each_other()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = emulator.AccessToken };

        var logins = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(number => Task.Run(() => cli.RunAsync($"login --profile p{number} --token-stdin --base-url {emulator.Url}")))
        );

        Assert.That(logins.Select(login => login.ExitCode), Is.All.Zero);
        for (var number = 0; number < logins.Length; number++)
        {
            (await cli.RunAsync($"contacts list --profile p{number}")).Succeeds();
        }
    }

    [TestCase("settings.json", "{\n\"profiles\": [}")]
    [TestCase("settings.json", "null")]
    [TestCase("settings.json", "{\"profiles\":{\"acme\":null}}")]
    [TestCase("settings.json", "{\"profiles\":{\"acme\":{\"platform\":\"Shopify\"}}}")]
    [TestCase("settings.json", "{\"profiles\":null}")]
    [TestCase("credentials.json", "{\"acme\":{\"token\":\"s3cret\"")]
    [TestCase("credentials.json", "[\"s3cret\"]")]
    [TestCase("credentials.json", "{\"acme\":{\"token\":null}}")]
    public async Task A_broken_file_is_named_without_its_content(string name, string content)
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = emulator.AccessToken };
        (await cli.RunAsync($"login --profile acme --token-stdin --base-url {emulator.Url}")).Succeeds();
        await File.WriteAllTextAsync(Path.Combine(cli.SettingsFolder, name), content);

        var result = (await cli.RunAsync("teams list --profile acme")).Fails(5, Path.Combine(cli.SettingsFolder, name));

        Assert.That(result.Error, Does.Contain("log in again").And.Not.Contain("s3cret"));
    }

    [Test]
    public async Task Profiles_are_listed_used_and_removed_with_a_question()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = emulator.AccessToken };
        foreach (var name in (string[])["one", "two"])
        {
            (await cli.RunAsync($"login --profile {name} --token-stdin --base-url {emulator.Url}")).Succeeds();
        }

        (await cli.RunAsync("profiles use two --dry-run")).Succeeds();
        Assert.That(await DefaultAsync(), Is.EqualTo("one"));
        (await cli.RunAsync("profiles use two")).Succeeds();
        Assert.That(await DefaultAsync(), Is.EqualTo("two"));
        (await cli.RunAsync("profiles remove two")).Fails(4, "--yes");
        (await cli.RunAsync("profiles remove two --dry-run")).Succeeds();
        Assert.That(await DefaultAsync(), Is.EqualTo("two"));
        (await cli.RunAsync("profiles remove two --yes")).Succeeds();
        (await cli.RunAsync("contacts list")).Fails(5, "There is no account");
        (await cli.RunAsync("profiles show two")).Fails(5, "The profiles are one");
        (await cli.RunAsync("profiles use three")).Fails(5, "There is no profile three");
        (await cli.RunAsync("contacts list --profile one")).Succeeds();

        async Task<string> DefaultAsync() =>
            (await cli.RunAsync("profiles list")).Succeeds().Json.AsArray().Single(profile => profile!["default"]!.GetValue<bool>())![
                "name"
            ]!.GetValue<string>();
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Links need a privilege there.")]
    public async Task A_settings_file_that_is_a_link_stays_a_link()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = emulator.AccessToken };
        var target = Path.Combine(cli.Folder, "dotfiles.json");
        await File.WriteAllTextAsync(target, "{}");
        Directory.CreateDirectory(cli.SettingsFolder);
        var link = Path.Combine(cli.SettingsFolder, "settings.json");
        File.CreateSymbolicLink(link, target);

        (await cli.RunAsync($"login --token-stdin --base-url {emulator.Url}")).Succeeds();

        Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo(target));
        Assert.That(await File.ReadAllTextAsync(target), Does.Contain("\"default\""));
    }

    private static string Script(Cli cli, string text)
    {
        var path = Path.Combine(cli.Folder, "secret-tool");
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        return path;
    }
}
