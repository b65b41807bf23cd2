using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Sync.Imports;

/// <summary>Digests of rows, by which a resumed import recognizes that its input was changed. Not thread-safe.</summary>
internal sealed class RowDigest : IDisposable
{
    private readonly IncrementalHash _hash;

    /// <param name="salt">Bytes of one import, so that digests of equal rows differ between imports.</param>
    public RowDigest(byte[] salt) => _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, salt);

    public ulong Of(ImportRow row)
    {
        for (var index = 0; index < row.Columns.Count; index++)
        {
            Add(row.Columns[index]);
            if (index < row.Values.Count)
            {
                Add(row.Values[index]);
            }
        }

        if (row.Problem is { } problem)
        {
            Add(problem);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    public void Dispose() => _hash.Dispose();

    private void Add(object? value)
    {
        switch (value)
        {
            case null:
                AddText("\u0000");
                break;
            case string text:
                AddText(text);
                break;
            case byte[] bytes:
                AddText(Convert.ToHexString(bytes));
                break;
            case System.Collections.IEnumerable list and not Newtonsoft.Json.Linq.JToken:
                AddText("\u0002");
                foreach (var item in list)
                {
                    Add(item);
                }

                AddText("\u0003");
                break;
            default:
                AddText(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "");
                break;
        }
    }

    private void AddText(string text)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        _hash.AppendData(length);
        _hash.AppendData(bytes);
    }
}
