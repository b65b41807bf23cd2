using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>The program, started as a process.</summary>
public sealed class ProgramTests
{
    [Test]
    public async Task It_announces_itself_in_one_line_and_serves()
    {
        var file = Path.Combine(Path.GetTempPath(), $"emulator-{Guid.NewGuid():N}.json");
        using var program = Start("--urls", "http://127.0.0.1:0", "--contacts", "3", "--subdomain", "shop", "--snapshot", file);
        try
        {
            var line = JsonNode.Parse((await program.StandardOutput.ReadLineAsync())!)!;
            Assert.That(
                line.AsObject().Select(pair => pair.Key),
                Is.EqualTo(new[] { "api", "url", "access_token", "team_id", "workspace_id", "subdomain" })
            );
            Assert.That(line["subdomain"]!.GetValue<string>(), Is.EqualTo("shop"));

            using var http = new HttpClient { BaseAddress = new Uri(line["url"]!.GetValue<string>()) };
            http.DefaultRequestHeaders.UserAgent.ParseAdd("emulator-tests/1.0");
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", line["access_token"]!.GetValue<string>());
            var contacts = JsonNode.Parse(
                await http.GetStringAsync(new Uri($"/api/v2/workspaces/{line["workspace_id"]}/contacts", UriKind.Relative))
            )!;
            Assert.That(contacts.AsArray(), Has.Count.EqualTo(3));

            if (OperatingSystem.IsWindows())
            {
                return;
            }

            using var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]);
            Assert.That(await program.StandardOutput.ReadToEndAsync(), Is.Empty);
            Assert.That(await program.StandardError.ReadToEndAsync(), Is.Empty);
            await program.WaitForExitAsync();
            Assert.That(program.ExitCode, Is.Zero);
            Assert.That(File.Exists(file), Is.True);
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill();
            }

            File.Delete(file);
        }
    }

    [Test]
    public async Task Its_health_command_asks_whether_an_emulator_is_ready()
    {
        await using var emulator = await SimvolyEmulator.StartAsync();
        var (code, error) = await HealthAsync(emulator.Url.AbsoluteUri);
        Assert.That((code, error), Is.EqualTo((0, "")));

        await emulator.DisposeAsync();
        (code, error) = await HealthAsync(emulator.Url.AbsoluteUri);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(error, Does.StartWith("No emulator listens at"));

        await using var other = await WebhookReceiver.StartAsync();
        other.RespondWith(503);
        (code, error) = await HealthAsync(other.Url.AbsoluteUri);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(error, Does.Contain("returns status 503"));

        (code, error) = await HealthAsync("nonsense");
        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("http://127.0.0.1:4010"));

        static async Task<(int Code, string Error)> HealthAsync(string url)
        {
            using var program = Start("health", url);
            var error = await program.StandardError.ReadToEndAsync();
            await program.WaitForExitAsync();
            return (program.ExitCode, error);
        }
    }

    [TestCase("--contacts", "-1")]
    [TestCase("--contacts", "many")]
    [TestCase("--contacts", "1000001")]
    [TestCase("--urls", "https://127.0.0.1:0")]
    [TestCase("--urls", "nonsense")]
    [TestCase("--token", "two words")]
    [TestCase("--oauth-secret", "hush")]
    [TestCase("--oauth-redirect", "http://127.0.0.1/callback")]
    [TestCase("--oauth-client", "acme", "--oauth-redirect", "callback")]
    [TestCase("--webhook-secret", "")]
    [TestCase("--replay-mode", "lenient")]
    [TestCase("--replay", "folder", "--replay-mode", "loose")]
    [TestCase("--unknown")]
    [TestCase("file.json")]
    public async Task Bad_arguments_end_with_2(params string[] arguments)
    {
        using var program = Start(arguments);
        var error = program.StandardError.ReadToEndAsync();

        Assert.That(await program.StandardOutput.ReadToEndAsync(), Is.Empty);
        Assert.That(await error, Is.Not.Empty.And.Not.Contains("   at "));
        await program.WaitForExitAsync();
        Assert.That(program.ExitCode, Is.EqualTo(2));
    }

    [TestCase("hush")]
    [TestCase("")]
    [TestCase(null)]
    public async Task It_announces_the_application_that_it_was_given(string? secret)
    {
        var isPublic = secret is null;
        using var program = Start([
            .. new[] { "--urls", "http://127.0.0.1:0", "--oauth-client", "acme", "--oauth-redirect", "https://app.example.com/callback" },
            .. isPublic ? Array.Empty<string>() : ["--oauth-secret"],
            .. string.IsNullOrEmpty(secret) ? Array.Empty<string>() : [secret],
        ]);
        try
        {
            var line = JsonNode.Parse((await program.StandardOutput.ReadLineAsync())!)!;
            using var handler = new HttpClientHandler { AllowAutoRedirect = false };
            using var http = new HttpClient(handler) { BaseAddress = new Uri(line["url"]!.GetValue<string>()) };
            http.DefaultRequestHeaders.UserAgent.ParseAdd("emulator-tests/1.0");
            using var page = await http.GetAsync(
                new Uri(
                    "/oauth/authorize?client_id=acme&response_type=code&redirect_uri=https://app.example.com/callback",
                    UriKind.Relative
                )
            );
            using var refused = await http.GetAsync(
                new Uri("/oauth/authorize?client_id=acme&response_type=code&redirect_uri=http://127.0.0.1/callback", UriKind.Relative)
            );

            Assert.That(line["oauth_client_id"]!.GetValue<string>(), Is.EqualTo("acme"));
            Assert.That(
                line["oauth_client_secret"]?.GetValue<string>(),
                isPublic ? Is.Null
                    : secret == "" ? Has.Length.EqualTo(64)
                    : Is.EqualTo(secret)
            );
            Assert.That(
                ((int)page.StatusCode, (int)refused.StatusCode),
                Is.EqualTo((isPublic ? 302 : 200, 400)),
                "a public client needs PKCE"
            );
        }
        finally
        {
            program.Kill();
        }
    }

    [Test]
    public async Task Strict_mode_and_replay_are_turned_on()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder.File("teams.json"),
            """{"request":{"method":"GET","url":"/api/v2/teams"},"response":{"status":200,"body":[{"name":"recorded"}]}}"""
        );
        using var program = Start("--urls", "http://127.0.0.1:0", "--strict", "--replay", folder.Path, "--replay-mode", "lenient");
        try
        {
            var line = JsonNode.Parse((await program.StandardOutput.ReadLineAsync())!)!;
            using var http = new HttpClient { BaseAddress = new Uri(line["url"]!.GetValue<string>()) };
            http.DefaultRequestHeaders.UserAgent.ParseAdd("emulator-tests/1.0");
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", line["access_token"]!.GetValue<string>());

            using var replayed = await http.GetAsync(new Uri("/api/v2/teams", UriKind.Relative));
            using var refused = await http.GetAsync(new Uri("/api/v2/teams?x=1", UriKind.Relative));
            using var own = await http.GetAsync(new Uri($"/api/v2/teams/{line["team_id"]}", UriKind.Relative));

            Assert.That(await replayed.Content.ReadAsStringAsync(), Is.EqualTo("""[{"name":"recorded"}]"""));
            Assert.That(((int)refused.StatusCode, (int)own.StatusCode), Is.EqualTo((400, 200)));
        }
        finally
        {
            program.Kill();
        }
    }

    [Test]
    public async Task A_recording_that_cannot_be_read_ends_with_1()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("broken.json"), "{\n  \"request\": 1}");
        using var program = Start("--urls", "http://127.0.0.1:0", "--replay", folder.Path);
        var error = program.StandardError.ReadToEndAsync();

        Assert.That(await program.StandardOutput.ReadToEndAsync(), Is.Empty);
        Assert.That(await error, Does.Contain("broken.json(2,14): \"request\" has to be an object.").And.Not.Contains("   at "));
        await program.WaitForExitAsync();
        Assert.That(program.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task Help_lists_the_options()
    {
        using var program = Start("--help");

        Assert.That(await program.StandardOutput.ReadToEndAsync(), Does.Contain("--contacts").And.Contain("--snapshot"));
        await program.WaitForExitAsync();
        Assert.That(program.ExitCode, Is.Zero);
    }

    [Test]
    public async Task Behaviors_are_listed_with_their_source()
    {
        using var program = Start("--behaviors");

        var lines = (await program.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(lines, Has.Length.EqualTo(BehaviorCatalog.All.Count).And.All.Matches("^(Documented|Observed|Assumed)\t.+\t.+$"));
    }

    internal static Process Start(params IEnumerable<string> arguments)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        return Process.Start(
            new ProcessStartInfo(host, [typeof(ClickFunnelsEmulator).Assembly.Location, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
    }
}
