using System;
using System.Runtime.InteropServices;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace Simvoly.Webhooks;

/// <summary>Reads events: the topic decides the class, and the body is the record.</summary>
internal static class WebhookReader
{
    // Far above the documented types; a topic of any length would end up in logs.
    private const int MaximumTopicLength = 200;

    public static WebhookNotification Read(string? topic, ReadOnlyMemory<byte> body, string? source)
    {
        if (string.IsNullOrWhiteSpace(topic) || topic!.Length > MaximumTopicLength)
        {
            throw new WebhookFormatException(
                $"The delivery has no {WebhookHeaders.Topic} header, or one of more than {MaximumTopicLength} characters."
            );
        }

        var bytes = MemoryMarshal.TryGetArray(body, out var segment) && segment.Offset == 0 ? segment.Array! : body.ToArray();
        try
        {
            using var reader = JsonResult.Open(bytes, body.Length);
            if (!reader.Read() || reader.TokenType != JsonToken.StartObject)
            {
                throw new WebhookFormatException("The body of the delivery is not a JSON object.");
            }

            var notification = WebhookEventTypes.Create(topic) ?? new UnknownWebhookNotification();
            notification.EventType = topic;
            notification.Source = source;
            notification.ReadBody(reader);
            JsonResult.ReadToEnd(reader);
            return notification;
        }
        catch (JsonException exception)
        {
            // Its message quotes the body, which may hold personal data.
            throw new WebhookFormatException($"The body of the delivery is not valid JSON ({exception.GetType().Name}).");
        }
    }
}
