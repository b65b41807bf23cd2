namespace ClickFunnels.Core.Tests.Conventions;

/// <summary>Dependencies point one way: core, clients, jobs, tools.</summary>
public sealed class DependencyTests
{
    /// <summary>The assemblies of ours that each may reference.</summary>
    [TestCase("extensions/Core/ClickFunnels.Core")]
    [TestCase("extensions/ClickFunnels/ClickFunnels.Client", "ClickFunnels.Core")]
    [TestCase("extensions/Simvoly/Simvoly.Client", "ClickFunnels.Core")]
    [TestCase("extensions/ElasticFunnels/ElasticFunnels.Client", "ClickFunnels.Core")]
    [TestCase(
        "extensions/Migration/ClickFunnels.Migration",
        "ClickFunnels.Client",
        "ClickFunnels.Core",
        "ElasticFunnels.Client",
        "Simvoly.Client"
    )]
    [TestCase("extensions/AspNetCore/ClickFunnels.AspNetCore", "ClickFunnels.Client", "ClickFunnels.Core")]
    [TestCase(
        "extensions/AspNetCore.PostgreSql/ClickFunnels.AspNetCore.PostgreSql",
        "ClickFunnels.AspNetCore",
        "ClickFunnels.Client",
        "ClickFunnels.Core"
    )]
    [TestCase("extensions/Sync/ClickFunnels.Sync", "ClickFunnels.Client", "ClickFunnels.Contract", "ClickFunnels.Core")]
    [TestCase("extensions/Sync.PostgreSql/ClickFunnels.Sync.PostgreSql", "ClickFunnels.Client", "ClickFunnels.Core", "ClickFunnels.Sync")]
    [TestCase("extensions/Sync.Parquet/ClickFunnels.Sync.Parquet", "ClickFunnels.Client", "ClickFunnels.Core", "ClickFunnels.Sync")]
    [TestCase("extensions/Sync.DuckDb/ClickFunnels.Sync.DuckDb", "ClickFunnels.Client", "ClickFunnels.Core", "ClickFunnels.Sync")]
    [TestCase("extensions/Sync.Orleans/ClickFunnels.Sync.Orleans", "ClickFunnels.Client", "ClickFunnels.Core", "ClickFunnels.Sync")]
    [TestCase(
        "extensions/Sync.AspNetCore/ClickFunnels.Sync.AspNetCore",
        "ClickFunnels.AspNetCore",
        "ClickFunnels.Client",
        "ClickFunnels.Core",
        "ClickFunnels.Sync"
    )]
    [TestCase("contract/ClickFunnels.Contract")]
    [TestCase("emulator/ClickFunnels.Emulator", "ClickFunnels.Contract")]
    [TestCase("extensions/Emulator.Aspire/ClickFunnels.Emulator.Aspire", "ClickFunnels.Emulator")]
    [TestCase("extensions/Emulator.NUnit/ClickFunnels.Emulator.NUnit", "ClickFunnels.Emulator")]
    [TestCase("drift/ClickFunnels.Drift", "ClickFunnels.Contract")]
    [TestCase(
        "cli/clickfunnels",
        "ClickFunnels.Client",
        "ClickFunnels.Contract",
        "ClickFunnels.Core",
        "ClickFunnels.Drift",
        "ClickFunnels.Emulator",
        "ClickFunnels.Migration",
        "ClickFunnels.Sync",
        "ClickFunnels.Sync.Parquet",
        "ClickFunnels.Sync.PostgreSql",
        "ElasticFunnels.Client",
        "Simvoly.Client"
    )]
    public void An_assembly_references_what_is_below_it_only(string project, params string[] allowed)
    {
        using var assembly = new AssemblyFile(BuiltAssembly.Path(project));
        var references = assembly.References.ToList();

        Assert.That(references, Does.Contain("System.Runtime"), "The references were not read.");
        Assert.That(references.Where(IsOurs).Except(allowed), Is.Empty);
    }

    /// <summary>OpenAPI documents are read in one place; drift also writes YAML and reads its own files in it.</summary>
    [TestCase("contract/ClickFunnels.Contract", true)]
    [TestCase("drift/ClickFunnels.Drift", true)]
    [TestCase("emulator/ClickFunnels.Emulator", false)]
    [TestCase("extensions/ClickFunnels/ClickFunnels.Client", false)]
    public void Only_the_contract_library_and_drift_use_a_YAML_parser(string project, bool expected)
    {
        using var assembly = new AssemblyFile(BuiltAssembly.Path(project));

        Assert.That(assembly.References.Contains("YamlDotNet"), Is.EqualTo(expected));
    }

    [Test]
    public void Drift_parses_YAML_only_for_waivers_and_severities()
    {
        var users = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "drift"), "*.cs", SearchOption.AllDirectories)
            .Where(static path => File.ReadAllText(path).Contains("using YamlDotNet", StringComparison.Ordinal))
            .Select(static path => Path.GetFileName(path));

        Assert.That(
            users,
            Is.SubsetOf(new[] { "MappingListReader.cs", "SeverityFileReader.cs", "WaiverFileReader.cs", "WaiverFileWriter.cs" })
        );
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("ClickFunnels", StringComparison.Ordinal)
        || name.StartsWith("Simvoly", StringComparison.Ordinal)
        || name.StartsWith("ElasticFunnels", StringComparison.Ordinal);
}
