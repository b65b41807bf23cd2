#if NET
using System;
using System.Buffers;

namespace ClickFunnels.Core;

/// <summary>
/// Searches the end of a long text with vector instructions. A class of its own, because these are compiled when a program uses them for
/// the first time, which takes longer than reading a page of short texts.
/// </summary>
internal static class LongText
{
    // The end of the text, an escape, and the control characters, which JSON does not allow in texts.
    private static readonly SearchValues<byte> Ends = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F"u8
            + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"u8
    );

    /// <summary>Returns the number of bytes before a quote, an escape or a control character; -1 if there is none.</summary>
    public static int FindEnd(ReadOnlySpan<byte> text) => text.IndexOfAny(Ends);
}
#endif
