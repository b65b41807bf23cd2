using System;
using System.Text;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace ClickFunnels.Webhooks;

/// <summary>Lets <c>JsonConvert</c> read and write events in the shape of a delivery; the event type decides the class.</summary>
public sealed class WebhookNotificationConverter : WireConverter<WebhookNotification>
{
    /// <inheritdoc />
    protected override WebhookNotification? ReadFrom(JsonReader reader, Type type) => Read(reader, type);

    /// <inheritdoc />
    protected override void WriteTo(JsonWriter writer, WebhookNotification value) => WebhookWriter.Write(writer, value);

    /// <summary>Reads an event of the class that was asked for, or of a class that derives from it.</summary>
    internal static WebhookNotification Read(JsonReader reader, Type type)
    {
        var json = Encoding.UTF8.GetBytes(JsonResult.ReadToken(reader).ToString(Formatting.None));
        var notification = WebhookReader.Read(json);
        return type.IsInstanceOfType(notification)
            ? notification
            : throw new JsonSerializationException($"The event is a {notification.GetType().Name}, not a {type.Name}.");
    }
}
