using System.Text.Json;
using System.Xml.Linq;

namespace ClickFunnels.Drift.Tests.Commands;

/// <summary>Tests the destinations of reports.</summary>
public sealed class OutputTests
{
    private readonly SpecFolder _specs = new();

    [TearDown]
    public void DeleteFolder() => _specs.Dispose();

    [Test]
    public async Task The_report_is_written_to_a_file_instead_of_standard_output()
    {
        var file = _specs.Write("report.json", "what was there before, and longer than nothing");
        var run = await DriftProgram.RunAsync("diff", _specs.Old, _specs.Breaking, "--format", "json", "--output", file);

        Assert.That(run, Is.EqualTo(new DriftRun(1, "", "")));
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        Assert.That(json.RootElement.GetProperty("findings").GetArrayLength(), Is.EqualTo(1));
        Assert.That(_specs.Files, Has.None.EndsWith(".tmp"));
    }

    [Test]
    public async Task Further_reports_are_written_beside_it()
    {
        var run = await DriftProgram.RunAsync(
            "diff",
            _specs.Old,
            _specs.Breaking,
            "--format",
            "github",
            "--report",
            $"sarif={_specs.At("r=1.sarif")}",
            "--report",
            $"junit={_specs.At("r.xml")}"
        );

        Assert.That(run.Output, Does.StartWith("::error "));
        using var sarif = JsonDocument.Parse(await File.ReadAllBytesAsync(_specs.At("r=1.sarif")));
        Assert.That(sarif.RootElement.GetProperty("version").GetString(), Is.EqualTo("2.1.0"));
        Assert.That(XDocument.Load(_specs.At("r.xml")).Root!.Name.LocalName, Is.EqualTo("testsuites"));
    }

    [Test]
    public async Task Nothing_is_written_when_an_input_is_bad()
    {
        var run = await DriftProgram.RunAsync("diff", _specs.Old, _specs.At("missing.yaml"), "--output", _specs.At("report"));
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(File.Exists(_specs.At("report")), Is.False);
    }
}
