using System.Globalization;
using System.Text;
using ClickFunnels.Emulator.Hosting;

namespace ClickFunnels.Emulator.Tests.Apis;

/// <summary>docs/emulator-behaviors.md is written from the marks in the code, never by hand.</summary>
public sealed class BehaviorDocumentTests
{
    private const string Update = "UPDATE_DOCS";

    private static readonly string Document = Path.Combine(Repository.Root, "docs", "emulator-behaviors.md");

    [Test]
    public void It_is_what_the_code_says()
    {
        var wanted = Write();
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(Document, wanted);
        }

        Assert.That(
            File.Exists(Document) ? File.ReadAllText(Document) : "",
            Is.EqualTo(wanted),
            $"docs/emulator-behaviors.md is out of date. Run {Update}=1 dotnet test tests/ClickFunnels.Emulator.Tests --filter "
                + "BehaviorDocumentTests and commit it."
        );
    }

    private static string Write()
    {
        var text = new StringBuilder("# Behaviors of the emulators\n\n");
        text.Append("Written from the `[Behavior]` marks in the code of the emulator by a test; do not edit.\n\n");
        text.Append("| API | operations | with own behavior, documented or observed | generic | documented | observed | assumed |\n");
        text.Append("|---|---|---|---|---|---|---|\n");
        foreach (var platform in Platforms.All)
        {
            var operations = BehaviorCatalog.OperationsOf(platform.Api).Values.ToLookup(behavior => behavior);
            var rules = BehaviorCatalog.Of(platform.Api).ToLookup(rule => rule.Evidence);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| [{platform.Api}](#{platform.Api}) | {platform.Contract.Operations.Count} "
                    + $"| {operations[OperationBehavior.Documented].Count()} | {operations[OperationBehavior.Generic].Count()} "
                    + $"| {rules[Evidence.Documented].Count()} "
                    + $"| {rules[Evidence.Observed].Count()} | {rules[Evidence.Assumed].Count()} |\n"
            );
        }

        foreach (var platform in Platforms.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {platform.Api}\n\n| behavior | evidence | source |\n|---|---|---|\n");
            foreach (var rule in BehaviorCatalog.Of(platform.Api))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {Cell(rule.Rule)} | {rule.Evidence.ToString().ToLowerInvariant()} | {Cell(rule.Source)} |\n"
                );
            }
        }

        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
