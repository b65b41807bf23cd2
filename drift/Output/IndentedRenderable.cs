using Spectre.Console.Rendering;

namespace ClickFunnels.Drift.Output;

/// <summary>Indents all lines of a text, including wrapped ones.</summary>
internal sealed class IndentedRenderable(int by, IRenderable inner) : Renderable
{
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in Segment.SplitLines(inner.Render(options, Math.Max(1, maxWidth - by))))
        {
            if (line.Count > 0)
            {
                yield return Segment.Padding(by);
            }

            foreach (var segment in line)
            {
                yield return segment;
            }

            yield return Segment.LineBreak;
        }
    }
}
