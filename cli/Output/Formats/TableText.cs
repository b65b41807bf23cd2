using System.Text;
using ClickFunnels.Cli.Running;
using ClickFunnels.Drift.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ClickFunnels.Cli.Output;

/// <summary>The parts of a table on a terminal. No text is read as markup.</summary>
internal static class TableText
{
    /// <summary>The longest value in a column.</summary>
    public const int LongestCell = 40;

    private const int WidthOfFiles = 10_000;

    /// <summary>Returns a value on one line, cut to a length.</summary>
    public static string Cell(string value, int longest = LongestCell)
    {
        var isCut = value.Length > longest;
        var text = Printable.Line(isCut ? value[..longest] : value);
        return isCut || text.Length > longest ? WithoutHalf(text[..(longest - 1)]) + "…" : text;
    }

    /// <summary>Creates the head of a column.</summary>
    public static TableColumn Header(string name) => new(Name(name)) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) };

    /// <summary>Creates the name of a field.</summary>
    public static Text Name(string name) =>
        new(name, new Spectre.Console.Style(decoration: Decoration.Bold)) { Overflow = Overflow.Ellipsis };

    /// <summary>Creates the content of a cell.</summary>
    public static IRenderable Content(string value) => new Text(value) { Overflow = Overflow.Ellipsis };

    /// <summary>Writes a table; without colors and other codes unless the terminal shows them.</summary>
    public static async Task WriteAsync(CliHost host, Table table, CancellationToken cancellationToken)
    {
        using var written = new StringWriter { NewLine = "\n" };
        var isColored = host is { IsOutputTerminal: true, Color: true };
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = isColored ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = isColored ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(written),
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            }
        );
        console.Profile.Width = host.IsOutputTerminal ? host.Width : WidthOfFiles;
        console.Write(table);
        var text = new StringBuilder();
        foreach (var line in written.ToString().TrimEnd('\n').Split('\n'))
        {
            text.Append(line.TrimEnd()).Append('\n');
        }

        await host.Output.WriteAsync(text, cancellationToken);
    }

    private static string WithoutHalf(string text) => text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
}
