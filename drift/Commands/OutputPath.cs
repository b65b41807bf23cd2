namespace ClickFunnels.Drift.Commands;

/// <summary>Checks before the comparison whether a file can be written.</summary>
internal static class OutputPath
{
    /// <summary>Gets the problem of an output path; null if it can be used.</summary>
    public static string? Problem(string file)
    {
        if (string.IsNullOrWhiteSpace(file) || file.Contains('\0', StringComparison.Ordinal))
        {
            return "Expected the name of a file.";
        }

        if (Directory.Exists(file) || Path.EndsInDirectorySeparator(file))
        {
            return "Expected a file, but this is a directory.";
        }

        return Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)))
            ? null
            : "The folder of the file does not exist; create it first.";
    }
}
