namespace ClickFunnels.Sync.Imports;

/// <summary>The bounds of the input, and the file behind a source.</summary>
internal static class ImportFiles
{
    /// <summary>The longest row, in bytes of UTF-8.</summary>
    public const int MaxRowBytes = 1024 * 1024;

    /// <summary>The largest number of columns.</summary>
    public const int MaxColumns = 1000;

    /// <summary>The deepest nesting of a JSON row.</summary>
    public const int MaxDepth = 16;

    /// <summary>The longest name of a column.</summary>
    public const int MaxNameLength = 255;

    public static Stream Open(string path)
    {
        try
        {
            return new FileStream(
                path,
                new FileStreamOptions
                {
                    Access = FileAccess.Read,
                    Share = FileShare.Read,
                    Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                }
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Unreadable(path, exception);
        }
    }

    public static ImportInputException Unreadable(string name, Exception exception, long? line = null) =>
        new(
            name,
            exception is FileNotFoundException or DirectoryNotFoundException
                ? "The file does not exist."
                : $"The input cannot be read ({exception.GetType().Name}). Check that it exists and may be read.",
            line,
            innerException: exception
        );

    /// <summary>The part of a stream that was read, 0 to 1; null if its length is not known.</summary>
    public static double? Fraction(Stream stream) =>
        stream.CanSeek && stream.Length > 0 ? Math.Min(1, (double)stream.Position / stream.Length) : null;
}
