using System.CommandLine;
using System.CommandLine.Parsing;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Output;

namespace ClickFunnels.Drift.Commands;

/// <summary>Options that say in which formats and where a report goes.</summary>
internal sealed class OutputOptions
{
    private readonly Option<string> _format = new("--format")
    {
        Description = $"Format of the report: {ReportFormats.Names}.",
        DefaultValueFactory = _ => ReportFormats.Default,
        HelpName = "FORMAT",
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "File to write the report to instead of standard output.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _reports = new("--report")
    {
        Description = "Also writes the report to a file in another format: --report sarif=drift.sarif. Can be repeated.",
        HelpName = "FORMAT=FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    public void AddTo(Command command)
    {
        _format.Validators.Add(result =>
        {
            if (result.Tokens is [.., var given] && ReportFormats.Find(given.Value) is null)
            {
                result.AddError($"--format expects one of {ReportFormats.Names}, not \"{given.Value}\".");
            }
        });
        command.Options.Add(_format);
        command.Options.Add(_output);
        command.Options.Add(_reports);
        command.Validators.Add(Validate);
    }

    /// <summary>Writes the report to all places; the files first.</summary>
    public async Task WriteAsync(ParseResult parsed, Report report, Severity failOn, TextWriter output, CancellationToken cancellationToken)
    {
        var environment = ConsoleEnvironment.Of(parsed);
        var settings = new OutputSettings(failOn);
        var targets = (parsed.GetValue(_reports) ?? []).Select(given => Split(given)!.Value).ToList();
        var format = ReportFormats.Find(parsed.GetValue(_format)!)!;
        if (parsed.GetValue(_output) is { } main)
        {
            targets.Add((format, main));
        }

        foreach (var (fileFormat, file) in targets)
        {
            await AtomicFile.WriteAsync(file, Render(fileFormat, report, settings), overwrite: true, cancellationToken);
        }

        if (parsed.GetValue(_output) is null)
        {
            await output.WriteAsync(Render(format, report, settings with { Color = environment.Color, Width = environment.Width }));
            await output.FlushAsync(cancellationToken);
        }
    }

    private static string Render(IReportFormat format, Report report, OutputSettings settings)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        format.Write(report, settings, text);
        return text.ToString();
    }

    private void Validate(CommandResult result)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        if (result.GetResult(_output) is { Tokens: [.., var main] })
        {
            CheckFile(result, "--output", main.Value, files);
        }

        foreach (var given in result.GetResult(_reports)?.Tokens ?? [])
        {
            if (Split(given.Value) is var (_, file))
            {
                CheckFile(result, "--report", file, files);
            }
            else
            {
                result.AddError($"--report expects FORMAT=FILE with one of {ReportFormats.Names}, not \"{given.Value}\".");
            }
        }
    }

    private static void CheckFile(CommandResult result, string option, string file, HashSet<string> files)
    {
        if (OutputPath.Problem(file) is { } problem)
        {
            result.AddError($"{option} {file}: {problem}");
        }
        else if (!files.Add(Path.GetFullPath(file)))
        {
            result.AddError($"{option} {file}: Another report is already written to this file.");
        }
    }

    private static (IReportFormat Format, string File)? Split(string given) =>
        given.Split('=', 2) is [var name, { Length: > 0 } file] && ReportFormats.Find(name) is { } format ? (format, file) : null;
}
