using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ClickFunnels.Drift.Skills;

/// <summary>Reads Markdown as a flat list of blocks with their lines.</summary>
internal static class SkillMarkdown
{
    /// <summary>The largest number of characters that are compared of a file.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>The largest number of characters that are compared of a line.</summary>
    public const int MaxLineLength = 20_000;

    private static readonly MarkdownPipeline Pipeline = CreatePipeline();

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text, without front matter or with blank lines in its place.</param>
    /// <exception cref="FormatException">The text is nested too deeply, or too long.</exception>
    public static IReadOnlyList<SkillBlock> Read(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new FormatException($"The text is longer than {MaxLength} characters.");
        }

        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Length > MaxLineLength ? line[..MaxLineLength] : line);
        var blocks = new List<SkillBlock>();
        try
        {
            Add(Markdown.Parse(string.Join('\n', lines), Pipeline), blocks);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException("The Markdown is nested too deeply.", exception);
        }

        return blocks;
    }

    // Links stay text, so that the text around their addresses is read as it is written.
    private static MarkdownPipeline CreatePipeline()
    {
        var builder = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation();
        foreach (
            var parser in builder
                .InlineParsers.Where(parser => parser is LinkInlineParser or AutolinkInlineParser or HtmlEntityParser)
                .ToArray<InlineParser>()
        )
        {
            builder.InlineParsers.Remove(parser);
        }

        foreach (var parser in builder.BlockParsers.Where(parser => parser is HtmlBlockParser).ToArray<BlockParser>())
        {
            builder.BlockParsers.Remove(parser);
        }

        return builder.Build();
    }

    private static void Add(Block block, List<SkillBlock> blocks)
    {
        switch (block)
        {
            case Table table:
                var rows = table.OfType<TableRow>().ToList();
                blocks.Add(
                    new SkillTable(
                        table.Line + 1,
                        [
                            .. rows.Where(row => row.IsHeader)
                                .SelectMany(Cells)
                                .Select(cell => string.Concat(cell.Select(span => span.Text)).Trim()),
                        ],
                        [.. rows.Where(row => !row.IsHeader).Select(row => (IReadOnlyList<IReadOnlyList<TextSpan>>)[.. Cells(row)])]
                    )
                );
                break;
            case HeadingBlock heading:
                blocks.Add(new SkillHeading(heading.Line + 1, heading.Level, Spans(heading)));
                break;
            case CodeBlock code:
                blocks.Add(
                    new SkillCode(
                        code.Line + (code is FencedCodeBlock ? 2 : 1),
                        ((code as FencedCodeBlock)?.Info ?? "").ToLowerInvariant(),
                        [.. code.Lines.Lines.Take(code.Lines.Count).Select(line => line.Slice.ToString())]
                    )
                );
                break;
            case ContainerBlock container:
                foreach (var child in container)
                {
                    Add(child, blocks);
                }

                break;
            case LeafBlock { Inline: not null } leaf:
                blocks.Add(new SkillProse(leaf.Line + 1, Spans(leaf)));
                break;
        }
    }

    private static IEnumerable<IReadOnlyList<TextSpan>> Cells(TableRow row) =>
        row.OfType<TableCell>().Select(cell => (IReadOnlyList<TextSpan>)[.. cell.Descendants<LeafBlock>().SelectMany(Spans)]);

    private static List<TextSpan> Spans(LeafBlock leaf)
    {
        var spans = new List<TextSpan>();
        var text = new StringBuilder();
        var line = leaf.Line + 1;
        foreach (var inline in leaf.Inline?.Descendants<Inline>() ?? [])
        {
            switch (inline)
            {
                case CodeInline code:
                    End();
                    spans.Add(new TextSpan(code.Content, true, inline.Line + 1));
                    break;
                case LiteralInline literal:
                    if (inline.Line + 1 != line)
                    {
                        End();
                        line = inline.Line + 1;
                    }

                    text.Append(literal.Content);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    End();
                    line++;
                    break;
                case HtmlInline html:
                    text.Append(html.Tag);
                    break;
                case DelimiterInline delimiter:
                    text.Append(delimiter.ToLiteral());
                    break;
            }
        }

        End();
        return spans;

        void End()
        {
            if (text.Length > 0)
            {
                spans.Add(new TextSpan(text.ToString(), false, line));
                text.Clear();
            }
        }
    }
}
