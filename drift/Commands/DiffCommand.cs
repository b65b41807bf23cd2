using System.CommandLine;
using ClickFunnels.Contracts;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Git;

namespace ClickFunnels.Drift.Commands;

/// <summary><c>diff OLD NEW</c>: compares two contracts.</summary>
internal static class DiffCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var oldSpec = new Argument<string>("OLD")
        {
            Description = "OpenAPI 3.0 or 3.1, YAML or JSON: a file, an http(s) address, or REV:PATH in git.",
        };
        var newSpec = new Argument<string>("NEW") { Description = "The document to compare with it." };
        var currentVersion = CurrentVersion();
        var fetch = ReferenceOption.Create();
        var options = new ReportOptions();
        var command = new Command("diff", "Compares two OpenAPI documents and describes the effect of each change on C# callers.")
        {
            oldSpec,
            newSpec,
            currentVersion,
            fetch,
        };
        options.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) =>
                options.RunAsync(
                    parsed,
                    output,
                    error,
                    async token =>
                        WithNextVersion(
                            ContractComparison.Compare(
                                await GitSpec.LoadAsync(parsed.GetRequiredValue(oldSpec), parsed.GetValue(fetch), token),
                                await GitSpec.LoadAsync(parsed.GetRequiredValue(newSpec), parsed.GetValue(fetch), token)
                            ),
                            parsed.GetValue(currentVersion)
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    private static Option<SemanticVersion?> CurrentVersion() =>
        new("--current-version")
        {
            Description = "The released version of the client, such as 0.1.0; the report then contains the next one.",
            HelpName = "VERSION",
            CustomParser = result =>
            {
                var version = SemanticVersion.Parse(result.Tokens[0].Value);
                if (version is null)
                {
                    result.AddError(
                        $"--current-version expects a semantic version such as 0.1.0 or 2.0.0-preview.1, not \"{result.Tokens[0].Value}\"."
                    );
                }

                return version;
            },
        };

    public static Report WithNextVersion(Report report, SemanticVersion? current)
    {
        if (current is null || report.Step is not { } step)
        {
            return report;
        }

        var next = current.Next(step);
        return report with
        {
            NextVersion = next.ToString(),
            Notes =
            [
                .. report.Notes,
                next == current
                    ? $"No new version is needed: {current} stays."
                    : $"The next version after {current} is "
                        + next
                        + (current.Major == 0 ? " (before 1.0.0 a breaking change raises the second number, all else the third)" : "")
                        + ".",
            ],
        };
    }
}
