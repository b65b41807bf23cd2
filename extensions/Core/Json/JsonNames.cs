using System.Text;
using System.Threading;

namespace ClickFunnels.Core;

/// <summary>
/// The property names that were seen, shared by all readers, so that a name is made into a string once and not per record.
/// Bounded, because names may come from users (custom attributes). Reading takes no lock.
/// </summary>
internal sealed class JsonNames
{
    private const int MaximumNames = 2048;
    private const int MaximumLength = 64;

    private readonly Entry?[] _buckets = new Entry?[1024];
    private readonly object _adding = new();
    private int _count;

    public static JsonNames Shared { get; } = new();

    /// <summary>Returns the name that the bytes spell.</summary>
    public string Get(byte[] bytes, int start, int length)
    {
        if (length is 0 or > MaximumLength)
        {
            return Encoding.UTF8.GetString(bytes, start, length);
        }

        var mark = ByteText.Mark(bytes, start, length);
        ref var bucket = ref _buckets[mark % (uint)_buckets.Length];
        return Find(Volatile.Read(ref bucket), bytes, start, length, mark) ?? Add(ref bucket, bytes, start, length, mark);
    }

    private string Add(ref Entry? bucket, byte[] bytes, int start, int length, uint mark)
    {
        var name = Encoding.UTF8.GetString(bytes, start, length);

        // Of other names than those in ASCII not even the length would tell that they are the same.
        if (name.Length != length || _count >= MaximumNames)
        {
            return name;
        }

        lock (_adding)
        {
            if (Find(bucket, bytes, start, length, mark) is { } known)
            {
                return known;
            }

            Volatile.Write(ref bucket, new Entry(name, mark, bucket));
            _count++;
        }

        return name;
    }

    private static string? Find(Entry? entry, byte[] bytes, int start, int length, uint mark)
    {
        for (; entry is not null; entry = entry.Next)
        {
            if (entry.Mark == mark && ByteText.Same(entry.Name, bytes, start, length))
            {
                return entry.Name;
            }
        }

        return null;
    }

    private sealed class Entry(string name, uint mark, Entry? next)
    {
        public readonly string Name = name;

        public readonly uint Mark = mark;

        public readonly Entry? Next = next;
    }
}
