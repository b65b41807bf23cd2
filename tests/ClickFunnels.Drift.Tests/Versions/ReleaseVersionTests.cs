using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Versions;

namespace ClickFunnels.Drift.Tests.Versions;

/// <summary>The version follows from what changed.</summary>
public sealed class ReleaseVersionTests
{
    [TestCase("")]
    [TestCase("1")]
    [TestCase("1.2")]
    [TestCase("1.2.3.4")]
    [TestCase("1.2.x")]
    [TestCase("1.-2.3")]
    [TestCase("1.2.99999999999")]
    public void An_invalid_version_is_an_error(string text)
    {
        Assert.That(
            () => ReleaseVersionCheck.Check("0.1.0", text, [Change("Patch")]),
            Throws.TypeOf<InputException>().With.Message.Contains("not a version")
        );
    }

    [TestCase("0.1.0", "Minor", "Patch", true)]
    [TestCase("0.1.1", "Minor", "Patch", false)]
    [TestCase("0.1.1", "Patch", "Major", true)]
    [TestCase("0.2.0", "Patch", "Major", false)]
    [TestCase("0.1.0", "None", "None", false)]
    [TestCase("0.0.9", "None", "None", true)]
    public void A_version_has_to_keep_up_with_the_worst_change(string version, string contract, string surface, bool tooLow)
    {
        var report = ReleaseVersionCheck.Check("0.1.0", version, [Change(contract), Change(surface)]);
        Assert.That(report.Findings.Select(finding => finding.Rule), tooLow ? Is.EqualTo(new[] { VersionRules.TooLow }) : Is.Empty);
        Assert.That(report.Compared, Is.EqualTo(14));
    }

    [Test]
    public void Comparing_nothing_is_an_error()
    {
        Assert.That(
            () => ReleaseVersionCheck.Check("0.1.0", "0.2.0", []),
            Throws.TypeOf<InputException>().With.Message.Contains("Nothing was compared")
        );
    }

    private static Report Change(string step) => new("old → new", [], 7, "operations") { Step = Enum.Parse<VersionStep>(step) };
}
