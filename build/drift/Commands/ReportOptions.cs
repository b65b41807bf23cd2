using System.CommandLine;
using ClickFunnels.Drift.Documents;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Commands;

/// <summary>The options that all commands share, and the way from a report to output and exit code.</summary>
internal sealed class ReportOptions
{
    private readonly Option<Severity> _failOn = new("--fail-on")
    {
        Description = "Least severity that makes the program fail: breaking, warning or info.",
        DefaultValueFactory = _ => Severity.Breaking,
        HelpName = "LEVEL",
    };

    public void AddTo(Command command) => command.Options.Add(_failOn);

    /// <summary>Does the work, writes its report and says how the program ends.</summary>
    public async Task<int> RunAsync(
        ParseResult parsed, TextWriter output, TextWriter error, Func<CancellationToken, Task<Report>> work, CancellationToken cancellationToken)
    {
        try
        {
            var report = await work(cancellationToken);
            foreach (var finding in report.Findings)
                await output.WriteLineAsync($"{finding.Severity}\t{finding.Rule.Id}\t{finding.Pointer}\t{finding.Message}");
            return report.Findings.Any(finding => finding.Severity >= parsed.GetValue(_failOn)) ? ExitCode.Findings : ExitCode.Clean;
        }
        catch (InputException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Cancelled.");
            return ExitCode.Cancelled;
        }
    }
}
