using System.Runtime.CompilerServices;
using System.Text.Json;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Traffic;

/// <summary>Finds and reads recorded traffic, one file at a time: HAR files and exchange files, and folders of both.</summary>
internal static class TrafficFiles
{
    /// <summary>The maximum number of files in a folder.</summary>
    public const int MaxFiles = 1_000_000;

    private static readonly string[] Endings = [".json", ".har"];

    /// <exception cref="InputException">A file or folder cannot be read, or is malformed.</exception>
    public static async IAsyncEnumerable<Exchange> ReadAsync(
        IEnumerable<string> paths,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var count = 0;
        foreach (var (file, name) in paths.SelectMany(Files))
        {
            if (++count > MaxFiles)
            {
                throw new InputException(file, null, $"There are more than {MaxFiles} files; check them in several runs.");
            }

            var bytes = await SpecSource.ReadAsync(file, cancellationToken);
            foreach (var exchange in Read(file, name, bytes))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return exchange;
            }
        }
    }

    private static IEnumerable<Exchange> Read(string file, string name, ReadOnlyMemory<byte> bytes)
    {
        var json = new RecordedJson(file, bytes);
        var root = json.Read();
        return root.TryGetProperty("log", out var log) && log.ValueKind == JsonValueKind.Object
            ? HarReader.Read(json, root, name)
            : [ExchangeReader.Read(json, root, name)];
    }

    private static IEnumerable<(string File, string Name)> Files(string path)
    {
        if (!Directory.Exists(path))
        {
            return [(path, Path.GetFileName(path))];
        }

        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles(path, "*", SearchOption.AllDirectories)
                    .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                    .Order(StringComparer.Ordinal)
                    .Select(file => (file, Path.GetRelativePath(path, file))),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, null, "The folder cannot be read: " + exception.Message, exception);
        }
    }
}
