namespace ClickFunnels.Codegen.Tests;

/// <summary>What someone who has only the .NET SDK meets.</summary>
public sealed class WithoutNodeTests
{
    [Test]
    public async Task An_unchanged_tree_builds()
    {
        using var copy = new CodegenCopy();

        var result = await copy.GenerateWithoutNodeAsync();

        Assert.That(result.ExitCode, Is.Zero, result.Output);
    }

    [Test]
    public async Task A_changed_tree_says_what_is_missing()
    {
        using var copy = new CodegenCopy();
        copy.Append("spec/clickfunnels.yaml", "# edited\n");

        var result = await copy.GenerateWithoutNodeAsync();

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("CODEGEN002").And.Contain("spec/clickfunnels.yaml").And.Contain("Install Node.js"));
    }
}
