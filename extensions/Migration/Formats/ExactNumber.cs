using System.Globalization;

namespace ClickFunnels.Migration.Formats;

/// <summary>Finds out if a number can be kept without losing a digit.</summary>
internal static class ExactNumber
{
    private const int MaxDigits = 28;
    private const NumberStyles Integer = NumberStyles.AllowLeadingSign;
    private const NumberStyles Decimal = Integer | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static bool IsInteger(string text) => int.TryParse(text, Integer, CultureInfo.InvariantCulture, out _);

    /// <summary>Returns true if a decimal keeps every digit of the text.</summary>
    public static bool IsDecimal(string text)
    {
        if (text.Length > 100 || !decimal.TryParse(text, Decimal, CultureInfo.InvariantCulture, out _))
        {
            return false;
        }

        // A decimal rounds silently, so the digits are counted.
        var end = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = text.AsSpan(0, end < 0 ? text.Length : end).TrimStart("+-");
        var exponent = 0;
        if (end >= 0 && !int.TryParse(text.AsSpan(end + 1), Integer, CultureInfo.InvariantCulture, out exponent))
        {
            return false;
        }

        var point = mantissa.IndexOf('.');
        var decimals = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = mantissa.ToString().Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var significant = digits.TrimEnd('0');
        var lowest = decimals - exponent - (digits.Length - significant.Length);
        return significant.Length <= MaxDigits && lowest <= MaxDigits;
    }
}
