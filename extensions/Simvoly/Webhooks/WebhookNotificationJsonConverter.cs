using System;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace Simvoly.Webhooks;

/// <summary>Lets System.Text.Json read and write events, in the form of <see cref="WebhookNotificationConverter" />.</summary>
public sealed class WebhookNotificationJsonConverter : WireJsonConverter<WebhookNotification>
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) => typeof(WebhookNotification).IsAssignableFrom(typeToConvert);

    /// <inheritdoc />
    protected override WebhookNotification? ReadFrom(JsonReader reader, Type type) => WebhookNotificationConverter.Read(reader, type);

    /// <inheritdoc />
    protected override void WriteTo(JsonWriter writer, WebhookNotification value) => WebhookNotificationConverter.Write(writer, value);
}
