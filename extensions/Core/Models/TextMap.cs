using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace ClickFunnels.Core;

/// <summary>
/// The few texts that a record holds by name, in the order they came: a fifth of the memory that a Dictionary takes for
/// them. It becomes one when they are many.
/// </summary>
[DebuggerDisplay("{Count} texts")]
internal sealed class TextMap : IReadOnlyDictionary<string, string?>
{
    private const int FewEntries = 16;

    private KeyValuePair<string, string?>[] _few = [];
    private Dictionary<string, string?>? _many;
    private int _count;

    public int Count => _many?.Count ?? _count;

    public IEnumerable<string> Keys => Entries().Select(static entry => entry.Key);

    public IEnumerable<string?> Values => Entries().Select(static entry => entry.Value);

    public string? this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException("There is no entry of that name.");
        internal set => Set(key, value);
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, out string? value)
    {
        if (key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }

        if (_many is not null)
        {
            return _many.TryGetValue(key, out value);
        }

        var index = IndexOf(key);
        value = index < 0 ? null : _few[index].Value;
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, string?>> GetEnumerator() => Entries().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<KeyValuePair<string, string?>> Entries() => _many ?? _few.Take(_count);

    private void Set(string key, string? value)
    {
        if (_many is not null)
        {
            _many[key] = value;
            return;
        }

        var index = IndexOf(key);
        if (index >= 0)
        {
            _few[index] = new(key, value);
        }
        else if (_count == FewEntries)
        {
            _many = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var entry in _few)
            {
                _many.Add(entry.Key, entry.Value);
            }

            _many.Add(key, value);
            _few = [];
        }
        else
        {
            if (_count == _few.Length)
            {
                Array.Resize(ref _few, Math.Max(4, _count * 2));
            }

            _few[_count++] = new(key, value);
        }
    }

    private int IndexOf(string key)
    {
        for (var index = 0; index < _count; index++)
        {
            if (string.Equals(_few[index].Key, key, StringComparison.Ordinal))
            {
                return index;
            }
        }

        return -1;
    }
}
