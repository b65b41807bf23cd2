using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Every rule of the public catalogue is here, or is left out for a reason that is written down.</summary>
public sealed class CatalogueTests
{
    [Test]
    public void EveryRuleOfTheCatalogueIsImplementedOrLeftOut()
    {
        Assert.That(Catalogue.Levels, Is.Not.Empty);
        Assert.That(
            Catalogue
                .Levels.Keys.Where(id => !DiffRules.All.ContainsKey(id) && !Catalogue.LeftOut.ContainsKey(id))
                .Order(StringComparer.Ordinal),
            Is.Empty,
            "Implement them, or name them in drift/Diff/left-out.tsv with a reason."
        );
    }

    [Test]
    public void NoRuleIsBothImplementedAndLeftOut() => Assert.That(Catalogue.LeftOut.Keys.Where(DiffRules.All.ContainsKey), Is.Empty);

    [Test]
    public void WhatIsLeftOutIsInTheCatalogueAndHasAReason()
    {
        Assert.That(Catalogue.LeftOut.Keys.Except(Catalogue.Levels.Keys), Is.Empty);
        Assert.That(Catalogue.LeftOut.Values, Has.All.Matches<string>(reason => reason!.Length > 20 && reason.EndsWith('.')));
    }

    [Test]
    public void NamesAreKebabCaseAndSummariesSentences()
    {
        Assert.That(DiffRules.All.Keys, Has.All.Matches("^[a-z]+(-[a-z]+)+$"));
        Assert.That(DiffRules.All.Values.Select(rule => rule.Summary), Has.All.Matches(@"^.{10,}[.?]$"));
    }
}
