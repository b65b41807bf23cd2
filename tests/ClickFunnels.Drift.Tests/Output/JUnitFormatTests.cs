using System.Globalization;
using System.Xml.Linq;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Output;

namespace ClickFunnels.Drift.Tests.Output;

public sealed class JUnitFormatTests
{
    [TestCase(2, 1)]
    [TestCase(1, 2)]
    [TestCase(0, 3)]
    public void Findings_from_the_level_on_are_failures(int failOn, int failures)
    {
        var root = XDocument.Parse(SampleReports.Write("junit", SampleReports.Full, new OutputSettings((Severity)failOn))).Root!;
        Assert.That(root.Descendants("failure").Count(), Is.EqualTo(failures));
        foreach (
            var suite in root.DescendantsAndSelf()
                .Where(element => element.Name.LocalName.StartsWith("testsuite", StringComparison.Ordinal))
        )
        {
            Assert.That(Number(suite, "failures"), Is.EqualTo(failures));
            Assert.That(Number(suite, "skipped"), Is.EqualTo(suite.Descendants("skipped").Count()).And.EqualTo(1));
            Assert.That(Number(suite, "tests"), Is.EqualTo(suite.Descendants("testcase").Count()).And.EqualTo(5));
        }
    }

    [Test]
    public void Every_test_has_a_name_of_its_own() =>
        Assert.That(
            XDocument
                .Parse(SampleReports.Write("junit", SampleReports.Full))
                .Descendants("testcase")
                .Select(test => (string?)test.Attribute("name")),
            Is.Unique
        );

    [Test]
    public void A_report_without_findings_is_not_empty() =>
        Assert.That(XDocument.Parse(SampleReports.Write("junit", SampleReports.Empty)).Descendants("testcase").Count(), Is.EqualTo(1));

    [Test]
    public void Characters_that_XML_forbids_are_escaped()
    {
        var failure = XDocument.Parse(SampleReports.Write("junit", SampleReports.Dangerous)).Descendants("failure").Single();
        Assert.That((string?)failure.Attribute("message"), Is.EqualTo(Printable.Line(SampleReports.Hostile)));
        Assert.That(failure.Value.Contains("\\u0000\\u202e\\ud800]]>", StringComparison.Ordinal));
    }

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
