using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ClickFunnels.Sync.Files;

/// <summary>
/// Makes names of files from names of tables, which come from a service. Different tables get different names, also on file systems that
/// ignore the case, and a name is never a path, a device of Windows or a name of the sink itself.
/// </summary>
internal static partial class FileNames
{
    private const int MaxLength = 160;

    /// <summary>Returns the name for files, without extension.</summary>
    public static string Of(string table)
    {
        var name = new StringBuilder();
        foreach (var letter in table)
        {
            var isFirst = name.Length == 0;
            if (IsPlain(letter) && !(isFirst && (letter == '_' || IsDevice(table))))
            {
                name.Append(letter);
            }
            else
            {
                name.Append(CultureInfo.InvariantCulture, $"%{(int)letter:x4}");
            }
        }

        // File systems limit the length. No other name has %x.
        return name.Length is > 0 and <= MaxLength
            ? name.ToString()
            : "%x" + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(table.AsSpan())))[..32];
    }

    /// <summary>Returns true for a path that a sink can have written, relative to its folder.</summary>
    public static bool IsPath(string path) => Pattern().IsMatch(path);

    private static bool IsPlain(char letter) => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_';

    private static bool IsDevice(string name) =>
        name is "con" or "prn" or "aux" or "nul"
        || (name.Length == 4 && (name.StartsWith("com", StringComparison.Ordinal) || name.StartsWith("lpt", StringComparison.Ordinal)));

    [GeneratedRegex(
        @"\A([a-z0-9_%]+(\.csv|\.jsonl|/part-[0-9]{6,9}\.parquet)|_sink/[a-z0-9_%]+(\.csv\.new|\.ids|-[0-9]{6,9}\.rows))\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Pattern();
}
