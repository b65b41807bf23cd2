using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Emulator.Store;

/// <summary>
/// Makes up UUIDs, tokens and secrets: random ones or, with a seed number, the same ones for the same calls. With a seed number they can be
/// guessed, so they are for tests only. Thread-safe.
/// </summary>
/// <param name="seed">The seed number; null for random values.</param>
internal sealed class GeneratedValues(long? seed)
{
    private const int LowestFirstId = 100_000;
    private const int FirstIds = 900_000_000;
    private long _count;

    /// <summary>The first id of a store; null without a seed number.</summary>
    public long? FirstId =>
        seed is null ? null : LowestFirstId + (long)(BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8, -1, 0)) % FirstIds);

    /// <summary>Makes up hexadecimal digits in lower case.</summary>
    /// <param name="length">Number of digits, an even one.</param>
    /// <param name="salt">A number that is another one after a restart from a snapshot: the next id.</param>
    public string Hex(int length, long salt = 0) => Convert.ToHexStringLower(Next(length / 2, salt));

    /// <summary>Makes up a text of the given letters.</summary>
    public string Text(string letters, int length, long salt = 0) =>
        seed is null
            ? RandomNumberGenerator.GetString(letters, length)
            : string.Concat(Next(length, salt).Select(one => letters[one % letters.Length]));

    /// <summary>Makes up a UUID of version 4.</summary>
    public Guid Uuid(long salt = 0)
    {
        var bytes = Next(16, salt);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private byte[] Next(int count, long salt) =>
        seed is null ? RandomNumberGenerator.GetBytes(count) : Bytes(count, Interlocked.Increment(ref _count), salt);

    private byte[] Bytes(int count, long number, long salt)
    {
        var bytes = new byte[count];
        for (var block = 0; block * SHA256.HashSizeInBytes < count; block++)
        {
            var hash = SHA256.HashData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{seed}/{salt}/{number}/{block}")));
            var start = block * SHA256.HashSizeInBytes;
            hash.AsSpan(0, Math.Min(hash.Length, count - start)).CopyTo(bytes.AsSpan(start));
        }

        return bytes;
    }
}
