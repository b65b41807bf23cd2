using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Webhooks;

/// <summary>Writes events in the shape of a delivery, which <see cref="WebhookReader" /> reads back.</summary>
internal static class WebhookWriter
{
    public static void Write(JsonWriter writer, WebhookNotification notification)
    {
        writer.WriteStartObject();
        Write(writer, "event_type", TypeOf(notification));
        if (notification.EventId.Length > 0)
        {
            Write(writer, "event_id", notification.EventId);
        }

        WriteNumber(writer, notification, "subject_id", notification.SubjectId);
        if (notification.SubjectType is { } subjectType)
        {
            Write(writer, "subject_type", subjectType);
        }

        if (notification.CreatedAt is { } createdAt)
        {
            Write(writer, "created_at", Timestamp.Format(createdAt));
        }

        WriteNumber(writer, notification, "api_version", notification.ApiVersion);
        WriteNumber(writer, notification, "workspace_id", notification.WorkspaceId);
        WriteNumber(writer, notification, "page_id", notification.PageId, "page");
        WriteNumber(writer, notification, "funnel_id", notification.FunnelId, "funnel");
        WriteData(writer, notification);
        foreach (var property in notification.AdditionalProperties)
        {
            writer.WritePropertyName(property.Key);
            property.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    // A notification that was created in code may lack the type that its class has.
    private static string TypeOf(WebhookNotification notification) =>
        notification.EventType.Length > 0 ? notification.EventType
        : notification is UnknownWebhookNotification or VersionOneWebhookNotification
            ? throw new JsonSerializationException("The event has no EventType, so it could not be read back: set it.")
        : WebhookEventTypes.NameOf(notification.GetType());

    private static void WriteData(JsonWriter writer, WebhookNotification notification)
    {
        if (notification.Record is { } record)
        {
            writer.WritePropertyName("data");
            record.WriteTo(writer);
        }
        else if (notification.RawData is { } raw)
        {
            writer.WritePropertyName("data");
            raw.WriteTo(writer);
        }
    }

    private static void Write(JsonWriter writer, string name, string value)
    {
        writer.WritePropertyName(name);
        writer.WriteValue(value);
    }

    // An id that was sent as an object is written as that object, and a value that did not fit as it was sent.
    private static void WriteNumber(JsonWriter writer, WebhookNotification notification, string name, long? value, string? otherName = null)
    {
        if (
            value is { } number
            && !notification.AdditionalProperties.ContainsKey(name)
            && (
                otherName is null
                || notification.AdditionalProperties.TryGetValue(otherName, out var other) is false
                || other is not JObject
            )
        )
        {
            writer.WritePropertyName(name);
            writer.WriteValue(number);
        }
    }
}
