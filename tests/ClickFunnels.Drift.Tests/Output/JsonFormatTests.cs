using System.Text.Json;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Output;

namespace ClickFunnels.Drift.Tests.Output;

public sealed class JsonFormatTests
{
    [Test]
    public void Texts_are_preserved()
    {
        using var json = JsonDocument.Parse(SampleReports.Write("json", SampleReports.Dangerous));
        var finding = json.RootElement.GetProperty("findings")[0];
        var kept = SampleReports.Hostile.Replace('\ud800', '\ufffd');
        Assert.Multiple(() =>
        {
            foreach (var key in (string[])["message", "old", "new"])
            {
                Assert.That(finding.GetProperty(key).GetString(), Is.EqualTo(kept), key);
            }

            Assert.That(
                json.RootElement.GetProperty("waived")[0].GetProperty("waiver").GetProperty("reason").GetString(),
                Is.EqualTo(kept)
            );
            Assert.That(json.RootElement.GetProperty("notes")[0].GetString(), Is.EqualTo(kept));
        });
    }

    [TestCase(0, true)]
    [TestCase(2, false)]
    public void Reports_failure(int failOn, bool failed)
    {
        var report = SampleReports.Full with { Findings = [SampleReports.Full.Findings[2]] };
        using var json = JsonDocument.Parse(SampleReports.Write("json", report, new OutputSettings((Severity)failOn)));
        Assert.That(json.RootElement.GetProperty("failed").GetBoolean(), Is.EqualTo(failed));
    }
}
