using System.Text;
using System.Text.Json;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration.Files;

/// <summary>A row of a file as JSON. The memory is valid until the next row is read.</summary>
/// <param name="Line">Number of its first line, from 1.</param>
/// <param name="Json">The row as an object of JSON.</param>
/// <param name="Problem">A mistake that was found before the JSON was read; null if there is none yet.</param>
internal readonly record struct SourceRow(int Line, ReadOnlyMemory<byte> Json, RecordProblem? Problem = null)
{
    private const int MaxShown = 1_000;

    /// <summary>Creates a row that is not a record. It is kept in a comment, so it stays rejected until somebody corrects it.</summary>
    public static SourceRow Malformed(int line, ReadOnlySpan<byte> text, RecordProblem problem) =>
        new(line, Comment("_text", Encoding.UTF8.GetString(text[..Math.Min(text.Length, RowLimits.MaxBytes)])), problem);

    /// <summary>Creates a row that is too long to be read. Its beginning is kept, so that people find it.</summary>
    public static SourceRow TooLong(int line, ReadOnlySpan<byte> text) =>
        new(
            line,
            Comment("_text", Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxShown)]) + "…"),
            new RecordProblem(null, $"The row is longer than {RowLimits.MaxBytes} bytes. Shorten it.")
        );

    private static byte[] Comment(string name, string text) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string> { [name] = text },
            RecordJson.TypeOf<Dictionary<string, string>>(RecordJson.Compact)
        );
}

/// <summary>Limits for files from outside.</summary>
internal static class RowLimits
{
    public const int MaxBytes = 1024 * 1024;
    public const int MaxRows = 2_000_000;
    public const int MaxColumns = 1_000;
    public const int MaxKeyLength = 200;
}
