using System.Text;

namespace ClickFunnels.Drift.Output;

/// <summary>Writes a file completely or not at all: to a temporary file first, which is then moved.</summary>
internal static class AtomicFile
{
    public static async Task WriteAsync(string path, string text, bool overwrite, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
        try
        {
            await File.WriteAllTextAsync(temporary, text, new UTF8Encoding(false), cancellationToken);
            File.Move(temporary, full, overwrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(path, exception);
        }
        finally
        {
            // Deleting a file that was never created fails if its folder is missing.
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }
}
