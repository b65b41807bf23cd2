using VerifyLive;

namespace ClickFunnels.Stories;

/// <summary>The table in docs/verify-live.md is written from the checks of samples/VerifyLive, never by hand.</summary>
public class VerifyLiveDocumentTests
{
    private const string Document = "docs/verify-live.md";
    private const string Start = "<!-- Written by VerifyLiveDocumentTests from samples/VerifyLive/Checks.cs; do not edit. -->\n";
    private const string End = "<!-- End of the checks. -->\n";

    [Test]
    public async Task The_table_is_that_of_the_program()
    {
        var file = Repository.PathOf(Document);
        var text = await File.ReadAllTextAsync(file);
        var start = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.That(end, Is.GreaterThanOrEqualTo(start), $"{Document} has no place for the table.");

        var wanted = text[..start] + Table() + text[end..];
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(file, wanted);
        }

        Assert.That(
            await File.ReadAllTextAsync(file),
            Is.EqualTo(wanted),
            $"{Document} is out of date. Run build/regenerate and commit it."
        );
    }

    private static string Table()
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine();
        text.WriteLine("| check | question | assumption of the contract | kind | needs | leaves |");
        text.WriteLine("|---|---|---|---|---|---|");
        foreach (var check in Checks.All)
        {
            text.WriteLine(
                $"| `{check.Id}` | {check.Title}. {check.Question} | {check.Assumption} | {check.Kind.ToString().ToLowerInvariant()} "
                    + $"| {check.Needs ?? "–"} | {check.Leftover ?? "–"} |"
            );
        }

        text.WriteLine();
        text.WriteLine("Commands for a single check:");
        text.WriteLine();
        text.WriteLine("```bash");
        foreach (var check in Checks.All)
        {
            var options = check.Kind == CheckKind.Writes ? " --write" : "";
            options += check.Leftover is null ? "" : " --allow-leftovers";
            options += check.Id == "schedule-settle" ? " --order ID" : "";
            text.WriteLine($"dotnet run --project samples/VerifyLive -- run {check.Id} --send{options} --workspace ID --subdomain NAME");
        }

        text.WriteLine("```");
        text.WriteLine();
        return text.ToString();
    }
}
