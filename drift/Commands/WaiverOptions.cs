using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Output;
using ClickFunnels.Drift.Waivers;

namespace ClickFunnels.Drift.Commands;

/// <summary>Options that read waivers and write new ones.</summary>
internal sealed class WaiverOptions
{
    private readonly Option<string?> _waivers = new("--waivers")
    {
        Description = "YAML file of accepted findings, each with fingerprint, reason and last day.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _write = new("--write-waivers")
    {
        Description =
            "Writes waivers for the findings at or above the level to a new file and applies them; requires --reason and --expires.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _reason = new("--reason")
    {
        Description = "Reason for accepting the findings of --write-waivers.",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _expires = new("--expires")
    {
        Description = "Last day of the waivers of --write-waivers, in UTC.",
        HelpName = WaiverFile.DateFormat,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_waivers);
        command.Options.Add(_write);
        command.Options.Add(_reason);
        command.Options.Add(_expires);
        command.Validators.Add(Validate);
    }

    /// <summary>Reads the waivers before the comparison; null if there are none.</summary>
    public async Task<WaiverFile?> LoadAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        parsed.GetValue(_waivers) is { } file ? await WaiverFile.LoadAsync(file, cancellationToken) : null;

    /// <summary>Applies the waivers that were read, then writes and applies new ones.</summary>
    public async Task<Report> ApplyAsync(
        ParseResult parsed,
        Report report,
        WaiverFile? waivers,
        Severity failOn,
        CancellationToken cancellationToken
    )
    {
        var today = Today(ConsoleEnvironment.Of(parsed));
        if (waivers is not null)
        {
            report = WaiverApplication.Apply(report, waivers, today);
        }

        if (parsed.GetValue(_write) is not { } file)
        {
            return report;
        }

        var expires = Date(parsed.GetValue(_expires)!)!.Value;
        if (expires < today)
        {
            throw new UsageException($"--expires {parsed.GetValue(_expires)}: This day has passed. Expected today or a later day.");
        }

        var known = report.Findings.Where(finding => finding.Severity >= failOn && !WaiverRules.All.Contains(finding.Rule)).ToList();
        if (known.Count == 0)
        {
            return report with { Notes = [.. report.Notes, $"No finding is at or above the level, so {file} was not written."] };
        }

        await AtomicFile.WriteAsync(
            file,
            WaiverFileWriter.Write(known, parsed.GetValue(_reason)!.Trim(), expires),
            overwrite: false,
            cancellationToken
        );
        var written = WaiverApplication.Apply(report, await WaiverFile.LoadAsync(file, cancellationToken), today);
        return written with { Notes = [.. written.Notes, $"{file} waives {known.Count} of them until {parsed.GetValue(_expires)}."] };
    }

    private static DateOnly Today(ConsoleEnvironment environment) => DateOnly.FromDateTime(environment.Clock.GetUtcNow().UtcDateTime);

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, WaiverFile.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private void Validate(CommandResult result)
    {
        var (reason, expires) = (Given(result, _reason), Given(result, _expires));
        if (Given(result, _write) is not { } file)
        {
            if (reason is not null || expires is not null)
            {
                result.AddError("--reason and --expires belong to --write-waivers FILE.");
            }

            return;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            result.AddError("--write-waivers requires --reason TEXT, the reason for accepting the findings.");
        }

        if (expires is null || Date(expires) is null)
        {
            result.AddError("--write-waivers requires --expires with a date such as 2027-01-31.");
        }

        if (OutputPath.Problem(file) is { } problem)
        {
            result.AddError($"--write-waivers {file}: {problem}");
        }
        else if (File.Exists(file))
        {
            result.AddError($"--write-waivers {file}: The file exists and is not overwritten. Use a new file and move its entries.");
        }
    }

    private static string? Given(CommandResult result, Option option) =>
        result.GetResult(option) is { Tokens: [.., var given] } ? given.Value : null;
}
