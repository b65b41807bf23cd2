using System.Text;
using ClickFunnels.Drift.Documents;

namespace ClickFunnels.Drift.Import;

/// <summary>Writes a file whole or not at all.</summary>
internal static class AtomicFile
{
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(path);
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            try
            {
                await File.WriteAllTextAsync(temporary, text, new UTF8Encoding(false), cancellationToken);
                File.Move(temporary, target, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, null, $"The contract cannot be written: {exception.Message} Choose another place with --output.", exception);
        }
    }
}
