using System;
using System.Text;
using System.Threading;

namespace ClickFunnels.Core;

/// <summary>
/// The property names that were seen, shared by all readers, so that a name becomes a string once and not once per record. Bounded,
/// because names may come from users (custom attributes). Reading takes no lock.
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
    /// <param name="bytes">Holds the bytes.</param>
    /// <param name="start">Index of the first byte.</param>
    /// <param name="length">The number of bytes.</param>
    /// <param name="previous">The name before it, which is replaced by this one. Records list their fields in the same order, so the one
    /// that followed last time is tried first.</param>
    public string Get(byte[] bytes, int start, int length, ref Entry? previous)
    {
        if (previous?.Following is { } expected && expected.Equals(bytes, start, length))
        {
            previous = expected;
            return expected.Name;
        }

        if (length is 0 or > MaximumLength)
        {
            previous = null;
            return Encoding.UTF8.GetString(bytes, start, length);
        }

        var hash = ByteText.GetSampledHash(bytes, start, length);
        ref var bucket = ref _buckets[hash % (uint)_buckets.Length];
        var entry = Find(Volatile.Read(ref bucket), bytes, start, length, hash) ?? Add(ref bucket, bytes, start, length, hash);
        if (entry is not null && previous is not null)
        {
            previous.Following = entry;
        }

        previous = entry;
        return entry?.Name ?? Encoding.UTF8.GetString(bytes, start, length);
    }

    private Entry? Add(ref Entry? bucket, byte[] bytes, int start, int length, uint hash)
    {
        var name = Encoding.UTF8.GetString(bytes, start, length);

        // Only ASCII names are cached: otherwise byte length and character length differ.
        if (name.Length != length || _count >= MaximumNames)
        {
            return null;
        }

        lock (_adding)
        {
            if (Find(bucket, bytes, start, length, hash) is { } known)
            {
                return known;
            }

            // Interned, so that the names in the code of the models are the same objects and compare at once.
            var entry = new Entry(string.Intern(name), bytes.AsSpan(start, length).ToArray(), hash, bucket);
            Volatile.Write(ref bucket, entry);
            _count++;
            return entry;
        }
    }

    private static Entry? Find(Entry? entry, byte[] bytes, int start, int length, uint hash)
    {
        while (entry is not null && (entry.Hash != hash || !entry.Equals(bytes, start, length)))
        {
            entry = entry.Next;
        }

        return entry;
    }

    /// <summary>A name, and the name that followed it last.</summary>
    internal sealed class Entry(string name, byte[] bytes, uint hash, Entry? next)
    {
        public readonly string Name = name;

        public readonly uint Hash = hash;

        public readonly Entry? Next = next;

        /// <summary>A guess, which any reader may replace at any time.</summary>
        public Entry? Following;

        public bool Equals(byte[] other, int start, int length) => bytes.AsSpan().SequenceEqual(other.AsSpan(start, length));
    }
}
