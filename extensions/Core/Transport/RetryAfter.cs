using System;
using System.Globalization;
using System.Net.Http;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core;

/// <summary>The delay that a service asks for: the header <c>Retry-After</c>, in seconds or as a date, or the field of the body.</summary>
internal static class RetryAfter
{
    // Replaces every number that is too large: far longer than any client waits.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>Returns the delay, zero for a date in the past; null without a valid header.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider clock)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : TooManySeconds(response));
        return wait < TimeSpan.Zero ? TimeSpan.Zero
            : wait > Longest ? Longest
            : wait;
    }

    /// <summary>Returns the delay in the body of an error, <c>{"retry_after":2}</c>; null without one.</summary>
    public static TimeSpan? Read(string? body)
    {
        const string Field = "retry_after";
        if (body is null || body.IndexOf(Field, StringComparison.Ordinal) < 0 || ErrorBody.Parse(body)?[Field] is not JValue value)
        {
            return null;
        }

        var seconds = value.Type switch
        {
            JTokenType.Integer or JTokenType.Float or JTokenType.String => Seconds(
                Convert.ToString(value.Value, CultureInfo.InvariantCulture)
            ),
            _ => null,
        };
        return seconds switch
        {
            null => null,
            <= 0 => TimeSpan.Zero,
            { } wait when wait < Longest.TotalSeconds => TimeSpan.FromSeconds(wait),
            _ => Longest,
        };
    }

    private static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && !double.IsNaN(seconds) ? seconds : null;

    // The parser of .NET ignores numbers beyond 32 bits.
    private static TimeSpan? TooManySeconds(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Retry-After", out var values))
        {
            return null;
        }

        foreach (var value in values)
        {
            var text = value.Trim();
            if (text.Length > 0 && IsDigits(text))
            {
                return Longest;
            }
        }

        return null;
    }

    private static bool IsDigits(string text)
    {
        foreach (var character in text)
        {
            if (character is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }
}
