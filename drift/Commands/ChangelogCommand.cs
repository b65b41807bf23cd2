using System.CommandLine;
using ClickFunnels.Drift.Git;
using ClickFunnels.Drift.Output;
using ClickFunnels.Drift.Policies;

namespace ClickFunnels.Drift.Commands;

/// <summary><c>changelog FILE</c>: lists the changes of a contract from its history in git.</summary>
internal static class ChangelogCommand
{
    private const int MaxCommits = 1_000;

    public static Command Create(TextWriter output)
    {
        var file = new Argument<string>("FILE") { Description = "An OpenAPI document in a git repository." };
        var since = new Option<string?>("--since")
        {
            Description = "The commit, tag or branch to begin after. Default: the first commit.",
            HelpName = "REV",
        };
        var count = new Option<int>("--max-commits")
        {
            Description = $"The number of commits at most, the newest first; up to {MaxCommits}.",
            DefaultValueFactory = _ => 100,
            HelpName = "NUMBER",
        };
        count.Validators.Add(result =>
        {
            if (result.Tokens is [.., var given] && (!int.TryParse(given.Value, out var number) || number is < 1 or > MaxCommits))
            {
                result.AddError($"--max-commits expects a number from 1 to {MaxCommits}, not \"{given.Value}\".");
            }
        });
        var severities = SeverityOption.Create();
        var target = new Option<string?>("--output")
        {
            Description = "File to write the changelog to instead of standard output.",
            HelpName = "FILE",
        };
        target.Validators.Add(result =>
        {
            if (result.Tokens is [.., var given] && OutputPath.Problem(given.Value) is { } problem)
            {
                result.AddError($"--output {given.Value}: {problem}");
            }
        });
        var command = new Command("changelog", "Writes a changelog in Markdown from the history of an OpenAPI document in git.")
        {
            file,
            since,
            count,
            severities,
            target,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var policy = parsed.GetValue(severities) is { } name ? await SeverityFile.LoadAsync(name, cancellationToken) : null;
                var text = await Changelog.WriteAsync(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(since),
                    parsed.GetValue(count),
                    policy,
                    cancellationToken
                );
                if (parsed.GetValue(target) is { } path)
                {
                    await AtomicFile.WriteAsync(path, text, overwrite: true, cancellationToken);
                }
                else
                {
                    await output.WriteAsync(text.AsMemory(), cancellationToken);
                }

                return ExitCode.Clean;
            }
        );
        return command;
    }
}
