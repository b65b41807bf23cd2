using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ClickFunnels.Drift.Findings;

/// <summary>Creates fingerprints from rule, position and values.</summary>
internal static partial class Fingerprints
{
    private const int Length = 16;

    public static string Of(Finding finding)
    {
        // Path parameter names are not sent.
        var place = PathParameter().Replace(finding.Pointer, "{}");
        var parts = string.Join('\n', finding.Rule.Id, finding.Direction, place, finding.OldValue, finding.NewValue);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)))[..Length];
    }

    [GeneratedRegex(@"\{[^{}/]*\}")]
    private static partial Regex PathParameter();
}
