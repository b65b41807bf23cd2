using System.Security.Cryptography;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Skills;

/// <summary>Finds and reads the skills below a folder. Symbolic links are refused, and hidden folders are left out.</summary>
internal sealed class SkillFolder
{
    public const int MaxDepth = 12;
    public const int MaxEntries = 20_000;
    public const int MaxSkills = 1_000;
    public const int MaxFileBytes = 8 * 1024 * 1024;

    private readonly string _folder;
    private readonly List<string> _files = [];
    private int _entries;
    private long _bytes;

    private SkillFolder(string folder) => _folder = folder;

    /// <summary>Reads the skills of a folder, in the order of their names.</summary>
    /// <exception cref="InputException">There is no skill, an entry cannot be read, or there are too many.</exception>
    public static async Task<IReadOnlyList<Skill>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException(
                folder,
                null,
                File.Exists(folder) ? "Expected a folder with skills, but this is a file." : "The folder does not exist."
            );
        }

        var reader = new SkillFolder(folder);
        reader.List("", 0, cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }

    private void List(string path, int depth, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (depth > MaxDepth)
        {
            throw new InputException(Shown(path), null, $"The folder is nested deeper than {MaxDepth} levels.");
        }

        try
        {
            foreach (
                var entry in new DirectoryInfo(Path.Join(_folder, path)).EnumerateFileSystemInfos().OrderBy(Name, StringComparer.Ordinal)
            )
            {
                Add(path.Length == 0 ? entry.Name : $"{path}/{entry.Name}", entry, depth, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(Shown(path), null, "The folder cannot be read: " + exception.Message, exception);
        }
    }

    private void Add(string path, FileSystemInfo entry, int depth, CancellationToken cancellationToken)
    {
        if (++_entries > MaxEntries)
        {
            throw new InputException(_folder, null, $"There are more than {MaxEntries} files and folders. Name the folder of the skills.");
        }

        if (entry.Name.StartsWith('.'))
        {
            return;
        }

        if (entry.LinkTarget is not null)
        {
            throw new InputException(
                Shown(path),
                null,
                "This is a symbolic link, which could lead anywhere. Replace it by what it leads to."
            );
        }

        if (entry is DirectoryInfo)
        {
            List(path, depth + 1, cancellationToken);
        }
        else
        {
            _files.Add(path);
        }
    }

    private async Task<IReadOnlyList<Skill>> ReadAsync(CancellationToken cancellationToken)
    {
        var folders = _files.Where(file => Skill.IsMain(NameOf(file))).Select(FolderOf).ToHashSet(StringComparer.Ordinal);
        if (folders.Count is 0 or > MaxSkills)
        {
            throw new InputException(
                _folder,
                null,
                folders.Count == 0
                    ? $"No folder below it has a {Skill.FileName}, so there is nothing to compare."
                    : $"There are more than {MaxSkills} skills."
            );
        }

        var files = new Dictionary<string, List<SkillFile>>(StringComparer.Ordinal);
        foreach (var path in _files)
        {
            // A file belongs to the nearest skill above it.
            var owner = FolderOf(path);
            while (owner.Length > 0 && !folders.Contains(owner))
            {
                owner = FolderOf(owner);
            }

            if (folders.Contains(owner))
            {
                var within = owner.Length == 0 ? path : path[(owner.Length + 1)..];
                (files.TryGetValue(owner, out var known) ? known : files[owner] = []).Add(await ReadAsync(path, within, cancellationToken));
            }
        }

        var shared = folders
            .GroupBy(SkillName, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet();
        return
        [
            .. files
                .Select(entry => new Skill(
                    shared.Contains(SkillName(entry.Key)) && entry.Key.Length > 0 ? entry.Key : SkillName(entry.Key),
                    entry.Key,
                    [.. entry.Value.OrderBy(file => file.Path, StringComparer.Ordinal)]
                ))
                .OrderBy(skill => skill.Name, StringComparer.Ordinal),
        ];
    }

    private async Task<SkillFile> ReadAsync(string path, string within, CancellationToken cancellationToken)
    {
        var full = Path.Join(_folder, path);

        // Pipes and devices have no length, and reading them may never end.
        var content =
            new FileInfo(full).Length == 0 ? ReadOnlyMemory<byte>.Empty : await SpecSource.ReadAsync(full, cancellationToken, MaxFileBytes);
        _bytes += content.Length;
        return _bytes > SpecSource.MaxBytes
            ? throw new InputException(_folder, null, $"The skills are larger than {SpecSource.MaxBytes / 1024 / 1024} MB.")
            : new SkillFile(within, Shown(path), content, Convert.ToHexStringLower(SHA256.HashData(content.Span)));
    }

    private string SkillName(string folder) =>
        folder.Length > 0 ? NameOf(folder)
        : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(_folder))) is { Length: > 0 } name ? name
        : "skill";

    private string Shown(string path) => path.Length == 0 ? _folder : Path.Join(_folder, path);

    private static string Name(FileSystemInfo entry) => entry.Name;

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string FolderOf(string path) => path[..Math.Max(path.LastIndexOf('/'), 0)];
}
