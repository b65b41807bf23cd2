namespace ClickFunnels.Migration.Tests.Documents;

/// <summary>A page of docs that a test writes.</summary>
internal static class GeneratedPage
{
    private const string Update = "UPDATE_DOCS";

    /// <summary>Compares the committed page with what it should be, or writes it if the environment asks for that.</summary>
    public static void Check(string name, string expected, string test)
    {
        var path = Repository.PathOf("docs/" + name);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.That(
            File.Exists(path) ? File.ReadAllText(path) : "",
            Is.EqualTo(expected),
            $"docs/{name} is out of date. Run {Update}=1 dotnet test tests/ClickFunnels.Migration.Tests --filter {test} and commit it."
        );
    }
}
