using System;
using System.Runtime.InteropServices;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace ElasticFunnels;

/// <content>Reads the body of a delivery.</content>
public sealed partial class Postback
{
    /// <summary>Reads the body of a postback. Verify it first: <see cref="PostbackVerifier" />.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <returns>The event. Fields that the contract does not know are in <see cref="Model.AdditionalProperties" />.</returns>
    /// <exception cref="WebhookFormatException">The body is not a JSON object, or has no event. Respond with 400.</exception>
    public static Postback Parse(ReadOnlyMemory<byte> body)
    {
        var bytes = MemoryMarshal.TryGetArray(body, out var segment) && segment.Offset == 0 ? segment.Array! : body.ToArray();
        Postback postback;
        try
        {
            postback = JsonResult.ReadModel<Postback>(bytes, body.Length);
        }
        catch (JsonException exception)
        {
            // Its message quotes the body, which may hold personal data.
            throw new WebhookFormatException($"The body of the postback is not a JSON object ({exception.GetType().Name}).");
        }

        return string.IsNullOrWhiteSpace(postback.Event?.Value)
            ? throw new WebhookFormatException("The body of the postback has no event.")
            : postback;
    }
}
