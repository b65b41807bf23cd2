using System;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace ClickFunnels.Webhooks;

/// <summary>Lets System.Text.Json read and write events in the shape of a delivery; the event type decides the class.</summary>
public sealed class WebhookNotificationJsonConverter : WireJsonConverter<WebhookNotification>
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) => typeof(WebhookNotification).IsAssignableFrom(typeToConvert);

    /// <inheritdoc />
    protected override WebhookNotification? ReadFrom(JsonReader reader, Type type) => WebhookNotificationConverter.Read(reader, type);

    /// <inheritdoc />
    protected override void WriteTo(JsonWriter writer, WebhookNotification value) => WebhookWriter.Write(writer, value);
}
