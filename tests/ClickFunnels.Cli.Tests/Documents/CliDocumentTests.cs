namespace ClickFunnels.Cli.Tests.Documents;

/// <summary>The pages about the program are written from the program, and their examples are run.</summary>
public sealed class CliDocumentTests
{
    [Test]
    public async Task The_page_about_the_program_is_up_to_date() => Compare("docs/cli.md", await CliPage.WriteAsync());

    [Test]
    public void The_page_about_the_operations_is_up_to_date() => Compare("docs/cli-operations.md", OperationsPage.Write());

    private static void Compare(string document, string expected)
    {
        var file = Repository.PathOf(document);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, expected);
        }

        Assert.That(
            File.Exists(file) ? File.ReadAllText(file) : "",
            Is.EqualTo(expected),
            $"{document} is out of date. Run build/regenerate and commit it."
        );
    }
}
