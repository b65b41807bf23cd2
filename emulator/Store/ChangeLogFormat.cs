using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ClickFunnels.Emulator.Store;

/// <summary>
/// The lines of a change log: the first half of the SHA-256 of the JSON in hexadecimal, a space, and an object on one line. Its
/// <c>n</c> counts the lines from 0, so that a missing line is noticed as well as a damaged one.
/// </summary>
internal static class ChangeLogFormat
{
    private const int ChecksumLength = 32;

    /// <summary>Returns one line.</summary>
    public static ReadOnlyMemory<byte> Encode(long number, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        buffer.Advance(Fill(buffer.GetSpan(ChecksumLength + 1)));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("n", number);
            write(json);
            json.WriteEndObject();
        }

        var content = buffer.WrittenSpan[(ChecksumLength + 1)..];
        var line = new byte[buffer.WrittenCount + 1];
        buffer.WrittenSpan.CopyTo(line);
        WriteChecksum(content, line);
        line[^1] = (byte)'\n';
        return line;
    }

    /// <summary>
    /// Reads the lines in their order. A last line without an end was being written when the process ended: it is left out.
    /// </summary>
    /// <returns>The lines, and the length of the bytes that they take.</returns>
    /// <exception cref="InvalidDataException">A line is damaged or missing.</exception>
    public static (List<JsonElement> Lines, long Length) Read(ReadOnlyMemory<byte> bytes, string path)
    {
        var lines = new List<JsonElement>();
        var start = 0;
        while (bytes.Span[start..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            lines.Add(
                Decode(bytes.Slice(start, length), lines.Count)
                    ?? throw new InvalidDataException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{path} is damaged at line {lines.Count + 1}, byte {start}. Restore the file from a backup, or delete it to "
                                + $"continue with the snapshot as it was before the changes of this file."
                        )
                    )
            );
            start += length + 1;
        }

        return (lines, start);
    }

    private static JsonElement? Decode(ReadOnlyMemory<byte> line, int number)
    {
        if (line.Length <= ChecksumLength || line.Span[ChecksumLength] != ' ')
        {
            return null;
        }

        var content = line[(ChecksumLength + 1)..];
        Span<byte> expected = stackalloc byte[ChecksumLength];
        WriteChecksum(content.Span, expected);
        if (!line.Span[..ChecksumLength].SequenceEqual(expected))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement.Clone();
            return root.TryGetProperty("n", out var n) && n.TryGetInt64(out var counted) && counted == number ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void WriteChecksum(ReadOnlySpan<byte> content, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        Span<char> text = stackalloc char[ChecksumLength];
        Convert.TryToHexStringLower(hash[..(ChecksumLength / 2)], text, out _);
        Encoding.ASCII.GetBytes(text, destination);
    }

    private static int Fill(Span<byte> space)
    {
        space[..(ChecksumLength + 1)].Fill((byte)' ');
        return ChecksumLength + 1;
    }
}
