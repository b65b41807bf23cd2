using System.Text.RegularExpressions;

namespace ClickFunnels.Drift.Skills;

/// <summary>Spellings of SHA-256 digests: hexadecimal digits, <c>sha256:</c> before them, and <c>sha256-</c> before Base64.</summary>
internal static partial class SkillDigest
{
    /// <summary>Gets a digest as lowercase hexadecimal digits; null if the text is not one.</summary>
    public static string? Parse(string? text)
    {
        if (text is null || text.Length > 100)
        {
            return null;
        }

        var value = text.Trim();
        if (value.StartsWith("sha256-", StringComparison.OrdinalIgnoreCase) && value.Length == 51)
        {
            var bytes = new byte[33];
            return Convert.TryFromBase64String(value[7..], bytes, out var count) && count == 32
                ? Convert.ToHexStringLower(bytes[..32])
                : null;
        }

        return Hexadecimal().Match(value) is { Success: true } match ? match.Groups["digits"].Value.ToLowerInvariant() : null;
    }

    [GeneratedRegex(@"\A(?:sha-?256[:=-])?(?<digits>[0-9a-f]{64})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();
}
