using System.Globalization;

namespace ClickFunnels.Contracts.Traffic;

/// <summary>
/// Replaces escapes in JSON that are half of a surrogate pair, such as <c>\ud800</c>, by that of the replacement character. They are not
/// text, so no reader returns them, but recorded traffic may have them anywhere.
/// </summary>
internal static class UnpairedSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>Returns the same JSON if it has no such escape. The length is the same, so that positions stay correct.</summary>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> utf8)
    {
        byte[]? replaced = null;
        var json = utf8.Span;
        for (var at = 0; at < json.Length; at++)
        {
            var next = json[at..].IndexOf((byte)'\\');
            if (next < 0)
            {
                break;
            }

            at += next;
            if (Unit(json, at) is not { } unit)
            {
                at++;
            }
            else if (char.IsHighSurrogate(unit) && Unit(json, at + EscapeLength) is { } low && char.IsLowSurrogate(low))
            {
                at += 2 * EscapeLength - 1;
            }
            else
            {
                if (char.IsSurrogate(unit))
                {
                    replaced ??= utf8.ToArray();
                    @"\ufffd"u8.CopyTo(replaced.AsSpan(at));
                }

                at += EscapeLength - 1;
            }
        }

        return replaced ?? utf8;
    }

    /// <summary>Gets the UTF-16 unit of an escape; null if there is none.</summary>
    private static char? Unit(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length
        && json[at] == '\\'
        && json[at + 1] == 'u'
        && ushort.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
