using System;
using System.Globalization;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Reads and writes timestamps in ISO 8601, as services do: usually in UTC with milliseconds.</summary>
public static class Timestamp
{
    // The forms that web frameworks write; callers keep any other form as text.
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd",
    ];

    /// <summary>Reads a timestamp; a missing offset means UTC.</summary>
    /// <param name="text">The text.</param>
    /// <param name="timestamp">The point in time.</param>
    /// <returns>False when the text has none of the known forms.</returns>
    public static bool TryParse(string? text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        return text is not null
            && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out timestamp);
    }

    /// <summary>Writes a timestamp with its offset, with milliseconds or more when it has them.</summary>
    /// <param name="timestamp">The point in time.</param>
    public static string Format(DateTimeOffset timestamp)
    {
        var fraction = timestamp.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "fff" : "fffffff";
        var offset = timestamp.Offset == TimeSpan.Zero ? "'Z'" : "zzz";
        return timestamp.ToString("yyyy-MM-dd'T'HH:mm:ss." + fraction + offset, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads the form that nearly every value has, <c>2025-01-01T00:00:00.000Z</c>, without the general parser.</summary>
    internal static bool TryParseUsual(byte[] text, int start, int length, out DateTimeOffset timestamp)
    {
        timestamp = default;
        if (
            length != 24
            || text[start + 4] != '-'
            || text[start + 7] != '-'
            || text[start + 10] != 'T'
            || text[start + 13] != ':'
            || text[start + 16] != ':'
            || text[start + 19] != '.'
            || text[start + 23] != 'Z'
        )
        {
            return false;
        }

        var year = Number(text, start, 4);
        var month = Number(text, start + 5, 2);
        var day = Number(text, start + 8, 2);
        var hour = Number(text, start + 11, 2);
        var minute = Number(text, start + 14, 2);
        var second = Number(text, start + 17, 2);
        var millisecond = Number(text, start + 20, 3);
        if (
            year < 1
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23
            || minute is < 0 or > 59
            || second is < 0 or > 59
            || millisecond < 0
        )
        {
            return false;
        }

        timestamp = new DateTimeOffset(year, month, day, hour, minute, second, millisecond, TimeSpan.Zero);
        return true;
    }

    private static int Number(byte[] text, int start, int length)
    {
        var number = 0;
        for (var index = start; index < start + length; index++)
        {
            var digit = text[index] - '0';
            if (digit is < 0 or > 9)
            {
                return -1;
            }

            number = (number * 10) + digit;
        }

        return number;
    }
}
