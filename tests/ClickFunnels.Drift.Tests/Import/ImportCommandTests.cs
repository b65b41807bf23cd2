using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Commands;

namespace ClickFunnels.Drift.Tests.Import;

/// <summary>The command from its arguments to its files and exit code.</summary>
public sealed class ImportCommandTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clickfunnels-import-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task The_merged_contract_is_written_below_our_header()
    {
        var output = PathOf("out.yaml");
        var result = await RunAsync("--contract", Repository.Contract, "--output", output);

        var written = await File.ReadAllTextAsync(output);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Clean), result.Error);
            Assert.That(written, Does.StartWith("# The contract: "));
            Assert.That(written, Does.Contain("/workspaces/{workspace_id}/widgets:").And.Contain("GadgetWidgetCreateEnvelope"));
            Assert.That(result.Output, Does.Contain("import-conflict-type"));
            Assert.That(_folder.GetFiles("*.tmp"), Is.Empty);
        });
    }

    [Test]
    public async Task A_dry_run_writes_nothing()
    {
        var output = PathOf("out.yaml");
        var result = await RunAsync("--contract", Repository.Contract, "--output", output, "--dry-run");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Clean), result.Error);
        Assert.That(File.Exists(output), Is.False);
    }

    [Test]
    public async Task A_fresh_contract_has_only_the_operations_of_the_vendor()
    {
        var output = PathOf("out.yaml");
        var result = await RunAsync("--contract", Repository.Contract, "--output", output, "--fresh");

        var paths = (await SpecFile.LoadAsync(output)).Root["paths"]!.AsObject();
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Findings), "All other operations go, and the report says so.");
        Assert.That(result.Output, Does.Contain("api-path-removed-without-deprecation").And.Contain("semantic version step: major"));
        Assert.That(paths, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Warnings_fail_when_asked_to()
    {
        var result = await RunAsync("--contract", Repository.Contract, "--output", PathOf("out.yaml"), "--dry-run", "--fail-on", "warning");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Findings));
    }

    [Test]
    public async Task A_vendor_file_that_is_not_OpenAPI_is_refused_and_nothing_is_written()
    {
        var vendor = PathOf("vendor.yaml");
        await File.WriteAllTextAsync(vendor, "name: value\n");
        var result = await RunAsync(vendor, "--contract", Repository.Contract, "--output", PathOf("out.yaml"));

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(result.Error, Does.Contain("vendor.yaml").And.Contain("openapi"));
        Assert.That(File.Exists(PathOf("out.yaml")), Is.False);
    }

    [Test]
    public async Task An_output_that_cannot_be_written_is_reported()
    {
        var result = await RunAsync("--contract", Repository.Contract, "--output", PathOf("missing/folder/out.yaml"));

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(result.Error, Does.Contain("out.yaml").And.Contain("cannot be written"));
    }

    [Test]
    public void Fresh_and_base_exclude_each_other()
    {
        var parsed = CommandLine.Create(TextWriter.Null, TextWriter.Null).Parse(["import", "vendor.yaml", "--fresh", "--base", "old.yaml"]);

        Assert.That(parsed.Errors.Select(error => error.Message), Has.Some.Contains("--base"));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var vendor = PathOf("invented.yaml");
        await File.WriteAllTextAsync(vendor, VendorSpec.Text);
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] all = arguments[0].StartsWith('-') ? ["import", vendor, .. arguments] : ["import", .. arguments];
        var parsed = CommandLine.Create(output, error).Parse(all);
        Assert.That(parsed.Errors, Is.Empty);
        return (await parsed.InvokeAsync(), output.ToString(), error.ToString());
    }
}
