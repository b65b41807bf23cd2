using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Http;

/// <summary>A finished response, not yet sent.</summary>
internal sealed record EmulatorResponse(int Status, byte[] Body, string? ContentType)
{
    public const string Json = "application/json; charset=utf-8";
    public const string Html = "text/html; charset=utf-8";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public List<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>True if the response comes from a recording.</summary>
    public bool IsReplayed { get; init; }

    /// <summary>True if the response is the emulator's own, and none that the service gives.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The body as it is sent: 204 and 304 have none.</summary>
    public byte[] SentBody => Status is 204 or 304 ? [] : Body;

    /// <summary>The headers as they are sent, those of the body included.</summary>
    public IEnumerable<KeyValuePair<string, string>> SentHeaders =>
        Status is 204 or 304 || ContentType is null ? Headers : Headers.Append(KeyValuePair.Create("Content-Type", ContentType));

    public static EmulatorResponse Empty(int status) => new(status, [], null);

    public static EmulatorResponse Of(int status, JsonObject body) => new(status, Encoding.UTF8.GetBytes(body.ToJsonString(Plain)), Json);

    public static EmulatorResponse Page(int status, string title, string text) =>
        new(
            status,
            Encoding.UTF8.GetBytes(
                $"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>\n"
            ),
            Html
        );
}
