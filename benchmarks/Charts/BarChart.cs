using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ClickFunnels.Benchmarks.Charts;

/// <summary>A bar of a chart, with the text next to it.</summary>
internal sealed record Bar(string Label, double Value, string Text, bool IsHighlighted);

/// <summary>A horizontal bar chart in SVG, without scripts and embedded fonts. The output is deterministic.</summary>
internal sealed record BarChart(string Title, string Note, IReadOnlyList<Bar> Bars)
{
    private const int Width = 720;
    private const int BarLeft = 200;
    private const int LongestBar = 330;
    private const int FirstBar = 76;
    private const int Step = 36;
    private const int BarHeight = 22;

    // The chart has its own background, so that it is readable on every page.
    private const string Style = """
        text{font:14px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}
        .title{font-size:17px;font-weight:600}
        .note{font-size:13px;fill:#59636e}
        .back{fill:#ffffff;stroke:#d1d9e0}
        .bar{fill:#8c959f}
        .ours{fill:#1a7f5a}
        @media (prefers-color-scheme:dark){
        text{fill:#f0f6fc}
        .note{fill:#9198a1}
        .back{fill:#0d1117;stroke:#3d444d}
        .bar{fill:#656c76}
        .ours{fill:#3fb58a}
        }
        """;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public string ToSvg()
    {
        var height = FirstBar + (Bars.Count * Step) + 8;
        var longest = Bars.Max(bar => bar.Value);
        var svg = new XElement(
            Svg + "svg",
            new XAttribute("width", Width),
            new XAttribute("height", height),
            new XAttribute("viewBox", $"0 0 {Width} {height}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", "title desc"),
            new XElement(Svg + "title", new XAttribute("id", "title"), Title),
            new XElement(
                Svg + "desc",
                new XAttribute("id", "desc"),
                $"{Note} {string.Join("; ", Bars.Select(bar => $"{bar.Label}: {bar.Text}"))}."
            ),
            new XElement(Svg + "style", Style.ReplaceLineEndings("\n")),
            Rectangle("back", 0.5, 0.5, Width - 1, height - 1, 6),
            Text("title", 20, 32, "start", Title),
            Text("note", 20, 54, "start", Note),
            Bars.Select((bar, index) => Row(bar, FirstBar + (index * Step), longest))
        );

        var output = new StringBuilder();
        using (
            var writer = XmlWriter.Create(
                output,
                new XmlWriterSettings
                {
                    Indent = true,
                    NewLineChars = "\n",
                    OmitXmlDeclaration = true,
                }
            )
        )
        {
            svg.Save(writer);
        }

        return output.Append('\n').ToString();
    }

    private static IEnumerable<XElement> Row(Bar bar, int top, double longest)
    {
        var length = Math.Max(1, Math.Round(bar.Value / longest * LongestBar, 1));
        yield return Text(null, BarLeft - 12, top + 16, "end", bar.Label);
        yield return Rectangle(bar.IsHighlighted ? "ours" : "bar", BarLeft, top, length, BarHeight, 3);
        yield return Text(null, BarLeft + length + 8, top + 16, "start", bar.Text);
    }

    private static XElement Text(string? style, double x, double y, string anchor, string text) =>
        new(
            Svg + "text",
            style is null ? null : new XAttribute("class", style),
            Number("x", x),
            Number("y", y),
            new XAttribute("text-anchor", anchor),
            text
        );

    private static XElement Rectangle(string style, double x, double y, double width, double height, double radius) =>
        new(
            Svg + "rect",
            new XAttribute("class", style),
            Number("x", x),
            Number("y", y),
            Number("width", width),
            Number("height", height),
            Number("rx", radius)
        );

    private static XAttribute Number(string name, double value) => new(name, value.ToString("0.#", CultureInfo.InvariantCulture));
}
