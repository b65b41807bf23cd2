using System.Globalization;
using System.Text;
using static ClickFunnels.Reports.ReportText;

namespace ClickFunnels.Sync;

/// <summary>A line over time. The same numbers are in a table beside it.</summary>
internal static class FreshnessChart
{
    private const int Width = 560;
    private const int Height = 150;
    private const int Left = 90;
    private const int Top = 12;
    private const int PlotWidth = Width - Left - 12;
    private const int PlotHeight = Height - Top - 34;

    /// <param name="page">The page.</param>
    /// <param name="id">An id that the page has once.</param>
    /// <param name="title">The title, escaped.</param>
    /// <param name="kind">The class of the line.</param>
    /// <param name="samples">The samples in the order of time, at least one.</param>
    /// <param name="value">Returns the value of a sample.</param>
    /// <param name="label">Returns a value as text.</param>
    public static void Write(
        StringBuilder page,
        string id,
        string title,
        string kind,
        IReadOnlyList<FreshnessSample> samples,
        Func<FreshnessSample, double> value,
        Func<double, string> label
    )
    {
        var values = samples.Select(value).Select(static number => Math.Max(number, 0)).ToList();
        // The axis begins at zero, so that small changes do not look large.
        var most = values.Max();
        var start = samples[0].Time;
        var duration = Math.Max((samples[^1].Time - start).TotalSeconds, 1);
        var points = samples
            .Select((sample, index) => Point((sample.Time - start).TotalSeconds / duration, most == 0 ? 0 : values[index] / most))
            .ToList();
        page.Append(
            CultureInfo.InvariantCulture,
            $"<svg role=\"img\" aria-labelledby=\"{id}-title {id}-text\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" "
                + $"height=\"{Height}\">\n"
                + $"<title id=\"{id}-title\">{title}</title>\n"
                + $"<desc id=\"{id}-text\">From {label(values[0])} on {Time(start)} to {label(values[^1])} on {Time(samples[^1].Time)}; "
                + $"at most {label(most)}.</desc>\n"
                + $"<path class=\"axis\" d=\"M{Left} {Top}V{Top + PlotHeight}H{Left + PlotWidth}\"/>\n"
                + $"<text x=\"{Left - 8}\" y=\"{Top + 10}\" text-anchor=\"end\">{label(most)}</text>\n"
                + $"<text x=\"{Left - 8}\" y=\"{Top + PlotHeight}\" text-anchor=\"end\">0</text>\n"
                + $"<text x=\"{Left}\" y=\"{Height - 8}\">{Time(start)}</text>\n"
                + $"<text x=\"{Left + PlotWidth}\" y=\"{Height - 8}\" text-anchor=\"end\">{Time(samples[^1].Time)}</text>\n"
                + $"<polyline class=\"{kind}\" points=\"{string.Join(' ', points.Select(static point => $"{point.X},{point.Y}"))}\"/>\n"
        );
        foreach (var (x, y) in points)
        {
            page.Append(CultureInfo.InvariantCulture, $"<circle class=\"{kind}\" cx=\"{x}\" cy=\"{y}\" r=\"2\"/>");
        }

        page.Append("\n</svg>\n");
    }

    private static (string X, string Y) Point(double x, double y) =>
        (
            (Left + x * PlotWidth).ToString("0.#", CultureInfo.InvariantCulture),
            (Top + (1 - y) * PlotHeight).ToString("0.#", CultureInfo.InvariantCulture)
        );
}
