using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Every rule of the public catalog is here, or is left out for a reason that is written down.</summary>
public sealed class OasdiffCatalogTests
{
    [Test]
    public void EveryRuleOfTheCatalogueIsImplementedOrLeftOut()
    {
        Assert.That(OasdiffCatalog.Levels, Is.Not.Empty);
        Assert.That(
            OasdiffCatalog
                .Levels.Keys.Where(id => !DiffRules.All.ContainsKey(id) && !OasdiffCatalog.LeftOut.ContainsKey(id))
                .Order(StringComparer.Ordinal),
            Is.Empty,
            "Implement them, or name them in drift/Diff/oasdiff-left-out.tsv with a reason."
        );
    }

    [Test]
    public void NoRuleIsBothImplementedAndLeftOut() => Assert.That(OasdiffCatalog.LeftOut.Keys.Where(DiffRules.All.ContainsKey), Is.Empty);

    [Test]
    public void WhatIsLeftOutIsInTheCatalogueAndHasAReason()
    {
        Assert.That(OasdiffCatalog.LeftOut.Keys.Except(OasdiffCatalog.Levels.Keys), Is.Empty);
        Assert.That(OasdiffCatalog.LeftOut.Values, Has.All.Matches<string>(reason => reason!.Length > 20 && reason.EndsWith('.')));
    }

    [Test]
    public void NamesAreKebabCaseAndSummariesSentences()
    {
        Assert.That(DiffRules.All.Keys, Has.All.Matches("^[a-z]+(-[a-z]+)+$"));
        Assert.That(DiffRules.All.Values.Select(rule => rule.Summary), Has.All.Matches(@"^.{10,}[.?]$"));
    }
}
