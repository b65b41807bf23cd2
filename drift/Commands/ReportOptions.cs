using System.CommandLine;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Output;
using ClickFunnels.Drift.Policies;

namespace ClickFunnels.Drift.Commands;

/// <summary>The options that all commands share. Writes the report and determines the exit code.</summary>
internal sealed class ReportOptions
{
    private const string Debug = "--debug";

    private readonly Option<string> _failOn = new("--fail-on")
    {
        Description = "Minimum severity that makes the program fail: breaking, warning or info.",
        DefaultValueFactory = _ => Severity.Breaking.Id(),
        HelpName = "LEVEL",
    };

    private readonly OutputOptions _output = new();
    private readonly WaiverOptions _waivers = new();
    private readonly Option<string?> _severities = SeverityOption.Create();
    private readonly Option<bool> _debug = new(Debug) { Description = "Shows the stack trace of an internal error." };

    /// <summary>Returns true if the arguments of any command request the stack trace of an internal error.</summary>
    public static bool WantsTrace(ParseResult parsed) => parsed.Tokens.Any(token => token.Value == Debug);

    public void AddTo(Command command)
    {
        _failOn.Validators.Add(result =>
        {
            if (result.Tokens is [.., var given] && Level(given.Value) is null)
            {
                result.AddError($"--fail-on expects breaking, warning or info, not \"{given.Value}\".");
            }
        });
        command.Options.Add(_failOn);
        _output.AddTo(command);
        command.Options.Add(_severities);
        _waivers.AddTo(command);
        command.Options.Add(_debug);
    }

    /// <summary>Runs the comparison, writes the report and returns the exit code.</summary>
    public async Task<int> RunAsync(
        ParseResult parsed,
        TextWriter output,
        TextWriter error,
        Func<CancellationToken, Task<Report>> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var failOn = Level(parsed.GetValue(_failOn)!)!.Value;
            var waivers = await _waivers.LoadAsync(parsed, cancellationToken);
            var severities = parsed.GetValue(_severities) is { } file ? await SeverityFile.LoadAsync(file, cancellationToken) : null;
            var report = await work(cancellationToken);
            if (report.Compared <= 0)
            {
                throw new InputException(
                    report.Title,
                    null,
                    $"Nothing was compared (0 {report.Unit}), so there is no result. Check the inputs."
                );
            }

            cancellationToken.ThrowIfCancellationRequested();
            report = severities?.Apply(report) ?? report;
            report = await _waivers.ApplyAsync(parsed, report, waivers, failOn, cancellationToken);
            // Again, for the findings about the waivers themselves.
            report = severities?.Apply(report) ?? report;
            await _output.WriteAsync(parsed, report, failOn, output, cancellationToken);
            return report.Findings.Any(finding => finding.Severity >= failOn) ? ExitCode.Findings : ExitCode.Clean;
        }
        catch (Exception exception)
        {
            return await ErrorReporter.ReportAsync(exception, error, parsed.GetValue(_debug), cancellationToken);
        }
    }

    private static Severity? Level(string text) =>
        ReportText.Severities.Where(severity => severity.Id() == text).Cast<Severity?>().FirstOrDefault();
}
