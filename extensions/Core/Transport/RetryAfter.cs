using System;
using System.Net.Http;

namespace ClickFunnels.Core;

/// <summary>The header <c>Retry-After</c>, in seconds or as a date.</summary>
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
