using System;
using System.Text;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Simvoly.Webhooks;

/// <summary>
/// Lets <c>JsonConvert</c> read and write events. A delivery has its topic in a header, so the JSON is an object of its own:
/// <c>{"topic":…,"source":…,"body":{…}}</c>. The topic decides the class.
/// </summary>
public sealed class WebhookNotificationConverter : WireConverter<WebhookNotification>
{
    /// <inheritdoc />
    protected override WebhookNotification? ReadFrom(JsonReader reader, Type type) => Read(reader, type);

    /// <inheritdoc />
    protected override void WriteTo(JsonWriter writer, WebhookNotification value) => Write(writer, value);

    /// <summary>Reads an event of the class that was asked for, or of a class that derives from it.</summary>
    internal static WebhookNotification Read(JsonReader reader, Type type)
    {
        var json = JsonResult.ReadToken(reader) as JObject;
        var body = json?["body"] is JObject found ? Encoding.UTF8.GetBytes(found.ToString(Formatting.None)) : [];
        var notification = WebhookReader.Read(
            (json?["topic"] as JValue)?.Value as string,
            body,
            (json?["source"] as JValue)?.Value as string
        );
        return type.IsInstanceOfType(notification)
            ? notification
            : throw new JsonSerializationException($"The event is a {notification.GetType().Name}, not a {type.Name}.");
    }

    internal static void Write(JsonWriter writer, WebhookNotification notification)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("topic");
        writer.WriteValue(notification.EventType);
        if (notification.Source is { } source)
        {
            writer.WritePropertyName("source");
            writer.WriteValue(source);
        }

        writer.WritePropertyName("body");
        notification.WriteBody(writer);
        writer.WriteEndObject();
    }
}
