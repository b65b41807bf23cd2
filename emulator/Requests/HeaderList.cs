using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ClickFunnels.Emulator.Requests;

/// <summary>Headers by name, without case. A list, because one is made for each request and few are read.</summary>
internal sealed class HeaderList(KeyValuePair<string, string>[] headers) : IReadOnlyDictionary<string, string>
{
    public static readonly HeaderList Empty = new([]);

    public int Count => headers.Length;

    public IEnumerable<string> Keys => headers.Select(header => header.Key);

    public IEnumerable<string> Values => headers.Select(header => header.Value);

    public string this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The message has no header '{key}'.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        foreach (var (name, text) in headers)
        {
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                value = text;
                return true;
            }
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => headers.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
