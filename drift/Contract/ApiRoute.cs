using System.Text.RegularExpressions;

namespace ClickFunnels.Drift.Contract;

/// <summary>Paths as the wire knows them, where the names of parameters mean nothing.</summary>
internal static partial class ApiRoute
{
    /// <summary>A path with empty braces and without a slash at its end.</summary>
    public static string Of(string path) => PathParameter().Replace(path.Length > 1 ? path.TrimEnd('/') : path, "{}");

    [GeneratedRegex(@"\{[^{}/]*\}")]
    private static partial Regex PathParameter();
}
