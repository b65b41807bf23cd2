namespace ClickFunnels.Drift.Tests.Output;

public sealed class GitHubFormatTests
{
    [Test]
    public void EveryFindingIsOneCommandOnOneLine()
    {
        var lines = SampleReports.Write("github", SampleReports.Dangerous with { Title = "old → new" }).TrimEnd('\n').Split('\n');
        Assert.That(
            lines.Select(line => line.Split(' ')[0]),
            Is.EqualTo((string[])["::error", "::warning", "::notice", "::notice", "clickfunnels-drift:"])
        );
        Assert.That(lines.SelectMany(line => line).Where(char.IsControl), Is.Empty);
    }

    [Test]
    public void PropertiesAndMessagesAreEscapedAsDocumented()
    {
        var line = SampleReports.Write("github", SampleReports.Dangerous).Split('\n')[0];
        Assert.That(
            line,
            Does.StartWith("::error file=spec/a%2Cb%3Ac%25.yaml,line=1,col=2,title=response-property-removed::::error::100%25,a:b|")
        );
        Assert.That(line, Does.Contain("%0Afingerprint "));
    }

    [Test]
    public void AnAddressIsNoFileOfTheRepository()
    {
        var line = SampleReports.Write("github", SampleReports.Full).Split('\n')[1];
        Assert.That(line, Does.StartWith("::warning title=").And.Contain("https://example.com/openapi.yaml"));
    }
}
