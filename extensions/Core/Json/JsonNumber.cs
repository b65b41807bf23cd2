using System;
using System.Globalization;
using System.Numerics;
using System.Text;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>
/// The numbers of JSON. A number is converted only if nothing is lost, and in linear time: numbers that are longer than any value of
/// .NET stay text.
/// </summary>
internal static class JsonNumber
{
    /// <summary>The longest number that is converted; parsing and writing larger integers takes quadratic time.</summary>
    public const int MaximumLength = 128;

    // So many digits fit in a decimal whatever they are.
    private const int DecimalDigits = 28;
    private const long LargestExponent = 1_000_000;

    /// <summary>Finds the end of a number by the grammar of JSON.</summary>
    /// <returns>The index after the number; the complement of the index of the first wrong byte when it is not a number.</returns>
    public static int FindEnd(byte[] bytes, int start, int end, out bool isFloat)
    {
        isFloat = false;
        var index = start;
        if (index < end && bytes[index] == '-')
        {
            index++;
        }

        var digits = index;
        index = SkipDigits(bytes, index, end);
        if (index == digits || (bytes[digits] == '0' && index > digits + 1))
        {
            return ~(index == digits ? index : digits + 1);
        }

        if (index < end && bytes[index] == '.')
        {
            isFloat = true;
            var fraction = ++index;
            index = SkipDigits(bytes, index, end);
            if (index == fraction)
            {
                return ~index;
            }
        }

        if (index < end && bytes[index] is (byte)'e' or (byte)'E')
        {
            isFloat = true;
            index++;
            if (index < end && bytes[index] is (byte)'+' or (byte)'-')
            {
                index++;
            }

            var exponent = index;
            index = SkipDigits(bytes, index, end);
            if (index == exponent)
            {
                return ~index;
            }
        }

        return index;
    }

    /// <summary>Returns true when the text begins like a number.</summary>
    public static bool IsNumber(string? text) => text is { Length: > 0 } && text[0] is '-' or (>= '0' and <= '9');

    /// <summary>Returns a whole number beyond 64 bits as a <see cref="BigInteger" />, and as text when it is very long.</summary>
    public static object ToInteger(string text) =>
        text.Length <= MaximumLength ? BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : text;

    /// <summary>
    /// Returns a number with a fraction or exponent as a double or decimal of the same value, and as text when neither has it.
    /// </summary>
    public static object ToFloat(string text)
    {
        if (text.Length > MaximumLength)
        {
            return text;
        }

        if (TryGetDouble(text, out var number, out var isExact) && isExact)
        {
            return number;
        }

        return TryGetDecimal(text, out var exact, out isExact) && isExact ? exact : text;
    }

    /// <summary>Returns the value that is written as the text; null when there is none.</summary>
    public static object? ToWrittenAs(string text, bool isInteger)
    {
        if (isInteger)
        {
            return text == "0" ? 0L
                : text == "-0" || text.Length > MaximumLength ? null
                : ToInteger(text);
        }

        return TryGetDecimal(text, out var exact, out _) && JsonConvert.ToString(exact) == text ? exact
            : TryGetDouble(text, out var number, out _) && JsonConvert.ToString(number) == text ? number
            : null;
    }

    /// <summary>Returns the nearest double.</summary>
    /// <param name="text">The number.</param>
    /// <param name="number">The nearest double.</param>
    /// <param name="isExact">True when the double is written with the same digits.</param>
    /// <returns>False when the number is too large or too long.</returns>
    public static bool TryGetDouble(string text, out double number, out bool isExact)
    {
        isExact = false;
        number = 0;
        if (
            text.Length > MaximumLength
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            || double.IsInfinity(number)
        )
        {
            return false;
        }

        isExact = IsSame(text, number.ToString("R", CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Returns the nearest decimal.</summary>
    /// <param name="text">The number.</param>
    /// <param name="number">The nearest decimal.</param>
    /// <param name="isExact">True when the decimal has the value of the text; false when it was rounded.</param>
    /// <returns>False when the number is too large or too long.</returns>
    public static bool TryGetDecimal(string text, out decimal number, out bool isExact)
    {
        isExact = false;
        number = 0;
        if (text.Length > MaximumLength || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        isExact =
            (text.Length <= DecimalDigits && text.IndexOfAny(['e', 'E']) < 0)
            || IsSame(text, number.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Returns true when both texts are the same number.</summary>
    private static bool IsSame(string left, string right) => Normalize(left) == Normalize(right);

    /// <summary>Returns the sign, the digits without zeros at their ends, and the exponent of the last digit.</summary>
    private static (bool IsNegative, string Digits, long Exponent) Normalize(string text)
    {
        var digits = new StringBuilder(text.Length);
        var exponent = 0L;
        var index = 0;
        var isFraction = false;
        for (; index < text.Length && text[index] is not ('e' or 'E'); index++)
        {
            if (text[index] == '.')
            {
                isFraction = true;
            }
            else if (text[index] is >= '0' and <= '9')
            {
                exponent -= isFraction ? 1 : 0;
                if (digits.Length > 0 || text[index] != '0')
                {
                    digits.Append(text[index]);
                }
            }
        }

        if (digits.Length == 0)
        {
            return (false, string.Empty, 0);
        }

        while (digits[digits.Length - 1] == '0')
        {
            digits.Length--;
            exponent++;
        }

        return (text[0] == '-', digits.ToString(), exponent + ParseExponent(text, index + 1));
    }

    // No value of .NET is near the largest exponent, so it is used for all larger ones.
    private static long ParseExponent(string text, int index)
    {
        var exponent = 0L;
        var isNegative = index < text.Length && text[index] == '-';
        for (; index < text.Length; index++)
        {
            if (text[index] is >= '0' and <= '9')
            {
                exponent = Math.Min(LargestExponent, (exponent * 10) + (text[index] - '0'));
            }
        }

        return isNegative ? -exponent : exponent;
    }

    private static int SkipDigits(byte[] bytes, int index, int end)
    {
        while (index < end && bytes[index] is >= (byte)'0' and <= (byte)'9')
        {
            index++;
        }

        return index;
    }
}
