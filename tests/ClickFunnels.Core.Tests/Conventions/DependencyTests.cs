namespace ClickFunnels.Core.Tests.Conventions;

/// <summary>Dependencies point one way: core, clients, jobs, tools.</summary>
public sealed class DependencyTests
{
    /// <summary>The assemblies of ours that each may reference.</summary>
    [TestCase("extensions/Core/ClickFunnels.Core")]
    [TestCase("extensions/ClickFunnels/ClickFunnels.Client", "ClickFunnels.Core")]
    [TestCase("extensions/AspNetCore/ClickFunnels.AspNetCore", "ClickFunnels.Client", "ClickFunnels.Core")]
    [TestCase(
        "extensions/AspNetCore.PostgreSql/ClickFunnels.AspNetCore.PostgreSql", "ClickFunnels.AspNetCore", "ClickFunnels.Client",
        "ClickFunnels.Core")]
    [TestCase("emulator/ClickFunnels.Emulator")]
    [TestCase("build/drift/ClickFunnels.Drift")]
    public void An_assembly_references_what_is_below_it_only(string project, params string[] allowed)
    {
        var folder = Path.Combine(Repository(), Path.GetDirectoryName(project)!, "bin", Configuration(), "net10.0");
        using var assembly = new AssemblyFile(Path.Combine(folder, Path.GetFileName(project) + ".dll"));
        var references = assembly.References.ToList();

        Assert.That(references, Does.Contain("System.Runtime"), "The references were not read.");
        Assert.That(references.Where(static name => name.StartsWith("ClickFunnels", StringComparison.Ordinal)).Except(allowed), Is.Empty);
    }

    /// <summary>The configuration of this build, which built the others as well: tests/project/bin/Debug/net10.0.</summary>
    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClickFunnels.Generated.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests has ClickFunnels.Generated.sln.");
    }
}
