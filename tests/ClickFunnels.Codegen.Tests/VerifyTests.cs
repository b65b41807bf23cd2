namespace ClickFunnels.Codegen.Tests;

/// <summary>Tests CodegenVerify of build/codegen.proj, each test on its own copy.</summary>
public sealed class VerifyTests
{
    [Test]
    public async Task Committed_files_are_up_to_date()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();

        var result = await copy.VerifyAsync();

        Assert.That(result.ExitCode, Is.Zero, result.Output);
    }

    [TestCase("spec/clickfunnels.yaml", "# edited\n", "(the contract) was edited")]
    [TestCase("nswag.json", "\n", "(the configuration) was edited")]
    [TestCase("build/nswag.csproj", "\n", "(the generator version) was edited")]
    [TestCase("build/templates/Client.Class.liquid", "edited", "(a template) was edited")]
    [TestCase("build/templates/Brand.New.liquid", "new", "(a template) is new")]
    [TestCase(CodeGeneration.Clients, "// edited\n", "(a generated file) was edited")]
    [TestCase(CodeGeneration.Models, "// edited\n", "(a generated file) was edited")]
    public async Task A_change_without_regenerating_is_named(string path, string text, string what)
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        copy.Append(path, text);

        var result = await copy.VerifyAsync();

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("CODEGEN001").And.Contain($"{path} {what}").And.Contain("dotnet build build/codegen.proj"));
    }

    [Test]
    public async Task A_removed_file_is_named()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        File.Delete(copy.PathOf(CodeGeneration.Models));

        var result = await copy.VerifyAsync();

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("CODEGEN001").And.Contain($"{CodeGeneration.Models} was removed"));
    }

    [Test]
    public async Task A_changed_line_of_the_list_is_named()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        copy.Replace("build/codegen.proj", "Namespace=\"ClickFunnels\"", "Namespace=\"Other\"");

        var result = await copy.VerifyAsync();

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("CODEGEN001").And.Contain("#clickfunnels (the list of contracts) was edited"));
    }

    [TestCase("generated/Mine.g.cs")]
    [TestCase("generated/clickfunnels/Mine.g.cs")]
    [TestCase("generated/removed/Clients.g.cs")]
    public async Task A_hand_written_file_among_the_generated_is_refused(string path)
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        copy.Append(path, "// mine\n");

        var result = await copy.VerifyAsync();

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("CODEGEN003").And.Contain($"{path} is not written by code generation"));
    }
}
