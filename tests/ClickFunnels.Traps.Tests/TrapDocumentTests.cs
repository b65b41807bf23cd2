using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ClickFunnels.Traps.Tests.Analyzers;

namespace ClickFunnels.Traps.Tests;

/// <summary>docs/traps.md is written from spec/traps.yaml and the analyzers, never by hand.</summary>
public sealed partial class TrapDocumentTests
{
    private const string Update = "UPDATE_DOCS";
    private const string Document = "docs/traps.md";

    [Test]
    public void It_is_what_the_list_says()
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

    [TestCase("a|b", @"a\|b")]
    [TestCase("<script> & [x](y) *z* _w_ #1 !", @"\<script\> \& \[x\]\(y\) \*z\* \_w\_ \#1 \!")]
    [TestCase("`a|b` and `<x>`", @"`a\|b` and `<x>`")]
    [TestCase("an open ` tick_", @"an open \` tick\_")]
    [TestCase("two\r\nlines\tand a tab", "two lines and a tab")]
    [TestCase(@"a \ b", @"a \\ b")]
    public void Text_is_escaped(string text, string expected) => Assert.That(MarkdownText.Cell(text), Is.EqualTo(expected));

    private static string Write()
    {
        var text = new StringBuilder("# Traps\n\n");
        text.Append("Written from `spec/traps.yaml` and the analyzers by a test; do not edit.\n\n");
        text.Append(
            "Calls of the API that succeed, or seem right, and do something else. Most are documented in the vendor's instructions\n"
        );
        text.Append("for agents; none was tested against the live service. A test shows every protection except documentation.\n\n");
        text.Append("| protection | traps | meaning |\n|---|---|---|\n");
        foreach (var (protection, meaning) in Meanings)
        {
            var count = TrapList.All.Count(trap => trap.Protections.Contains(protection));
            text.Append(CultureInfo.InvariantCulture, $"| {Name(protection)} | {count} | {meaning} |\n");
        }

        var compiled = TrapList.All.Count(static trap => trap.Protections[0] <= Protection.Analyzer);
        text.Append(CultureInfo.InvariantCulture, $"\n{TrapList.All.Count} traps; {compiled} of them by type, refusal or analyzer. ");
        text.Append("A trap can have several protections.\n\n");
        text.Append("| # | trap | consequence | protection | how | source |\n|---|---|---|---|---|---|\n");
        foreach (var trap in TrapList.All)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {trap.Number} | {MarkdownText.Cell(trap.Title)} | {MarkdownText.Cell(trap.Consequence)} "
                    + $"| {string.Join(", ", trap.Protections.Select(Name))} | {MarkdownText.Cell(trap.How)} "
                    + $"| {string.Join(", ", trap.Sources.Select(MarkdownText.Cell))} |\n"
            );
        }

        WriteAnalyzers(text);
        return text.ToString();
    }

    private static void WriteAnalyzers(StringBuilder text)
    {
        text.Append("\n## Analyzers\n\n");
        text.Append(
            "The package `ClickFunnels.Client` contains these analyzers; nothing needs to be installed. A rule can be changed or turned\n"
        );
        text.Append("off in an `.editorconfig` file, such as `dotnet_diagnostic.CFN0006.severity = none`.\n");
        foreach (var rule in RuleTests.Rules)
        {
            var traps = TrapList.All.Where(trap => trap.How.Contains(rule.Id, StringComparison.Ordinal)).Select(static trap => trap.Number);
            var isFixed = AnalyzedCode.CodeFixes.Any(fix => fix.FixableDiagnosticIds.Contains(rule.Id));
            var message = Placeholder().Replace(rule.MessageFormat.ToString(CultureInfo.InvariantCulture), "…");
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n### {rule.Id}\n\n{MarkdownText.Cell(rule.Title.ToString(CultureInfo.InvariantCulture))}. "
            );
            text.Append(CultureInfo.InvariantCulture, $"Severity: {rule.DefaultSeverity.ToString().ToLowerInvariant()}. ");
            text.Append(traps.Any() ? $"Traps: {string.Join(", ", traps)}. " : "");
            text.Append(isFixed ? "It has a code fix.\n\n" : "It has no code fix.\n\n");
            text.Append(CultureInfo.InvariantCulture, $"> {MarkdownText.Cell(message.TrimEnd('…'))}\n");
        }
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    private static readonly (Protection Protection, string Meaning)[] Meanings =
    [
        (Protection.Type, "The mistake does not compile."),
        (Protection.Refusal, "The client rejects the call before it sends anything."),
        (Protection.Analyzer, "An analyzer of the package reports the mistake."),
        (Protection.Handled, "The client does the right thing by itself."),
        (Protection.Helper, "A method does the right thing."),
        (Protection.Documentation, "The documentation of the member warns."),
    ];

    private static string Name(Protection protection) => protection.ToString().ToLowerInvariant();
}
