using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// Identifies a record within a list: by its id, or by a hash of its whole content when it has none. Records without an id can be equal.
/// </summary>
internal static class RecordKey
{
    private const char ById = '#';

    public static string Of(Model record)
    {
        if (record.FindId() is { } id)
        {
            return ById + id;
        }

        var content = Encoding.UTF8.GetBytes(record.ToJson());
#if NETSTANDARD2_0
        using var hash = SHA256.Create();
        return HmacSignature.ToText(hash.ComputeHash(content));
#else
        return HmacSignature.ToText(SHA256.HashData(content));
#endif
    }

    public static bool IsUnique(string key) => key[0] == ById;
}

/// <summary>Counts how often each record occurs.</summary>
internal sealed class RecordCounts
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts a record and returns the new count.</summary>
    public int Add(string key)
    {
        _counts.TryGetValue(key, out var count);
        return _counts[key] = count + 1;
    }

    /// <summary>Returns true, and keeps the count, if it is higher than the one that is known.</summary>
    public bool Raise(string key, int count)
    {
        _counts.TryGetValue(key, out var known);
        if (count <= known)
        {
            return false;
        }

        _counts[key] = count;
        return true;
    }
}
