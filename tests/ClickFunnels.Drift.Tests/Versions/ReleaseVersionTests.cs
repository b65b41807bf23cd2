using ClickFunnels.Drift.Documents;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Versions;

namespace ClickFunnels.Drift.Tests.Versions;

/// <summary>The version follows from what changed.</summary>
public sealed class ReleaseVersionTests
{
    [TestCase("0.1.0", "None", "0.1.0")]
    [TestCase("0.1.0", "Patch", "0.1.1")]
    [TestCase("0.1.3", "Minor", "0.1.4")]
    [TestCase("0.1.3", "Major", "0.2.0")]
    [TestCase("1.2.3", "None", "1.2.3")]
    [TestCase("1.2.3", "Patch", "1.2.4")]
    [TestCase("1.2.3", "Minor", "1.3.0")]
    [TestCase("1.2.3-beta.1+abc", "Major", "2.0.0")]
    public void AStepDemandsALeastVersion(string released, string step, string least)
    {
        Assert.That(ReleaseVersion.TryParse(released, out var version), Is.True);
        Assert.That(version.After(Enum.Parse<VersionStep>(step)).ToString(), Is.EqualTo(least));
    }

    [TestCase("")]
    [TestCase("1")]
    [TestCase("1.2")]
    [TestCase("1.2.3.4")]
    [TestCase("1.2.x")]
    [TestCase("1.-2.3")]
    [TestCase("1.2.99999999999")]
    public void WhatIsNoVersionIsAnError(string text)
    {
        Assert.That(
            () => ReleaseVersionCheck.Check("0.1.0", text, [Change("Patch")]),
            Throws.TypeOf<InputException>().With.Message.Contains("no version")
        );
    }

    [TestCase("0.1.0", "Minor", "Patch", true)]
    [TestCase("0.1.1", "Minor", "Patch", false)]
    [TestCase("0.1.1", "Patch", "Major", true)]
    [TestCase("0.2.0", "Patch", "Major", false)]
    [TestCase("0.1.0", "None", "None", false)]
    [TestCase("0.0.9", "None", "None", true)]
    public void AVersionHasToKeepUpWithTheWorstChange(string version, string contract, string surface, bool tooLow)
    {
        var report = ReleaseVersionCheck.Check("0.1.0", version, [Change(contract), Change(surface)]);
        Assert.That(report.Findings.Select(finding => finding.Rule), tooLow ? Is.EqualTo(new[] { VersionRules.TooLow }) : Is.Empty);
        Assert.That(report.Compared, Is.EqualTo(14));
    }

    [Test]
    public void ComparingNothingIsAnError()
    {
        Assert.That(
            () => ReleaseVersionCheck.Check("0.1.0", "0.2.0", []),
            Throws.TypeOf<InputException>().With.Message.Contains("Nothing was compared")
        );
    }

    private static Report Change(string step) => new("old → new", [], 7, "operations") { Step = Enum.Parse<VersionStep>(step) };
}
