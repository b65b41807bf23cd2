namespace ElasticFunnels;

/// <content>Checks the rules before anything is sent.</content>
public sealed partial class FileBulkUpload
{
    private const int MaximumFiles = 20;

    /// <inheritdoc />
    protected override string? BrokenRule() =>
        Files is { Count: 0 or > MaximumFiles } ? $"One request uploads 1 to {MaximumFiles} files."
        : Filenames is { } names && names.Count > (Files?.Count ?? 0) ? "There are more filenames than files."
        : null;
}

/// <content>Checks the rules before anything is sent.</content>
public sealed partial class FileRename
{
    /// <inheritdoc />
    protected override string? BrokenRule() =>
        NewName?.IndexOfAny(['/', '\\']) >= 0 ? "new_name is a name without a folder; renaming does not move a file." : null;
}

/// <content>Checks the rules before anything is sent.</content>
public sealed partial class FolderCreate
{
    /// <inheritdoc />
    protected override string? BrokenRule() =>
        Name is { } name && !IsFolderName(name)
            ? "The name of a folder has lower-case letters, digits, hyphens and underscores only."
            : null;

    private static bool IsFolderName(string name)
    {
        foreach (var character in name)
        {
            if (character is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
