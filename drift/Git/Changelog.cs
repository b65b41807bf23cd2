using System.Globalization;
using System.Text;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Output;
using ClickFunnels.Drift.Policies;

namespace ClickFunnels.Drift.Git;

/// <summary>Writes the changes of a contract in each commit of its history as Markdown.</summary>
internal static class Changelog
{
    private const int MaxFindings = 200;
    private const int MaxLength = 2_000_000;

    public static async Task<string> WriteAsync(
        string file,
        string? since,
        int maxCommits,
        SeverityFile? severities,
        CancellationToken cancellationToken
    )
    {
        var full = Path.GetFullPath(file);
        var folder = Path.GetDirectoryName(full)!;
        if (!Directory.Exists(folder))
        {
            throw new InputException(file, null, "The folder of the file does not exist.");
        }

        var git = new GitProgram(folder);
        var name = Path.GetFileName(full);
        var until = await CommitAsync(git, "HEAD", cancellationToken);
        var start = since is null ? null : await CommitAsync(git, since, cancellationToken);
        var commits = await git.HistoryAsync(name, start, until, maxCommits + 1, cancellationToken);
        if (commits.Count == 0)
        {
            throw new InputException(
                file,
                null,
                since is null ? "No commit changed this file." : $"No commit after {since} changed this file."
            );
        }

        var text = new StringBuilder($"# Changes of {MarkdownText.Escape(name)}\n");
        foreach (var commit in commits.Take(maxCommits))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (text.Length > MaxLength)
            {
                text.Append("\nThe changelog ends here, because it is too long. Use --since to begin later.\n");
                return text.ToString();
            }

            text.Append(
                CultureInfo.InvariantCulture,
                $"\n## {MarkdownText.Escape(commit.Date)} {MarkdownText.Code(commit.Hash[..10])} {MarkdownText.Escape(commit.Subject)}\n"
            );
            await AppendAsync(text, git, commit, name, severities, cancellationToken);
        }

        if (commits.Count > maxCommits)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nOlder commits are left out: {maxCommits} is the limit of --max-commits.\n");
        }

        return text.ToString();
    }

    private static async Task<string> CommitAsync(GitProgram git, string revision, CancellationToken cancellationToken) =>
        await git.FindCommitAsync(revision, cancellationToken)
        ?? throw new InputException(revision, null, "The repository has no such revision.");

    private static async Task AppendAsync(
        StringBuilder text,
        GitProgram git,
        GitCommit commit,
        string name,
        SeverityFile? severities,
        CancellationToken cancellationToken
    )
    {
        var before = new GitSpec($"{commit.Hash}^", $"./{name}");
        var after = new GitSpec(commit.Hash, $"./{name}");
        var exists = await git.FindFileAsync($"{after.Revision}:{after.Path}", cancellationToken) is not null;
        if (!exists || await git.FindFileAsync($"{before.Revision}:{before.Path}", cancellationToken) is null)
        {
            text.Append(!exists ? "\nThe file was removed.\n" : "\nThe file was added.\n");
            return;
        }

        Report report;
        try
        {
            report = ContractComparison.Compare(
                await before.ReadAsync(git, cancellationToken),
                await after.ReadAsync(git, cancellationToken)
            );
            report = severities?.Apply(report) ?? report;
        }
        catch (InputException exception)
        {
            // Earlier versions of a file may be unfinished; the others are still worth listing.
            text.Append(CultureInfo.InvariantCulture, $"\nNot comparable: {MarkdownText.Escape(exception.Message)}\n");
            return;
        }

        if (report.Findings.Count == 0)
        {
            text.Append("\nNo change for callers.\n");
        }

        var groups = report.Findings.ToLookup(Heading);
        foreach (var heading in (string[])["Breaking", "Added", "Removed", "Changed"])
        {
            Append(text, heading, [.. groups[heading]]);
        }
    }

    private static string Heading(Finding finding) =>
        finding.Severity == Severity.Breaking ? "Breaking"
        : finding.OldValue is null && finding.NewValue is not null ? "Added"
        : finding.NewValue is null && finding.OldValue is not null ? "Removed"
        : "Changed";

    private static void Append(StringBuilder text, string heading, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n### {heading}\n\n");
        foreach (var finding in findings.Take(MaxFindings))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Escape(finding.Message)}");
            text.Append(finding.CSharp is { } hint ? $" C#: {MarkdownText.Escape(hint)}\n" : "\n");
        }

        if (findings.Count > MaxFindings)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {findings.Count - MaxFindings} more\n");
        }
    }
}
