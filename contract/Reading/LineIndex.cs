using System.Text;

namespace ClickFunnels.Contracts.Reading;

/// <summary>Finds line and column of a byte. Quick when asked in ascending order, even within one long line.</summary>
internal sealed class LineIndex
{
    private readonly List<int> _starts = [0];
    private readonly ReadOnlyMemory<byte> _utf8;
    private (int Line, int Offset, int Characters) _last;

    public LineIndex(ReadOnlyMemory<byte> utf8)
    {
        _utf8 = utf8;
        var span = utf8.Span;
        for (var index = 0; index < span.Length; index++)
        {
            if (span[index] == '\n')
            {
                _starts.Add(index + 1);
            }
        }
    }

    public SourcePosition PositionOf(long offset)
    {
        var found = _starts.BinarySearch((int)offset);
        return PositionAt(found >= 0 ? found : ~found - 1, (int)offset);
    }

    /// <summary>Gets line and column of a byte; both start at 0.</summary>
    public SourcePosition PositionIn(int line, int bytes)
    {
        var known = Math.Min(line, _starts.Count - 1);
        return PositionAt(known, Math.Min(_starts[known] + bytes, _utf8.Length));
    }

    // Columns are characters, as editors count them.
    private SourcePosition PositionAt(int line, int offset)
    {
        var (start, characters) = _last.Line == line && _last.Offset <= offset ? (_last.Offset, _last.Characters) : (_starts[line], 0);
        characters += Encoding.UTF8.GetCharCount(_utf8.Span[start..offset]);
        _last = (line, offset, characters);
        return new SourcePosition(line + 1, characters + 1);
    }
}
