using System.Globalization;
using System.Text;
using ClickFunnels.Emulator;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>docs/api-coverage.md is written from the contract, never by hand.</summary>
public sealed class ApiCoverageDocumentTests
{
    private const string Update = "UPDATE_DOCS";

    private static readonly string Document = Path.Combine(Repository.Root, "docs", "api-coverage.md");

    [Test]
    public void It_is_what_the_contract_yields()
    {
        var wanted = Write();
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(Document, wanted);
        }

        Assert.That(
            File.Exists(Document) ? File.ReadAllText(Document) : "",
            Is.EqualTo(wanted),
            $"docs/api-coverage.md is out of date. Run {Update}=1 dotnet test tests/ClickFunnels.Client.Tests --filter "
                + "ApiCoverageDocumentTests and commit it."
        );
    }

    private static string Write()
    {
        var operations = Contract.Operations;
        var deprecated = operations.Count(static operation => operation.IsDeprecated);
        var documented = operations.Count(static operation =>
            ClickFunnelsEmulator.BehaviorOf(operation.Id) == OperationBehavior.Documented
        );
        var text = new StringBuilder();
        text.Append("# API coverage\n\n");
        text.Append("Written from `spec/clickfunnels.yaml` and the emulator's own catalog by a test; do not edit.\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"{operations.Count} operations: the {Ledger.Operations.Count} that were published by August 2026, {deprecated} "
                + $"older ones that stay as deprecated, and the PATCH of products that the guides use. "
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"The emulator has behavior of its own for {documented}, documented or observed; the others it serves generically "
                + $"(create, read, update, delete, list).\n"
        );
        foreach (
            var group in operations.GroupBy(static operation => operation.Tag).OrderBy(static group => group.Key, StringComparer.Ordinal)
        )
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n| operation | C# | sources | emulator |\n|---|---|---|---|\n");
            foreach (var operation in group)
            {
                var method = $"`{operation.CSharpClient}.{operation.CSharpMethod}`{(operation.IsDeprecated ? ", deprecated" : "")}";
                var behavior = ClickFunnelsEmulator.BehaviorOf(operation.Id) == OperationBehavior.Documented ? "documented" : "generic";
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{operation.Method} {operation.Path}` {operation.Id} | {method} | "
                        + $"{string.Join(", ", operation.Sources)} | {behavior} |\n"
                );
            }
        }

        return text.ToString();
    }
}
