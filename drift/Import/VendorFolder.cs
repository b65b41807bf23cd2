using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Import.Merge;

namespace ClickFunnels.Drift.Import;

/// <summary>A published document: one file, or a folder with a document for each tag.</summary>
/// <param name="File">The document, or that of all files.</param>
/// <param name="Findings">The differences between the files.</param>
/// <param name="Notes">Files that were left out.</param>
internal sealed record VendorDocument(SpecFile File, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Notes)
{
    /// <summary>Reads a file, an address or a folder.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static async Task<VendorDocument> LoadAsync(string input, bool fetchReferences, CancellationToken cancellationToken) =>
        Directory.Exists(input)
            ? await VendorFolder.LoadAsync(input, cancellationToken)
            : new VendorDocument(await SpecFile.LoadAsync(input, fetchReferences, cancellationToken), [], []);
}

/// <summary>Reads the documents of a folder, in the order of their paths. Symbolic links are refused.</summary>
internal static class VendorFolder
{
    public const int MaxFiles = 1_000;
    public const int MaxDepth = 8;
    private const int MaxEntries = 20_000;
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <exception cref="InputException">A file cannot be read, there are too many, or none is an OpenAPI document.</exception>
    public static async Task<VendorDocument> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        var documents = new List<SpecFile>();
        var others = new List<string>();
        var bytes = 0L;
        var files = Files(folder);
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            var full = Path.Join(folder, path);
            bytes += Length(full);
            if (bytes > SpecSource.MaxBytes)
            {
                throw new InputException(folder, null, $"The documents are larger than {SpecSource.MaxBytes / 1024 / 1024} MB.");
            }

            var file = await SpecFile.LoadAsync(full, cancellationToken: cancellationToken);
            if (file.Root.ContainsKey("openapi") || file.Root.ContainsKey("swagger"))
            {
                documents.Add(file);
            }
            else
            {
                others.Add(path);
            }
        }

        if (documents.Count == 0)
        {
            throw new InputException(folder, null, "The folder has no OpenAPI document: no YAML or JSON file with the key \"openapi\".");
        }

        var (merged, findings) = DocumentMerge.Merge(folder, documents);
        return new VendorDocument(
            merged,
            findings,
            [
                $"{documents.Count} documents were read from {folder}.",
                .. others.Select(path => $"Left out, because it has no key \"openapi\": {path}."),
            ]
        );
    }

    private static List<string> Files(string folder)
    {
        var files = new List<string>();
        var entries = 0;
        var waiting = new Stack<(string Path, int Depth)>([("", 0)]);
        while (waiting.TryPop(out var at))
        {
            foreach (var entry in Entries(Path.Join(folder, at.Path)))
            {
                var path = at.Path.Length == 0 ? entry.Name : $"{at.Path}/{entry.Name}";
                if (++entries > MaxEntries || at.Depth > MaxDepth)
                {
                    throw new InputException(
                        folder,
                        null,
                        $"The folder has more than {MaxEntries} entries or {MaxDepth} levels. Name the folder of the documents."
                    );
                }

                if (entry.Name.StartsWith('.'))
                {
                    continue;
                }

                if (entry.LinkTarget is not null)
                {
                    throw new InputException(
                        Path.Join(folder, path),
                        null,
                        "This is a symbolic link, which could lead anywhere. Replace it by what it leads to."
                    );
                }

                if (entry is DirectoryInfo)
                {
                    waiting.Push((path, at.Depth + 1));
                }
                else if (Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                {
                    files.Add(path);
                }
            }
        }

        return files.Count <= MaxFiles ? files : throw new InputException(folder, null, $"The folder has more than {MaxFiles} documents.");
    }

    private static FileSystemInfo[] Entries(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(folder, null, "The folder cannot be read: " + exception.Message, exception);
        }
    }

    // Pipes and devices have no length, and reading them may never end.
    private static long Length(string path) =>
        new FileInfo(path).Length is > 0 and var length ? length : throw new InputException(path, null, "The file is empty.");
}
