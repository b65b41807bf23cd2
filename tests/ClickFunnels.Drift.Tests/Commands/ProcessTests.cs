using System.Diagnostics;
using System.Text.Json;

namespace ClickFunnels.Drift.Tests.Commands;

/// <summary>The program as users run it.</summary>
public sealed class ProcessTests
{
    private readonly SpecFolder _specs = new();

    [TearDown]
    public void DeleteFolder() => _specs.Dispose();

    [Test]
    public async Task Equal_documents_end_with_exit_code_0()
    {
        var run = await DriftProgram.RunProcessAsync("diff", _specs.Old, _specs.Old, "--fail-on", "info");
        Assert.That(run, Is.EqualTo(new DriftRun(0, run.Output, "")));
        Assert.That(
            run.Output,
            Does.EndWith("\ncompared 1 operation: 0 breaking, 0 warnings, 0 info, 0 waived; semantic version step: none\n")
        );
        Assert.That(run.Output, Has.None.EqualTo('\u001b'), "No color where no terminal is.");
    }

    [Test]
    public async Task A_breaking_change_ends_with_exit_code_1()
    {
        var run = await DriftProgram.RunProcessAsync("diff", _specs.Old, _specs.Breaking);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((1, "")));
        Assert.That(run.Output, Does.Contain("response-property-const-changed").And.Contain("change: a → b"));
    }

    [Test]
    public async Task An_unknown_option_ends_with_exit_code_2()
    {
        var run = await DriftProgram.RunProcessAsync("diff", _specs.Old, _specs.Old, "--fail-onn", "info");
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain("--fail-onn").And.EndWith("Try --help.\n"));
    }

    [Test]
    public async Task Malformed_YAML_ends_with_exit_code_3()
    {
        var run = await DriftProgram.RunProcessAsync("diff", _specs.Old, _specs.Write("bad.yaml", "openapi: 3.1.0\npaths: [\n"));
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((3, "")));
        Assert.That(run.Error, Does.Match(@"^\S+bad\.yaml\(\d+,\d+\): Malformed YAML: [^\n]+\n$"));
    }

    [Test]
    public async Task An_address_is_read_like_a_file()
    {
        using var vendor = new LoopbackSpec(await File.ReadAllTextAsync(_specs.Breaking));
        var run = await DriftProgram.RunProcessAsync("diff", _specs.Old, vendor.Address + "?token=secret", "--format", "json");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((1, "")));
        using var json = JsonDocument.Parse(run.Output);
        Assert.That(json.RootElement.GetProperty("findings")[0].GetProperty("file").GetString(), Is.EqualTo(vendor.Address));
        Assert.That(run.Output, Does.Not.Contain("secret"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sends a POSIX signal.")]
    public async Task An_interrupt_ends_with_exit_code_130()
    {
        using var silent = new LoopbackSpec(null);
        using var process = DriftProgram.Start("diff", _specs.Old, silent.Address);
        var error = process.StandardError.ReadToEndAsync();
        await silent.Called;
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        Assert.That((process.ExitCode, await error), Is.EqualTo((130, "Canceled.\n")));
    }
}
