using ClickFunnels.Drift.Documents;
using ClickFunnels.Drift.Generated;

namespace ClickFunnels.Drift.Tests.Generated;

/// <summary>Generation runs in a temporary folder, and what it yields is compared with copies of this repository.</summary>
public sealed class GeneratedCheckTests
{
    [Test]
    public async Task AFaithfulCopyGivesNothing()
    {
        using var copy = await RepositoryCopy.WithGeneratorAsync();
        var report = await GeneratedCheck.RunAsync(copy.Root);
        Assert.That(report.Findings, Is.Empty);
        Assert.That(report.Compared, Is.EqualTo(3), "Clients, models and the manifest.");
    }

    [Test]
    public async Task AHandEditADeletedAndAStrayFileAreFound()
    {
        using var copy = await RepositoryCopy.WithGeneratorAsync();
        File.AppendAllText(copy.PathOf("generated/Models.g.cs"), "// edited\n");
        File.Delete(copy.PathOf("generated/Clients.g.cs"));
        File.WriteAllText(copy.PathOf("generated/Stray.g.cs"), "class Stray;");
        var before = copy.Hash();

        var report = await GeneratedCheck.RunAsync(copy.Root);

        Assert.That(report.Findings.Select(finding => (finding.Rule.Id, finding.File)), Is.EquivalentTo(new[]
        {
            ("generated-file-missing", "generated/Clients.g.cs"),
            ("generated-file-edited", "generated/Models.g.cs"),
            ("generated-file-extra", "generated/Stray.g.cs"),
        }));
        Assert.That(copy.Hash(), Is.EqualTo(before), "The check changed what it looks at.");
    }

    [Test]
    public async Task AContractThatMovedOnIsFound()
    {
        using var copy = await RepositoryCopy.WithGeneratorAsync();
        var spec = await File.ReadAllTextAsync(copy.PathOf("spec/clickfunnels.yaml"));
        var edited = spec.Replace("x-method: Upsert\n", "x-method: UpsertAnew\n", StringComparison.Ordinal);
        Assert.That(edited, Is.Not.EqualTo(spec));
        await File.WriteAllTextAsync(copy.PathOf("spec/clickfunnels.yaml"), edited);

        var report = await GeneratedCheck.RunAsync(copy.Root);

        var clients = report.Findings.Single(finding => finding.File == "generated/Clients.g.cs");
        Assert.That(report.Findings.Select(finding => finding.File), Does.Contain("generated/codegen.sha256"));
        Assert.That(clients.Rule, Is.EqualTo(GeneratedRules.Edited));
        Assert.That(clients.OldValue, Does.Contain("UpsertAnewAsync"));
        Assert.That(clients.Position?.Line, Is.GreaterThan(1));
    }

    [Test]
    public async Task ABrokenContractIsAnErrorInTheGeneratorsWords()
    {
        using var copy = await RepositoryCopy.WithGeneratorAsync();
        await File.WriteAllTextAsync(copy.PathOf("spec/clickfunnels.yaml"), "openapi: 3.1.0\npaths: [\n");
        Assert.That(
            async () => await GeneratedCheck.RunAsync(copy.Root),
            Throws.TypeOf<InputException>().With.Message.Contains("Code generation failed").And.Message.Contains("NSwag could not generate the client").And.Message.Not.Contains(Path.GetTempPath() + "clickfunnels-drift-"));
    }

    [Test]
    public void WithoutNpmTheGeneratorsWordsSaySo()
    {
        using var copy = RepositoryCopy.WithoutGenerator();
        Assert.That(
            async () => await GeneratedCheck.RunAsync(copy.Root, environment: copy.WithBrokenNpm()),
            Throws.TypeOf<InputException>().With.Message.Contains("CODEGEN002").And.Message.Contains("Node.js"));
    }

    [Test]
    public void GenerationThatTakesTooLongIsStopped()
    {
        using var copy = RepositoryCopy.WithoutGenerator();
        Assert.That(
            async () => await GeneratedCheck.RunAsync(copy.Root, limit: TimeSpan.FromMilliseconds(1)),
            Throws.TypeOf<InputException>().With.Message.Contains("did not end within"));
    }

    [Test]
    public void ACancelledCheckLeavesNothingBehind()
    {
        using var copy = RepositoryCopy.WithoutGenerator();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(async () => await GeneratedCheck.RunAsync(copy.Root, cancellationToken: cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void AFolderThatIsNoRepositoryIsAnError()
    {
        Assert.That(
            async () => await GeneratedCheck.RunAsync(AppContext.BaseDirectory),
            Throws.TypeOf<InputException>().With.Message.Contains("holds no nswag.json"));
    }
}
