using System;
using System.Buffers;
using System.Text;

namespace ClickFunnels.Core;

/// <summary>
/// Caches the texts of one response, because they repeat within a page: tags, time zones, browsers, campaigns. The cache belongs to the
/// response and is cleared with it, so that personal data does not outlive it.
/// </summary>
internal sealed class RecentTexts : IDisposable
{
    private const int Slots = 1024;
    private const int MaximumLength = 256;

    private string?[]? _texts = ArrayPool<string?>.Shared.Rent(Slots);

    public string Get(byte[] bytes, int start, int length)
    {
        if (length == 0)
        {
            return string.Empty;
        }

        if (length > MaximumLength || _texts is null)
        {
            return Encoding.UTF8.GetString(bytes, start, length);
        }

        // A text replaces an older one with the same hash, so that a look-up is one comparison.
        ref var slot = ref _texts[ByteText.GetSampledHash(bytes, start, length) % Slots];
        if (slot is null || !ByteText.EqualsAscii(slot, bytes, start, length))
        {
            slot = Encoding.UTF8.GetString(bytes, start, length);
        }

        return slot;
    }

    public void Dispose()
    {
        if (_texts is { } texts)
        {
            _texts = null;
            ArrayPool<string?>.Shared.Return(texts, clearArray: true);
        }
    }
}
