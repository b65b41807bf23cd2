using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Generated;

namespace ClickFunnels.Drift.Tests.Generated;

/// <summary>Generates in a temporary folder and compares the result with copies of this repository.</summary>
public sealed class GeneratedCheckTests
{
    [Test]
    public async Task An_unchanged_copy_has_no_findings()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        var report = await GeneratedCheck.RunAsync(copy.Root);
        Assert.That(report.Findings, Is.Empty);
        Assert.That(
            report.Compared,
            Is.EqualTo(4 * ContractList.Read(copy.Root).Count),
            "Clients, models, catalog and the manifest of each contract."
        );
    }

    [Test]
    public async Task Generation_does_not_need_Node()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        var report = await GeneratedCheck.RunAsync(copy.Root, environment: copy.WithoutNode());
        Assert.That(report.Findings, Is.Empty);
    }

    [Test]
    public async Task A_contract_elsewhere_is_compared_too()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        Directory.CreateDirectory(copy.PathOf("tests/Sample"));
        File.Copy(copy.PathOf("spec/clickfunnels.yaml"), copy.PathOf("tests/Sample/sample.yaml"));
        var list = await File.ReadAllTextAsync(copy.PathOf("build/codegen.proj"));
        const string First = """<Contract Include="clickfunnels" """;
        const string Line =
            """<Contract Include="sample" Spec="tests/Sample/sample.yaml" Namespace="SampleApi" Folder="tests/Sample/Generated" />""";
        await File.WriteAllTextAsync(copy.PathOf("build/codegen.proj"), list.Replace(First, Line + First, StringComparison.Ordinal));

        var report = await GeneratedCheck.RunAsync(copy.Root);

        Assert.That(
            report.Compared,
            Is.EqualTo(4 * ContractList.Read(copy.Root).Count),
            "Clients, models, catalog and the manifest of each contract."
        );
        Assert.That(
            report.Findings.Select(finding => (finding.Rule.Id, finding.File)),
            Is.EquivalentTo(
                new[]
                {
                    ("generated-file-missing", "tests/Sample/Generated/Catalog.g.cs"),
                    ("generated-file-missing", "tests/Sample/Generated/Clients.g.cs"),
                    ("generated-file-missing", "tests/Sample/Generated/Models.g.cs"),
                    ("generated-file-missing", "tests/Sample/Generated/codegen.sha256"),
                }
            )
        );
    }

    [Test]
    public async Task A_hand_edit_a_deleted_and_a_stray_file_are_found()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        File.AppendAllText(copy.PathOf("generated/clickfunnels/Models.g.cs"), "// edited\n");
        File.Delete(copy.PathOf("generated/clickfunnels/Clients.g.cs"));
        File.WriteAllText(copy.PathOf("generated/Stray.g.cs"), "class Stray;");
        var before = copy.Hash();

        var report = await GeneratedCheck.RunAsync(copy.Root);

        Assert.That(
            report.Findings.Select(finding => (finding.Rule.Id, finding.File)),
            Is.EquivalentTo(
                new[]
                {
                    ("generated-file-missing", "generated/clickfunnels/Clients.g.cs"),
                    ("generated-file-edited", "generated/clickfunnels/Models.g.cs"),
                    ("generated-file-extra", "generated/Stray.g.cs"),
                }
            )
        );
        Assert.That(copy.Hash(), Is.EqualTo(before), "The check changed the repository.");
    }

    [Test]
    public async Task A_contract_that_changed_is_found()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        var spec = await File.ReadAllTextAsync(copy.PathOf("spec/clickfunnels.yaml"));
        var edited = spec.Replace("x-method: Upsert\n", "x-method: UpsertAnew\n", StringComparison.Ordinal);
        Assert.That(edited, Is.Not.EqualTo(spec));
        await File.WriteAllTextAsync(copy.PathOf("spec/clickfunnels.yaml"), edited);

        var report = await GeneratedCheck.RunAsync(copy.Root);

        var clients = report.Findings.Single(finding => finding.File == "generated/clickfunnels/Clients.g.cs");
        Assert.That(report.Findings.Select(finding => finding.File), Does.Contain("generated/clickfunnels/codegen.sha256"));
        Assert.That(clients.Rule, Is.EqualTo(GeneratedRules.Edited));
        Assert.That(clients.OldValue, Does.Contain("UpsertAnewAsync"));
        Assert.That(clients.Position?.Line, Is.GreaterThan(1));
    }

    [Test]
    public async Task An_invalid_contract_is_an_error_with_its_position()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        await File.WriteAllTextAsync(copy.PathOf("spec/clickfunnels.yaml"), "openapi: 3.1.0\npaths: [\n");
        Assert.That(
            async () => await GeneratedCheck.RunAsync(copy.Root),
            Throws.TypeOf<InputException>().With.Message.Contains("spec/clickfunnels.yaml(3,1)")
        );
    }

    [Test]
    public async Task A_failure_of_the_generator_is_an_error_with_its_message()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        await File.WriteAllTextAsync(copy.PathOf("nswag.json"), "{");
        Assert.That(
            async () => await GeneratedCheck.RunAsync(copy.Root),
            Throws
                .TypeOf<InputException>()
                .With.Message.Contains("Code generation failed")
                .And.Message.Contains("NSwag could not generate clickfunnels")
                .And.Message.Not.Contains(Path.GetTempPath() + "clickfunnels-drift-")
        );
    }

    [Test]
    public void A_missing_generator_is_named_in_the_error()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        Assert.That(
            async () => await GeneratedCheck.RunAsync(copy.Root, environment: copy.WithoutPackages()),
            Throws.TypeOf<InputException>().With.Message.Contains("CODEGEN002").And.Message.Contains("restored from NuGet")
        );
    }

    [Test]
    public void Generation_that_takes_too_long_is_stopped()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        Assert.That(
            async () => await GeneratedCheck.RunAsync(copy.Root, limit: TimeSpan.FromMilliseconds(1)),
            Throws.TypeOf<InputException>().With.Message.Contains("did not end within")
        );
    }

    [Test]
    public void A_canceled_check_leaves_nothing_behind()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        using var canceled = new CancellationTokenSource();
        canceled.Cancel();
        Assert.That(
            async () => await GeneratedCheck.RunAsync(copy.Root, cancellationToken: canceled.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [Test]
    public void A_folder_that_is_not_a_repository_is_an_error()
    {
        Assert.That(
            async () => await GeneratedCheck.RunAsync(AppContext.BaseDirectory),
            Throws.TypeOf<InputException>().With.Message.Contains("has no nswag.json")
        );
    }
}
