using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The day after which something deprecated may be gone, told in <c>x-sunset</c> as a date of RFC 3339.</summary>
internal sealed class Sunset
{
    /// <summary>The key that tells it.</summary>
    public const string Key = "x-sunset";

    /// <summary>Days of notice that a caller wants at least; the vendor promises none, so any day that is not over is enough.</summary>
    public const int MinimumNoticeDays = 0;

    private Sunset(string? text, DateOnly? date)
    {
        Text = text;
        Date = date;
    }

    /// <summary>What is written; null when nothing is.</summary>
    public string? Text { get; }

    /// <summary>The day; null when none is written, or nothing that is a date.</summary>
    public DateOnly? Date { get; }

    public bool IsMissing => Text is null;

    /// <summary>Whether something is written that is no date.</summary>
    public bool IsInvalid => Text is not null && Date is null;

    /// <summary>Reads the day of an operation, parameter or schema.</summary>
    public static Sunset Of(JsonObject owner) => Parse(owner[Key]);

    /// <summary>Reads the value of <c>x-sunset</c>: a date, or a date with time.</summary>
    public static Sunset Parse(JsonNode? value)
    {
        if (value is null)
        {
            return new Sunset(null, null);
        }

        var text = JsonValueText.Of(value);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return new Sunset(text, date);
        }

        // The letters T and Z may be lowercase; a time requires an offset.
        var time = text.ToUpperInvariant();
        return
            time.Length > 19
            && time[10] == 'T'
            && DateTimeOffset.TryParseExact(
                time,
                ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var moment
            )
            ? new Sunset(text, DateOnly.FromDateTime(moment.UtcDateTime))
            : new Sunset(text, null);
    }

    /// <summary>Whether the day is over already, or nearer than the notice that a caller wants.</summary>
    public bool IsTooSoon(DateOnly today) => Date is { } date && date < today.AddDays(MinimumNoticeDays);
}
