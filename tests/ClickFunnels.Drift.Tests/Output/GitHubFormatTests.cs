namespace ClickFunnels.Drift.Tests.Output;

public sealed class GitHubFormatTests
{
    [Test]
    public void Every_finding_is_one_command_on_one_line()
    {
        var lines = SampleReports.Write("github", SampleReports.Dangerous with { Title = "old → new" }).TrimEnd('\n').Split('\n');
        Assert.That(
            lines.Select(line => line.Split(' ')[0]),
            Is.EqualTo((string[])["::error", "::warning", "::notice", "::notice", "clickfunnels-drift:"])
        );
        Assert.That(lines.SelectMany(line => line).Where(char.IsControl), Is.Empty);
    }

    [Test]
    public void Properties_and_messages_are_escaped_as_documented()
    {
        var line = SampleReports.Write("github", SampleReports.Dangerous).Split('\n')[0];
        Assert.That(
            line,
            Does.StartWith("::error file=spec/a%2Cb%3Ac%25.yaml,line=1,col=2,title=response-property-removed::::error::100%25,a:b|")
        );
        Assert.That(line, Does.Contain("%0Afingerprint "));
    }

    [Test]
    public void An_address_is_not_a_file_of_the_repository()
    {
        var line = SampleReports.Write("github", SampleReports.Full).Split('\n')[1];
        Assert.That(line, Does.StartWith("::warning title=").And.Contain("https://example.com/openapi.yaml"));
    }
}
