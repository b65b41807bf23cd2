using ClickFunnels.Drift.Traffic;

namespace ClickFunnels.Drift.Tests.Traffic;

/// <summary>The table of rules in the documentation is that of the program.</summary>
public sealed class TrafficDocumentTests
{
    private const string Begin = "<!-- rules -->\n";
    private const string End = "<!-- /rules -->";

    [Test]
    public void Lists_the_rules()
    {
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "drift-responses.md"));
        var table =
            "| rule | severity | meaning |\n|---|---|---|\n"
            + string.Concat(
                TrafficRules.All.Values.Select(rule =>
                    $"| `{rule.Id}` | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Summary} |\n"
                )
            );

        var from = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        Assert.That(
            document[from..document.IndexOf(End, StringComparison.Ordinal)],
            Is.EqualTo(table),
            "Copy the table that the test made into docs/drift-responses.md."
        );
    }
}
