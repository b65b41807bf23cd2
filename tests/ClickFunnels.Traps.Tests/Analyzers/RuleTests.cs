using Microsoft.CodeAnalysis;

namespace ClickFunnels.Traps.Tests.Analyzers;

/// <summary>Every rule has a help page, and is described as the others are.</summary>
public sealed class RuleTests
{
    internal static IReadOnlyList<DiagnosticDescriptor> Rules { get; } =
    [
        .. AnalyzedCode
            .Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics)
            .OrderBy(static rule => rule.Id, StringComparer.Ordinal),
    ];

    [Test]
    public void Ids_are_numbered() =>
        Assert.That(
            Rules.Select(static rule => rule.Id),
            Is.EqualTo(Enumerable.Range(1, Rules.Count).Select(static number => $"CFN{number:0000}"))
        );

    [Test]
    public void Every_rule_is_on_and_has_a_category_and_a_help_link() =>
        Assert.That(
            Rules.Where(static rule =>
                !rule.IsEnabledByDefault
                || rule.Category != "ClickFunnels"
                || !rule.HelpLinkUri.EndsWith($"docs/traps.md#{rule.Id.ToLowerInvariant()}", StringComparison.Ordinal)
            ),
            Is.Empty
        );

    [Test]
    public void Every_fix_is_for_a_rule_and_each_rule_has_at_most_one() =>
        Assert.That(
            AnalyzedCode.CodeFixes.SelectMany(static fix => fix.FixableDiagnosticIds),
            Is.Unique.And.SubsetOf(Rules.Select(static rule => rule.Id))
        );
}
