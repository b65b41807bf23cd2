using System;
using System.Threading;
using Newtonsoft.Json;

namespace ClickFunnels;

/// <summary>
/// The property names that were seen, shared by all readers, so that a name is made into a string once and not per record.
/// Bounded, because names may come from users (custom attributes). Reading takes no lock.
/// </summary>
internal sealed class JsonNames : JsonNameTable
{
    private const int MaximumNames = 2048;
    private const int MaximumLength = 64;

    private readonly Entry?[] _buckets = new Entry?[1024];
    private readonly object _adding = new();
    private int _count;

    public static JsonNames Shared { get; } = new();

    public override string? Get(char[] key, int start, int length)
    {
        if (length == 0)
        {
            return string.Empty;
        }

        if (length > MaximumLength)
        {
            return null;
        }

        var hash = 5381u + (uint)length;
        for (var index = start; index < start + length; index++)
        {
            hash = (hash * 33) ^ key[index];
        }

        ref var bucket = ref _buckets[hash % (uint)_buckets.Length];
        var name = Find(Volatile.Read(ref bucket), key, start, length, hash);
        if (name is not null || _count >= MaximumNames)
        {
            return name;
        }

        lock (_adding)
        {
            name = Find(bucket, key, start, length, hash);
            if (name is null && _count < MaximumNames)
            {
                name = new string(key, start, length);
                Volatile.Write(ref bucket, new Entry(name, hash, bucket));
                _count++;
            }
        }

        return name;
    }

    private static string? Find(Entry? entry, char[] key, int start, int length, uint hash)
    {
        for (; entry is not null; entry = entry.Next)
        {
            if (entry.Hash == hash && entry.Name.AsSpan().SequenceEqual(key.AsSpan(start, length)))
            {
                return entry.Name;
            }
        }

        return null;
    }

    private sealed class Entry(string name, uint hash, Entry? next)
    {
        public string Name { get; } = name;

        public uint Hash { get; } = hash;

        public Entry? Next { get; } = next;
    }
}
