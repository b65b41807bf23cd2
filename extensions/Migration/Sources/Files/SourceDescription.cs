using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration.Files;

/// <summary>The content of <c>source.json</c>.</summary>
/// <param name="Name">Name of the source; null for the name of the folder.</param>
internal sealed record SourceDescription(string? Name = null)
{
    /// <summary>Sentences about what the source cannot read.</summary>
    // Not init: generated code would drop the initial value if the JSON has no notes.
    public IReadOnlyList<string> Notes { get; set; } = [];

    /// <summary>Reads the file of a folder; returns null if there is none.</summary>
    /// <exception cref="MigrationInputException">The file cannot be read.</exception>
    public static SourceDescription? Read(string folder)
    {
        var path = Path.Combine(folder, ShopFileNames.Source);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            if (new FileInfo(path).Length > RowLimits.MaxBytes)
            {
                throw new MigrationInputException($"The file is larger than {RowLimits.MaxBytes} bytes.", ShopFileNames.Source);
            }

            var description = RecordReader.Read<SourceDescription>(File.ReadAllBytes(path), out var problem);
            return description
                ?? throw new MigrationInputException(
                    (problem!.Field is null ? "" : $"Field {problem.Field}: ") + problem.Reason,
                    ShopFileNames.Source
                );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MigrationInputException(
                "The file cannot be read. Check its permissions.",
                ShopFileNames.Source,
                innerException: exception
            );
        }
    }
}
