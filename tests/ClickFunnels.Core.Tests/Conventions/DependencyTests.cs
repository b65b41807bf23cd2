namespace ClickFunnels.Core.Tests.Conventions;

/// <summary>Dependencies point one way: core, clients, jobs, tools.</summary>
public sealed class DependencyTests
{
    /// <summary>The assemblies of ours that each may reference.</summary>
    [TestCase("extensions/Core/ClickFunnels.Core")]
    [TestCase("extensions/ClickFunnels/ClickFunnels.Client", "ClickFunnels.Core")]
    [TestCase("extensions/AspNetCore/ClickFunnels.AspNetCore", "ClickFunnels.Client", "ClickFunnels.Core")]
    [TestCase(
        "extensions/AspNetCore.PostgreSql/ClickFunnels.AspNetCore.PostgreSql",
        "ClickFunnels.AspNetCore",
        "ClickFunnels.Client",
        "ClickFunnels.Core"
    )]
    [TestCase("emulator/ClickFunnels.Emulator")]
    [TestCase("drift/ClickFunnels.Drift")]
    public void An_assembly_references_what_is_below_it_only(string project, params string[] allowed)
    {
        using var assembly = new AssemblyFile(BuiltAssembly.Path(project));
        var references = assembly.References.ToList();

        Assert.That(references, Does.Contain("System.Runtime"), "The references were not read.");
        Assert.That(references.Where(static name => name.StartsWith("ClickFunnels", StringComparison.Ordinal)).Except(allowed), Is.Empty);
    }
}
