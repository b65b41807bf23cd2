using ClickFunnels.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Drift.Tests.Versions;

public sealed class SemanticVersionTests
{
    [TestCase("0.1.0", nameof(VersionStep.Major), "0.2.0")]
    [TestCase("0.1.3", nameof(VersionStep.Major), "0.2.0")]
    [TestCase("0.1.3", nameof(VersionStep.Minor), "0.1.4")]
    [TestCase("0.1.3", nameof(VersionStep.Patch), "0.1.4")]
    [TestCase("1.2.3", nameof(VersionStep.Major), "2.0.0")]
    [TestCase("1.2.3", nameof(VersionStep.Minor), "1.3.0")]
    [TestCase("1.2.3", nameof(VersionStep.Patch), "1.2.4")]
    [TestCase("1.2.3+build.7", nameof(VersionStep.Patch), "1.2.4")]
    [TestCase("1.2.3", nameof(VersionStep.None), "1.2.3")]
    [TestCase("2.0.0-preview.1", nameof(VersionStep.Major), "2.0.0")]
    [TestCase("2.1.0-preview.1", nameof(VersionStep.Major), "3.0.0")]
    [TestCase("2.1.0-preview.1", nameof(VersionStep.Minor), "2.1.0")]
    [TestCase("2.1.1-rc", nameof(VersionStep.Minor), "2.2.0")]
    [TestCase("0.2.0-rc", nameof(VersionStep.Major), "0.2.0")]
    [TestCase("0.2.1-rc", nameof(VersionStep.Minor), "0.2.1")]
    public void A_step_leads_to_the_next_version(string current, string step, string next) =>
        Assert.That(SemanticVersion.Parse(current)!.Next(Enum.Parse<VersionStep>(step)).ToString(), Is.EqualTo(next));

    [TestCase("")]
    [TestCase("1")]
    [TestCase("1.2")]
    [TestCase("v1.2.3")]
    [TestCase("01.2.3")]
    [TestCase("1.2.3-")]
    [TestCase("1.2.3-01")]
    [TestCase("1.2.3.4")]
    [TestCase("1.2.3\n")]
    [TestCase("99999999999.0.0")]
    [TestCase("-1.2.3")]
    public void Other_texts_are_not_semantic_versions(string text) => Assert.That(SemanticVersion.Parse(text), Is.Null);

    [Test]
    public void Every_step_leads_up_and_never_less_than_a_smaller_step() =>
        Prop.ForAll<NonNegativeInt, NonNegativeInt, NonNegativeInt>(
                (major, minor, patch) =>
                {
                    var current = new SemanticVersion(major.Item, minor.Item, patch.Item);
                    var steps = new[] { VersionStep.None, VersionStep.Patch, VersionStep.Minor, VersionStep.Major }
                        .Select(current.Next)
                        .Select(version => (version.Major, version.Minor, version.Patch))
                        .ToList();
                    return steps[0] == (current.Major, current.Minor, current.Patch)
                        && steps[1].CompareTo(steps[0]) > 0
                        && steps[2].CompareTo(steps[1]) >= 0
                        && steps[3].CompareTo(steps[2]) > 0;
                }
            )
            .QuickCheckThrowOnFailure();
}
