using System.Globalization;
using ClickFunnels.Drift.Findings;
using Spectre.Console;

namespace ClickFunnels.Drift.Output;

/// <summary>Text for a terminal: by severity, then by change.</summary>
internal sealed class TextFormat : IReportFormat
{
    // Lines are not wrapped for programs.
    private const int Unlimited = 1_000_000;
    private static readonly Style Faint = new(decoration: Decoration.Dim);
    private static readonly Style Strong = new(decoration: Decoration.Bold);

    public string Name => "text";

    public void Write(Report report, OutputSettings settings, TextWriter output)
    {
        var console = Console(settings, output);
        Line(console, 0, report.Title, Strong);
        foreach (var severity in ReportText.Severities)
        {
            WriteSeverity(console, severity, report.Findings);
        }

        if (report.Waived.Count > 0)
        {
            WriteWaived(console, report.Waived);
        }

        if (report.Notes.Count > 0)
        {
            Gap(console);
        }

        foreach (var note in report.Notes)
        {
            Line(console, 0, "Note: " + note, Style.Plain);
        }

        Gap(console);
        Line(console, 0, ReportText.Summary(report), Strong);
    }

    private static IAnsiConsole Console(OutputSettings settings, TextWriter output)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = settings.Color ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = settings.Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(output),
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            }
        );
        console.Profile.Width = settings.Width ?? Unlimited;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static void WriteSeverity(IAnsiConsole console, Severity severity, IReadOnlyList<Finding> findings)
    {
        var found = findings.Where(finding => finding.Severity == severity).ToList();
        if (found.Count == 0)
        {
            return;
        }

        Gap(console);
        Line(console, 0, $"{Title(severity)} ({found.Count.ToString(CultureInfo.InvariantCulture)})", StyleOf(severity));
        foreach (var change in found.GroupBy(finding => finding.Rule.Id))
        {
            Line(console, 2, change.Key, StyleOf(severity));
            foreach (var finding in change)
            {
                WriteFinding(console, finding);
            }
        }
    }

    private static void WriteFinding(IAnsiConsole console, Finding finding)
    {
        Line(console, 4, finding.Message, Style.Plain);
        Labelled(
            console,
            "at",
            string.Join(' ', ((string?[])[ReportText.Location(finding), finding.Pointer]).Where(part => !string.IsNullOrEmpty(part)))
        );
        Labelled(console, "change", ReportText.Change(finding, value => value));
        Labelled(console, "C#", finding.CSharp);
        Labelled(console, "in", ReportText.Operations(finding, operation => operation));
        Labelled(console, "fingerprint", finding.Fingerprint);
    }

    private static void WriteWaived(IAnsiConsole console, IReadOnlyList<WaivedFinding> waived)
    {
        Gap(console);
        Line(console, 0, $"Waived ({waived.Count.ToString(CultureInfo.InvariantCulture)})", Strong);
        foreach (var (finding, reason, expires) in waived)
        {
            Line(console, 2, $"{finding.Rule.Id} ({finding.Severity.Id()})", Style.Plain);
            WriteFinding(console, finding);
            Labelled(console, "waived", $"until {expires:O}: {reason}");
        }
    }

    // The label keeps a line from being read as a workflow command in a log.
    private static void Labelled(IAnsiConsole console, string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Line(console, 6, $"{label}: {text}", Faint);
        }
    }

    private static void Line(IAnsiConsole console, int indent, string text, Style style) =>
        console.Write(new IndentedRenderable(indent, new Text(Printable.LogLine(text), style)));

    private static void Gap(IAnsiConsole console) => console.WriteLine();

    private static string Title(Severity severity) =>
        severity switch
        {
            Severity.Breaking => "Breaking",
            Severity.Warning => "Warnings",
            _ => "Info",
        };

    private static Style StyleOf(Severity severity) =>
        severity switch
        {
            Severity.Breaking => new(Color.Red, decoration: Decoration.Bold),
            Severity.Warning => new(Color.Yellow, decoration: Decoration.Bold),
            _ => new(Color.Blue, decoration: Decoration.Bold),
        };
}
