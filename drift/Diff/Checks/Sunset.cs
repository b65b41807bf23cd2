using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The date after which something deprecated may be removed, from <c>x-sunset</c> in the format of RFC 3339.</summary>
internal sealed class Sunset
{
    /// <summary>The key of the date.</summary>
    public const string Key = "x-sunset";

    /// <summary>Minimum days of notice. The vendor promises none, so any date that has not passed is enough.</summary>
    public const int MinimumNoticeDays = 0;

    private Sunset(string? text, DateOnly? date)
    {
        Text = text;
        Date = date;
    }

    /// <summary>The text of the date; null if there is none.</summary>
    public string? Text { get; }

    /// <summary>The date; null if there is none or it is invalid.</summary>
    public DateOnly? Date { get; }

    public bool IsMissing => Text is null;

    /// <summary>True if there is a text that is not a date.</summary>
    public bool IsInvalid => Text is not null && Date is null;

    /// <summary>Reads the date of an operation, parameter or schema.</summary>
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

    /// <summary>Returns true if the date has passed, or is nearer than the minimum notice.</summary>
    public bool IsTooSoon(DateOnly today) => Date is { } date && date < today.AddDays(MinimumNoticeDays);
}
