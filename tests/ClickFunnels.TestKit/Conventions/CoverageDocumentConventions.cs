using System.Globalization;
using System.Text;

namespace ClickFunnels.TestKit.Conventions;

/// <summary>The page that lists every operation with its C# method is written from the contract, never by hand.</summary>
public abstract class CoverageDocumentConventions
{
    private const string Update = "UPDATE_DOCS";

    protected abstract TestedClient Tested { get; }

    /// <summary>The page, such as <c>docs/api-coverage.md</c>.</summary>
    protected abstract string Document { get; }

    /// <summary>The title and the sentences before the tables.</summary>
    protected abstract string Introduction { get; }

    /// <summary>The evidence for the behavior of the emulator; null if the page does not show it.</summary>
    protected virtual string? EmulatorOf(ContractOperation operation) => null;

    [Test]
    public void It_is_what_the_contract_yields()
    {
        var file = Repository.PathOf(Document);
        var wanted = Write();
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(file, wanted);
        }

        Assert.That(
            File.Exists(file) ? File.ReadAllText(file) : "",
            Is.EqualTo(wanted),
            $"{Document} is out of date. Run build/regenerate and commit it."
        );
    }

    private string Write()
    {
        var text = new StringBuilder(Introduction);
        var groups = Tested
            .Contract.Operations.GroupBy(static operation => operation.Tag)
            .OrderBy(static group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var shows = EmulatorOf(group.First()) is not null;
            text.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n| operation | C# | sources |{(shows ? " emulator |" : "")}\n");
            text.Append(CultureInfo.InvariantCulture, $"|---|---|---|{(shows ? "---|" : "")}\n");
            foreach (var operation in group)
            {
                var method = $"`{operation.CSharpClient}.{operation.CSharpMethod}`{(operation.IsDeprecated ? ", deprecated" : "")}";
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{operation.Method} {operation.Path}` {operation.Id} | {method} | {string.Join(", ", operation.Sources)} |"
                );
                text.Append(shows ? $" {EmulatorOf(operation)} |\n" : "\n");
            }
        }

        return text.ToString();
    }
}
