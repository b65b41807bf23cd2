using System.Globalization;
using System.Text;

namespace ClickFunnels.TestKit.Conventions;

/// <summary>The list of operations below <c>docs</c> is written from the contract, never by hand.</summary>
public abstract class CoverageDocumentConventions
{
    private const string Update = "UPDATE_DOCS";

    protected abstract TestedClient Tested { get; }

    /// <summary>The name of the document, such as <c>docs/acme-coverage.md</c>.</summary>
    protected abstract string Document { get; }

    /// <summary>The name of the service.</summary>
    protected abstract string Service { get; }

    [Test]
    public void The_document_is_what_the_contract_yields()
    {
        var wanted = Write();
        var path = Repository.PathOf(Document);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(path, wanted);
        }

        Assert.That(
            File.Exists(path) ? File.ReadAllText(path) : "",
            Is.EqualTo(wanted),
            $"{Document} is out of date. Run {Update}=1 dotnet test on this project with --filter CoverageDocumentTests, and commit it."
        );
    }

    private string Write()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Service}: API coverage\n\nWritten from `{Tested.Spec}` by a test; do not edit.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Tested.Contract.Operations.Count} operations.\n");
        foreach (var group in Tested.Contract.Operations.GroupBy(static operation => string.Join('.', operation.ClientPath)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n| operation | C# | sources |\n|---|---|---|\n");
            foreach (var operation in group)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{operation.Method} {operation.Path}` {operation.Id} | `client.{group.Key}.{operation.CSharpMethod}` | "
                        + $"{string.Join(", ", operation.Sources)} |\n"
                );
            }
        }

        return text.ToString();
    }
}
