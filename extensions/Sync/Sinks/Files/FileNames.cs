using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClickFunnels.Sync.Files;

/// <summary>
/// Makes names of files from names of tables, which come from a service. Different tables get different names, also on file systems that
/// ignore the case, and a name is never a path, a device of Windows or a name of the sink itself.
/// </summary>
internal static partial class FileNames
{
    private const int MaxLength = 40;

    /// <exception cref="SyncSinkException">The name is empty or too long.</exception>
    public static string Of(string table)
    {
        if (table.Length is 0 or > MaxLength && !IsPlain(table) || table.Length > 4 * MaxLength)
        {
            throw new SyncSinkException(
                $"The name of a table has {table.Length} characters. File sinks take names of 1 to {4 * MaxLength} lower-case letters, digits "
                    + $"and underscores, and other names of 1 to {MaxLength} characters."
            );
        }

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

        return name.ToString();
    }

    /// <summary>Returns true for a path that a sink can have written, relative to its folder.</summary>
    public static bool IsPath(string path) => Pattern().IsMatch(path);

    private static bool IsPlain(string text) => text.Length > 0 && text.All(IsPlain);

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
