using System;
using System.Globalization;

namespace ClickFunnels;

/// <summary>Timestamps as the service writes them: ISO 8601, usually in UTC with milliseconds.</summary>
internal static class Timestamp
{
    // What else a Rails service may write; anything further is kept as text by the caller.
    private static readonly string[] OtherFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd",
    ];

    public static bool TryParse(string? text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        return text is not null
            && (TryParseUsual(text, out timestamp)
                || DateTimeOffset.TryParseExact(text, OtherFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out timestamp));
    }

    public static string Format(DateTimeOffset timestamp)
    {
        var fraction = timestamp.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "fff" : "fffffff";
        var offset = timestamp.Offset == TimeSpan.Zero ? "'Z'" : "zzz";
        return timestamp.ToString("yyyy-MM-dd'T'HH:mm:ss." + fraction + offset, CultureInfo.InvariantCulture);
    }

    /// <summary>The one form that nearly every value has, <c>2025-01-01T00:00:00.000Z</c>, read without the general parser.</summary>
    private static bool TryParseUsual(string text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        if (text.Length != 24 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[23] != 'Z')
        {
            return false;
        }

        var year = Number(text, 0, 4);
        var month = Number(text, 5, 2);
        var day = Number(text, 8, 2);
        var hour = Number(text, 11, 2);
        var minute = Number(text, 14, 2);
        var second = Number(text, 17, 2);
        var millisecond = Number(text, 20, 3);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || millisecond < 0)
        {
            return false;
        }

        timestamp = new DateTimeOffset(year, month, day, hour, minute, second, millisecond, TimeSpan.Zero);
        return true;
    }

    private static int Number(string text, int start, int length)
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
