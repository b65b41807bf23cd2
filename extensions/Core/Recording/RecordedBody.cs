using System.Net.Http;

namespace ClickFunnels.Core;

/// <summary>A body to record: its bytes, or the reason why they are left out.</summary>
internal sealed class RecordedBody
{
    public static readonly RecordedBody None = new(null, null, 0, null);

    private RecordedBody(string? mediaType, byte[]? bytes, int length, string? omitted)
    {
        MediaType = mediaType;
        Bytes = bytes;
        Length = length;
        Omitted = omitted;
    }

    public string? MediaType { get; }

    public byte[]? Bytes { get; }

    public int Length { get; }

    /// <summary>The reason why the bytes are left out; null when they are there.</summary>
    public string? Omitted { get; }

    public static RecordedBody Of(HttpContent content, byte[] bytes, int length) =>
        length == 0 ? None : new(content.Headers.ContentType?.MediaType, bytes, length, null);

    public static RecordedBody Without(HttpContent content, string reason) => new(content.Headers.ContentType?.MediaType, null, 0, reason);
}
