using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Every rule of the public catalog is here, or is left out for a reason that is written down.</summary>
public sealed class OasdiffCatalogTests
{
    [Test]
    public void Every_rule_of_the_catalog_is_implemented_or_left_out()
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
    public void No_rule_is_both_implemented_and_left_out() =>
        Assert.That(OasdiffCatalog.LeftOut.Keys.Where(DiffRules.All.ContainsKey), Is.Empty);

    [Test]
    public void Left_out_rules_are_in_the_catalog_and_have_a_reason()
    {
        Assert.That(OasdiffCatalog.LeftOut.Keys.Except(OasdiffCatalog.Levels.Keys), Is.Empty);
        Assert.That(OasdiffCatalog.LeftOut.Values, Has.All.Matches<string>(reason => reason!.Length > 20 && reason.EndsWith('.')));
    }

    [Test]
    public void Names_are_kebab_case_and_summaries_sentences()
    {
        Assert.That(DiffRules.All.Keys, Has.All.Matches("^[a-z]+(-[a-z]+)+$"));
        Assert.That(DiffRules.All.Values.Select(rule => rule.Summary), Has.All.Matches(@"^.{10,}[.?]$"));
    }
}
