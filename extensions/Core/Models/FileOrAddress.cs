using System;
using System.Diagnostics.CodeAnalysis;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// A file to upload, or the address of one. A file is sent in a form (<c>multipart/form-data</c>); an address converts from a text and is
/// sent as that text.
/// </summary>
/// <remarks>A record that is written as JSON, for example with <see cref="Model.ToJson" />, leaves files out.</remarks>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class FileOrAddress
{
    private const int MaximumName = 255;

    /// <summary>Holds the address of a file.</summary>
    /// <param name="address">The address, as the service accepts it.</param>
    public FileOrAddress(string address) => Address = address ?? throw new ArgumentNullException(nameof(address));

    /// <summary>Holds a file.</summary>
    /// <param name="content">The bytes of the file. They are not copied, and must not change before the call ends.</param>
    /// <param name="fileName">Name of the file, such as <c>shirt.png</c>, without a folder.</param>
    /// <param name="mediaType">Media type of the file, such as <c>image/png</c>.</param>
    /// <exception cref="ArgumentException">The name or the media type cannot be sent in a header.</exception>
    public FileOrAddress(byte[] content, string fileName, string mediaType = "application/octet-stream")
    {
        Content = content ?? throw new ArgumentNullException(nameof(content));
        FileName = fileName ?? throw new ArgumentNullException(nameof(fileName));
        MediaType = mediaType ?? throw new ArgumentNullException(nameof(mediaType));
        if (fileName.Length is 0 or > MaximumName || fileName.IndexOfAny(['/', '\\']) >= 0 || HasControls(fileName))
        {
            throw new ArgumentException(
                $"The name of a file has 1 to {MaximumName} characters, without slashes and control characters.",
                nameof(fileName)
            );
        }

        if (!HeaderText.IsPlain(mediaType) || mediaType.IndexOf('/') <= 0)
        {
            throw new ArgumentException("A media type consists of two parts in ASCII, such as image/png.", nameof(mediaType));
        }
    }

    /// <summary>The address; null for a file.</summary>
    public string? Address { get; }

    /// <summary>True for a file to upload.</summary>
    public bool IsFile => Content is not null;

    /// <summary>Name of the file; null for an address.</summary>
    public string? FileName { get; }

    /// <summary>Media type of the file; null for an address.</summary>
    public string? MediaType { get; }

    internal byte[]? Content { get; }

    /// <summary>Holds the address of a file; null gives null.</summary>
    /// <param name="address">The address.</param>
    [return: NotNullIfNotNull(nameof(address))]
    public static implicit operator FileOrAddress?(string? address) => address is null ? null : new(address);

    /// <summary>Returns the kind; never the address or the name, which may be personal.</summary>
    public override string ToString() => Content is { } content ? $"file of {content.Length} bytes" : "address";

    private static bool HasControls(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                return true;
            }
        }

        return false;
    }
}
