using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

public sealed class RuleDocumentTests
{
    [Test]
    public void The_document_matches_the_rules()
    {
        var committed = File.ReadAllText(Path.Combine(Root(), "docs", "drift-rules.md")).ReplaceLineEndings("\n");
        Assert.That(committed, Is.EqualTo(RuleDocument.Markdown()), $"The rules changed. Renew the page with: {RuleDocument.Renew}");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "nswag.json")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The repository was not found above the tests.");
    }
}
