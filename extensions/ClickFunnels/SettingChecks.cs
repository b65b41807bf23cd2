using System.Collections.Generic;
using System.Globalization;
using ClickFunnels.Core;

namespace ClickFunnels;

/// <summary>Checks that settings of several types share.</summary>
internal static class SettingChecks
{
    // The longest address that a mail server accepts (RFC 5321).
    private const int MaximumEmailAddress = 254;
    private const string NotInEmailAddresses = ",;:<>()[]\\\"";

    /// <summary>Throws if there are problems; the exception names all of them.</summary>
    public static void ThrowIfAny(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new ApiConfigurationException(problems);
        }
    }

    /// <summary>
    /// Returns true for one plain e-mail address. Characters that separate addresses or parts of a claim, and those that cannot be seen,
    /// are not allowed.
    /// </summary>
    public static bool IsEmailAddress(string? text)
    {
        if (string.IsNullOrEmpty(text) || text!.Length > MaximumEmailAddress)
        {
            return false;
        }

        var at = text.IndexOf('@');
        if (at <= 0 || at == text.Length - 1 || text.IndexOf('@', at + 1) >= 0)
        {
            return false;
        }

        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogatePair(text, index))
            {
                index++;
            }
            else if (char.IsWhiteSpace(text[index]) || NotInEmailAddresses.IndexOf(text[index]) >= 0 || IsInvisible(text[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsInvisible(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned;
}
