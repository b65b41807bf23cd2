namespace ClickFunnels.Drift.Commands;

/// <summary>Finds out before any work whether a file can be written.</summary>
internal static class OutputPlaces
{
    /// <summary>What is wrong with the place; null when nothing is.</summary>
    public static string? Problem(string file)
    {
        if (string.IsNullOrWhiteSpace(file) || file.Contains('\0', StringComparison.Ordinal))
        {
            return "The name of a file is wanted.";
        }

        if (Directory.Exists(file) || Path.EndsInDirectorySeparator(file))
        {
            return "This is a folder; a file is wanted.";
        }

        return Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)))
            ? null
            : "The folder of the file does not exist; create it first.";
    }
}
