namespace ClickFunnels.Codegen.Tests;

/// <summary>The verify switch of build/codegen.proj, each test on a copy of its own.</summary>
public sealed class VerifyTests
{
    [Test]
    public async Task Committed_files_are_up_to_date()
    {
        using var copy = new CodegenCopy();

        var result = await copy.VerifyAsync();

        Assert.That(result.ExitCode, Is.Zero, result.Output);
    }

    [TestCase("spec/clickfunnels.yaml", "# edited\n", "(the spec) was edited")]
    [TestCase("nswag.json", "\n", "(the configuration) was edited")]
    [TestCase("build/package-lock.json", "\n", "(the generator version) was edited")]
    [TestCase("build/templates/Client.Class.liquid", "edited", "(a template) was edited")]
    [TestCase("build/templates/Brand.New.liquid", "new", "(a template) is new")]
    [TestCase("generated/Clients.g.cs", "// edited\n", "(a generated file) was edited")]
    [TestCase("generated/Models.g.cs", "// edited\n", "(a generated file) was edited")]
    public async Task A_change_without_regenerating_is_named(string path, string text, string what)
    {
        using var copy = new CodegenCopy();
        copy.Append(path, text);

        var result = await copy.VerifyAsync();

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("CODEGEN001").And.Contain($"{path} {what}").And.Contain("dotnet build build/codegen.proj"));
    }

    [Test]
    public async Task A_removed_file_is_named()
    {
        using var copy = new CodegenCopy();
        File.Delete(copy.PathOf("generated/Models.g.cs"));

        var result = await copy.VerifyAsync();

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("CODEGEN001").And.Contain("generated/Models.g.cs was removed"));
    }

    [Test]
    public async Task A_hand_written_file_among_the_generated_is_refused()
    {
        using var copy = new CodegenCopy();
        copy.Append("generated/Mine.g.cs", "// mine\n");

        var result = await copy.VerifyAsync();

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("CODEGEN003").And.Contain("generated/Mine.g.cs"));
    }
}
