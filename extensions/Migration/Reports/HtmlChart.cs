using System.Globalization;
using System.Text;
using static ClickFunnels.Migration.Reports.ReportWords;
using static ClickFunnels.Reports.ReportText;

namespace ClickFunnels.Migration.Reports;

/// <summary>The bars of a report: one for each kind of record, divided into new, existing and rejected ones.</summary>
internal static class HtmlChart
{
    private const int LabelWidth = 110;
    private const int BarWidth = 560;
    private const int RowHeight = 34;
    private const int Width = LabelWidth + BarWidth + 90;

    public static string Write(IReadOnlyList<ShopRecordCounts> counts)
    {
        var most = counts.Select(static row => Total(row)).DefaultIfEmpty(0).Max();
        if (most == 0)
        {
            return "";
        }

        var height = (counts.Count + 1) * RowHeight;
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg role=\"img\" aria-labelledby=\"chart-title chart-text\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" "
                + $"height=\"{height}\">\n<title id=\"chart-title\">Records by kind</title>\n"
                + $"<desc id=\"chart-text\">{string.Join(" ", counts.Select(Describe))}</desc>\n"
        );
        for (var index = 0; index < counts.Count; index++)
        {
            WriteRow(svg, counts[index], index * RowHeight, (double)BarWidth / most);
        }

        WriteLegend(svg, counts.Count * RowHeight);
        return svg.Append("</svg>\n").ToString();
    }

    private static void WriteRow(StringBuilder svg, ShopRecordCounts row, int y, double scale)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{y + 22}\">{Plural(row.Kind)}</text>\n");
        double x = LabelWidth;
        foreach (var (name, count) in Parts(row))
        {
            if (count > 0)
            {
                var width = count * scale;
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect class=\"{name}\" x=\"{x:0.##}\" y=\"{y + 6}\" width=\"{width:0.##}\" height=\"22\">"
                        + $"<title>{name}: {Number(count)}</title></rect>\n"
                );
                x += width;
            }
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 6:0.##}\" y=\"{y + 22}\">{Number(Total(row))}</text>\n");
    }

    private static void WriteLegend(StringBuilder svg, int y)
    {
        var x = LabelWidth;
        foreach (var name in (string[])["new", "existing", "rejected"])
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"{name}\" x=\"{x}\" y=\"{y + 10}\" width=\"14\" height=\"14\"/>"
                    + $"<text x=\"{x + 20}\" y=\"{y + 22}\">{name}</text>\n"
            );
            x += 120;
        }
    }

    private static (string Name, int Count)[] Parts(ShopRecordCounts row) =>
        [("new", Math.Max(row.New, 0)), ("existing", Math.Max(row.Existing, 0)), ("rejected", Math.Max(row.Rejected, 0))];

    private static int Total(ShopRecordCounts row) => Parts(row).Sum(static part => part.Count);

    private static string Describe(ShopRecordCounts row) =>
        $"{Plural(row.Kind)}: {string.Join(", ", Parts(row).Select(static part => $"{Number(part.Count)} {part.Name}"))}.";
}
