using System.Text;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Git;
using ClickFunnels.Drift.Output;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Git;

/// <summary>Tests contracts from git revisions.</summary>
public sealed class GitSpecTests
{
    [TestCase("origin/main:spec/x.yaml", "origin/main", "spec/x.yaml")]
    [TestCase("HEAD~2:./x.yaml", "HEAD~2", "./x.yaml")]
    [TestCase("v1.0.0:C/x.yaml", "v1.0.0", "C/x.yaml")]
    [TestCase("--output=x:spec.yaml", "--output=x", "spec.yaml")]
    public void Revisions_are_recognized(string input, string revision, string path) =>
        Assert.That(GitSpec.Parse(input), Is.EqualTo(new GitSpec(revision, path)));

    [TestCase(@"C:\x.yaml")]
    [TestCase("C:/x.yaml")]
    [TestCase("C:x.yaml")]
    [TestCase("spec/x.yaml")]
    [TestCase("https://example.com/x.yaml")]
    [TestCase("http://example.com:8080/x.yaml")]
    [TestCase(":x.yaml")]
    [TestCase("main:")]
    [TestCase("main\n:x.yaml")]
    [TestCase("main:x\ny.yaml")]
    public void Paths_and_addresses_are_not_revisions(string input) => Assert.That(GitSpec.Parse(input), Is.Null);

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no such names.")]
    public void A_file_with_a_colon_is_a_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("main:x.yaml");
        File.WriteAllText(path, "");
        Assert.That(GitSpec.Parse(path), Is.Null);
    }

    [Test]
    public async Task Files_are_read_as_they_were()
    {
        using var repository = new GitRepository();
        repository.Write("spec/a b.yaml", "one\n");
        var first = repository.Commit("First");
        repository.Write("spec/a b.yaml", "two\n");
        repository.Commit("Second");
        repository.Run("tag", "v1", first);

        Assert.That(await ReadAsync(repository, "HEAD", "spec/a b.yaml"), Is.EqualTo("two\n"));
        Assert.That(await ReadAsync(repository, "HEAD~1", "./spec/a b.yaml"), Is.EqualTo("one\n"));
        Assert.That(await ReadAsync(repository, "v1", "spec/a b.yaml"), Is.EqualTo("one\n"));
        Assert.That(
            Encoding.UTF8.GetString(
                (await new GitProgram(Path.Combine(repository.Root, "spec")).ReadFileAsync("v1", "./a b.yaml", default)).Span
            ),
            Is.EqualTo("one\n")
        );
    }

    [TestCase("no-such-branch", "spec/x.yaml", "has no revision \"no-such-branch\"")]
    [TestCase("--output=owned", "spec/x.yaml", "has no revision \"--output=owned\"")]
    [TestCase("--upload-pack=touch owned", "spec/x.yaml", "has no revision")]
    [TestCase("HEAD; touch owned", "spec/x.yaml", "has no revision")]
    [TestCase("$(touch owned)", "spec/x.yaml", "has no revision")]
    [TestCase("HEAD", "missing.yaml", "does not have this file")]
    [TestCase("HEAD", "../outside.yaml", "is outside repository")]
    [TestCase("HEAD", "spec", "this is a directory")]
    [TestCase("HEAD\nHEAD", "spec/x.yaml", "has a line end")]
    public void What_does_not_exist_is_an_error_and_nothing_is_run(string revision, string path, string message)
    {
        using var repository = new GitRepository();
        repository.Write("spec/x.yaml", "x\n");
        repository.Commit("First");
        Assert.That(
            async () => await repository.Git.ReadFileAsync(revision, path, default),
            Throws.TypeOf<InputException>().With.Message.Contains(message)
        );
        Assert.That(Directory.GetFiles(repository.Root), Is.Empty);
    }

    [Test]
    public void A_folder_without_a_repository_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Assert.That(
            async () => await new GitProgram(folder.Path).ReadFileAsync("HEAD", "x.yaml", default),
            Throws.TypeOf<InputException>().With.Message.Contains("git failed: fatal: not a git repository")
        );
    }

    [Test]
    public void Git_that_takes_too_long_is_stopped()
    {
        using var repository = new GitRepository();
        Assert.That(
            async () => await new GitProgram(repository.Root, TimeSpan.Zero).ReadFileAsync("HEAD", "x.yaml", default),
            Throws.TypeOf<InputException>().With.Message.Contains("was stopped")
        );
    }

    [Test]
    public async Task References_are_followed_in_the_same_revision([Values("spec/x.yaml", "./spec/x.yaml")] string path)
    {
        using var repository = new GitRepository();
        repository.Write("spec/x.yaml", Specs.At(SchemaPosition.ResponseProperty, "$ref: 'parts/thing.yaml#/Thing'"));
        repository.Write("spec/parts/thing.yaml", "Thing: { $ref: '../names.yaml#/Name' }\n");
        repository.Write("spec/names.yaml", "Name: { type: string, maxLength: 10 }\n");
        repository.Commit("First");
        repository.Write("spec/names.yaml", "Name: { type: string, maxLength: 5 }\n");
        repository.Commit("Second");

        var before = await new GitSpec("HEAD~1", path).ReadAsync(repository.Git, default);
        var after = await new GitSpec("HEAD", path).ReadAsync(repository.Git, default);

        var finding = ContractComparison.Compare(before, after).Findings.Single();
        Assert.That(finding.Message, Does.Contain("10").And.Contain("5"));
        Assert.That(finding.File, Is.EqualTo($"HEAD:{path[..path.LastIndexOf('/')]}/names.yaml"));
    }

    [TestCase("../outside.yaml#/Thing", "leads out of the folder")]
    [TestCase("parts/../../outside.yaml#/Thing", "leads out of the folder")]
    [TestCase("%2e%2e/outside.yaml#/Thing", "leads out of the folder")]
    [TestCase("/outside.yaml#/Thing", "is an absolute path")]
    [TestCase("https://example.com/x.yaml#/Thing", "is an address")]
    [TestCase("..\\outside.yaml#/Thing", "Separate its parts with slashes")]
    [TestCase("a%0Ab.yaml#/Thing", "is not the name of a file")]
    [TestCase("missing.yaml#/Thing", "does not have this file")]
    [TestCase("link.yaml#/Thing", "link.yaml")]
    public void References_that_cannot_be_followed_are_errors(string reference, string message)
    {
        using var repository = new GitRepository();
        repository.Write("outside.yaml", "Thing: { type: string }\n");
        repository.Write("spec/x.yaml", Specs.At(SchemaPosition.ResponseProperty, $"$ref: '{reference}'"));
        File.CreateSymbolicLink(Path.Combine(repository.Root, "spec/link.yaml"), "../outside.yaml");
        repository.Commit("First");
        Assert.That(
            async () => await new GitSpec("HEAD", "spec/x.yaml").ReadAsync(repository.Git, default),
            Throws.TypeOf<InputException>().With.Message.Contains(message)
        );
    }

    [Test]
    public void Reports_name_the_file_of_the_repository() =>
        Assert.That(ArtifactUri.Of("origin/main:spec/x y.yaml"), Is.EqualTo("spec/x%20y.yaml"));

    private static async Task<string> ReadAsync(GitRepository repository, string revision, string path) =>
        Encoding.UTF8.GetString((await repository.Git.ReadFileAsync(revision, path, default)).Span);
}
