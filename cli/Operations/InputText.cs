using System.Text;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Operations;

/// <summary>Reads what a user passes as a file or on the standard input.</summary>
internal static class InputText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a stream up to a limit.</summary>
    public static async Task<byte[]> ReadAsync(Stream stream, int maximum, string name, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0; )
        {
            if (bytes.Length + read > maximum)
            {
                throw CliException.Input($"{name} has more than {maximum / (1024 * 1024)} MiB.");
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads bytes as UTF-8.</summary>
    public static string Decode(byte[] bytes, string name)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw CliException.Input($"{name} is not text in UTF-8.");
        }
    }
}
