using ClickFunnels.Drift.Commands;

namespace ClickFunnels.Drift.Tests.Import;

/// <summary>An import ends in a client that compiles without a warning.</summary>
public sealed class ImportedClientTests
{
    [Test]
    [CancelAfter(600_000)]
    public async Task The_merged_contract_generates_and_compiles(CancellationToken cancellationToken)
    {
        using var copy = RepositoryCopy.OfClient();
        await File.WriteAllTextAsync(copy.PathOf("vendor.yaml"), VendorSpec.Text, cancellationToken);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine
            .Create(output, error)
            .Parse(["import", copy.PathOf("vendor.yaml"), "--contract", copy.PathOf("spec/clickfunnels.yaml")])
            .InvokeAsync(cancellationToken: cancellationToken);
        Assert.That(output.ToString() + error, Does.Not.Contain("import-generation-failed"));
        Assert.That(exitCode, Is.EqualTo(ExitCode.Clean), output.ToString() + error);

        var clients = await File.ReadAllTextAsync(copy.PathOf("generated/clickfunnels/Clients.g.cs"), cancellationToken);
        Assert.That(clients, Does.Contain("GadgetWidgetsClient").And.Contain("PolishAsync("));

        var build = await copy.BuildAsync("extensions/ClickFunnels", ["-f", "net10.0"], cancellationToken: cancellationToken);
        Assert.That(build.ExitCode, Is.Zero, build.Output);
        Assert.That(build.Output, Does.Contain("0 Warning(s)"));
    }
}
