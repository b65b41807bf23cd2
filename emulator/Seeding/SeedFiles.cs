using System.Text;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>Reads seed files, and the embedded ones of the demonstration.</summary>
internal static class SeedFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the files of the options, with their names.</summary>
    public static async Task<IReadOnlyList<(string Text, string Name)>> ReadAsync(
        string api,
        ApiEmulatorOptions options,
        CancellationToken cancellationToken
    )
    {
        var files = new List<(string, string)>();
        if (options.DemoShop)
        {
            files.Add((Demo(api), $"demo-{api}.yaml"));
        }

        foreach (var path in options.SeedFiles)
        {
            files.Add((await ReadAsync(path, cancellationToken), path));
        }

        return files;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is too large, or not UTF-8.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        var bytes = new byte[stream.CanSeek ? Math.Min(stream.Length, SeedReader.MaxBytes) + 1 : SeedReader.MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > SeedReader.MaxBytes)
        {
            throw new InvalidDataException($"{path}: The file is larger than {SeedReader.MaxBytes / 1024 / 1024} MB.");
        }

        try
        {
            return Utf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"{path}: The file is not UTF-8 text.", exception);
        }
    }

    /// <summary>
    /// Returns false for a file of another API. A file that names no API is of every one, so that the error shows where it is read.
    /// </summary>
    public static bool IsFor(string api, string path)
    {
        try
        {
            return SeedReader.ApiOf(Utf8.GetString(File.ReadAllBytes(path)), path) is not { } named || named == api;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return true;
        }
    }

    /// <summary>Returns the shop of the demonstration.</summary>
    public static string Demo(string api)
    {
        using var stream = typeof(SeedFiles).Assembly.GetManifestResourceStream($"ClickFunnels.Emulator.demo-{api}.yaml")!;
        using var reader = new StreamReader(stream, Utf8);
        return reader.ReadToEnd();
    }
}
