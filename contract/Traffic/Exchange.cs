using System.Text;
using System.Text.Json;

namespace ClickFunnels.Contracts.Traffic;

/// <summary>A recorded request and its response.</summary>
/// <param name="Source">File that it comes from, and the entry where a file holds several: for people.</param>
/// <param name="Method">HTTP method in capitals.</param>
/// <param name="Path">Path as it was sent, without scheme, host and query.</param>
/// <param name="Query">Names and values of the query, decoded, in their order.</param>
/// <param name="Request">Headers and body that were sent.</param>
/// <param name="Status">Status of the response; 0 if there was none.</param>
/// <param name="Response">Headers and body that came back.</param>
internal sealed record Exchange(
    string Source,
    string Method,
    string Path,
    IReadOnlyList<KeyValuePair<string, string>> Query,
    ExchangeMessage Request,
    int Status,
    ExchangeMessage Response
);

/// <summary>Half of an exchange.</summary>
internal sealed record ExchangeMessage(IReadOnlyList<KeyValuePair<string, string>> Headers, ExchangeBody Body)
{
    /// <summary>The media type without its parameters, in small letters; null when there is none.</summary>
    public string? MediaType => Header("Content-Type")?.Split(';')[0].Trim().ToLowerInvariant() is { Length: > 0 } type ? type : null;

    public string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>A body as far as it was recorded.</summary>
internal sealed record ExchangeBody
{
    /// <summary>There was no body.</summary>
    public static readonly ExchangeBody None = new();

    /// <summary>There was a body that was not recorded, for example because it was too large.</summary>
    public static readonly ExchangeBody NotRecorded = new() { IsRecorded = false };

    public bool IsRecorded { get; private init; } = true;

    /// <summary>The body if it is JSON.</summary>
    public JsonElement? Json { get; private init; }

    /// <summary>The body if it is not JSON.</summary>
    public string? Text { get; private init; }

    /// <summary>The body as bytes.</summary>
    public byte[] Utf8 => Encoding.UTF8.GetBytes(Json?.GetRawText() ?? Text ?? "");

    public bool IsEmpty => IsRecorded && Json is null && string.IsNullOrEmpty(Text);

    public static ExchangeBody Of(JsonElement json) => new() { Json = json };

    /// <summary>Creates a body that is not JSON.</summary>
    public static ExchangeBody OfText(ReadOnlySpan<byte> utf8) => new() { Text = Encoding.UTF8.GetString(utf8) };

    /// <summary>Creates a body from text, which may be JSON.</summary>
    public static ExchangeBody Of(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return None;
        }

        try
        {
            return new()
            {
                Json = JsonDocument.Parse(UnpairedSurrogates.Replace(Encoding.UTF8.GetBytes(text)), RecordedJson.Options).RootElement,
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new() { Text = text };
        }
    }
}
