using System;
using System.Buffers;
using System.Text;

namespace ClickFunnels.Core;

/// <summary>
/// The texts that one answer has held so far, because they repeat within a page: tags, time zones, browsers, campaigns.
/// The answer's own, and cleared with it: what is personal does not outlive it.
/// </summary>
internal sealed class RecentTexts : IDisposable
{
    private const int Places = 1024;
    private const int MaximumLength = 256;

    private string?[]? _texts = ArrayPool<string?>.Shared.Rent(Places);

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

        // A text takes the place of an older one with the same mark, so that looking up is one comparison.
        ref var place = ref _texts[ByteText.Mark(bytes, start, length) % Places];
        if (place is null || !ByteText.Same(place, bytes, start, length))
        {
            place = Encoding.UTF8.GetString(bytes, start, length);
        }

        return place;
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
