using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests.Accounts;

/// <summary>The checks of <c>doctor</c>, each with the fault that it finds.</summary>
public sealed class DoctorStories
{
    [TestCase("clickfunnels", "program account network token workspace plan clock limits")]
    [TestCase("simvoly", "program account network token clock limits")]
    [TestCase("elasticfunnels", "program account network token clock limits")]
    public async Task Everything_is_right_with_the_emulator(string platform, string checks)
    {
        using var cli = new Cli();

        var report = (await cli.RunAsync($"doctor --emulator --platform {platform}")).Succeeds().Json.AsArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Select(check => check!["check"]!.GetValue<string>()), Is.EqualTo(checks.Split(' ')));
            Assert.That(report.Select(check => check!["result"]!.GetValue<string>()), Is.All.EqualTo("ok"), report.ToJsonString());
        }
    }

    [Test]
    public async Task Without_an_account_the_fix_is_to_log_in()
    {
        using var cli = new Cli();

        await FailsAsync(cli, "account", "There is no account", "clickfunnels login");
    }

    [Test]
    public async Task A_wrong_token_is_found()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);
        cli.Variables["CLICKFUNNELS_API_KEY"] = "wrong-token";

        var result = await FailsAsync(cli, "token", "401", "Developer Portal");

        Assert.That(result.Output, Does.Not.Contain("wrong-token"));
    }

    [Test]
    public async Task A_plan_without_the_interface_is_found()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        emulator.Faults.Add("listContacts", Fault.Error(403, "Your plan does not include this"));
        using var cli = new Cli();
        cli.Use(emulator);

        await FailsAsync(cli, "plan", "Your plan does not include this", "Launch plan");
    }

    [Test]
    public async Task A_blocked_request_is_found()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        emulator.Faults.Add("listTeams", Fault.Response(403, "<html>Attention Required!</html>", "text/html"));
        using var cli = new Cli();
        cli.Use(emulator);

        await FailsAsync(cli, "token", "blocked", "User-Agent");
    }

    [Test]
    public async Task A_service_that_fails_or_limits_is_found()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);

        emulator.Faults.Add("listTeams", Fault.Error(500, "Oops"));
        await FailsAsync(cli, "token", "(500)", "status page");
        emulator.Faults.Add("listTeams", Fault.RateLimit(TimeSpan.FromSeconds(90)));
        await FailsAsync(cli, "token", "(429)", "Wait 90 seconds");
        emulator.Faults.Add("listTeams", Fault.BrokenJson());
        await FailsAsync(cli, "token", "damaged", "proxy");
        emulator.Faults.Add("listTeams", Fault.Response(200, "<html>Sign in to the hotel</html>", "text/html"));
        await FailsAsync(cli, "token", "not one of the service", "sign-in page");
        emulator.Faults.Add("listTeams", Fault.CutBefore());
        await FailsAsync(cli, "token", "connection", "--verbose");
    }

    [Test]
    public async Task A_workspace_that_the_token_does_not_reach_is_found()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);

        await FailsAsync(cli, "workspace", "workspace 99 (404)", "--workspace", "-w 99");
        await FailsAsync(cli, "account", "no workspace nowhere", "Use one of", "-w nowhere");
        cli.Variables["CLICKFUNNELS_SUBDOMAIN"] = "old-name";
        await FailsAsync(cli, "workspace", "old-name", "CLICKFUNNELS_SUBDOMAIN");
        cli.Variables.Remove("CLICKFUNNELS_SUBDOMAIN");
        cli.Variables.Remove("CLICKFUNNELS_WORKSPACE");
        var report = (await cli.RunAsync("doctor")).Succeeds().Json.AsArray();
        Assert.That(Check(report, "workspace")["result"]!.GetValue<string>(), Is.EqualTo("warning"));
    }

    [TestCase(0, "ok")]
    [TestCase(120, "warning")]
    [TestCase(-3600, "failed")]
    public async Task The_difference_of_the_clocks_is_measured(int seconds, string result)
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Clock = new ShiftedClock(TimeSpan.FromSeconds(seconds)) };
        cli.Use(emulator);

        var run = await cli.RunAsync("doctor");

        var clock = Check(run.Json.AsArray(), "clock");
        Assert.That(clock["result"]!.GetValue<string>(), Is.EqualTo(result), run.Output);
        Assert.That(run.ExitCode, Is.EqualTo(result == "failed" ? 1 : 0));
    }

    [Test]
    public async Task A_host_that_cannot_be_reached_is_found()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var cli = new Cli();
        cli.Variables["CLICKFUNNELS_API_KEY"] = "token";

        cli.Variables["CLICKFUNNELS_BASE_URL"] = $"http://127.0.0.1:{port}";
        await FailsAsync(cli, "network", $"port {port}", "firewall");
        var unknown = new Uri("https://clickfunnels.invalid");
        Assume.That(HttpClient.DefaultProxy.GetProxy(unknown), Is.Null, "A proxy would look the name up.");
        cli.Variables["CLICKFUNNELS_BASE_URL"] = unknown.AbsoluteUri;
        await FailsAsync(cli, "network", "clickfunnels.invalid has no address", "DNS");
    }

    [Test]
    public async Task A_host_without_TLS_is_found()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);
        cli.Variables["CLICKFUNNELS_BASE_URL"] = $"https://127.0.0.1:{emulator.Url.Port}";

        await FailsAsync(cli, "network", "TLS", "root certificate");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows does not have file modes.")]
    [UnsupportedOSPlatform("windows")]
    public async Task Settings_that_others_can_read_or_that_are_broken_are_found()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = emulator.AccessToken };
        (await cli.RunAsync($"login --token-stdin --base-url {emulator.Url}")).Succeeds();
        var credentials = Path.Combine(cli.SettingsFolder, "credentials.json");

        File.SetUnixFileMode(credentials, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        await FailsAsync(cli, "settings", "mode 440", $"chmod 600 '{credentials}'");
        File.SetUnixFileMode(credentials, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await cli.RunAsync("doctor")).Succeeds();
        await File.WriteAllTextAsync(Path.Combine(cli.SettingsFolder, "settings.json"), "{");
        await FailsAsync(cli, "settings", "cannot be read", "log in again");
    }

    private static async Task<CliResult> FailsAsync(Cli cli, string check, string found, string fix, string options = "")
    {
        var result = await cli.RunAsync($"doctor {options}".TrimEnd());
        var failed = Check(result.Json.AsArray(), check);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Output);
            Assert.That(failed["result"]!.GetValue<string>(), Is.EqualTo("failed"));
            Assert.That(failed["found"]!.GetValue<string>(), Does.Contain(found));
            Assert.That(failed["fix"]!.GetValue<string>(), Does.Contain(fix));
        }

        return result;
    }

    private static JsonNode Check(JsonArray report, string name) =>
        report.FirstOrDefault(check => check!["check"]!.GetValue<string>() == name)
        ?? throw new AssertionException($"There is no check {name}: {report.ToJsonString()}");

    private sealed class ShiftedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
