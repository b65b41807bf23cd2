using System;
using System.IO;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Simvoly.Webhooks;

/// <summary>
/// An event that the service reported. Known types have classes of their own with the typed record, such as
/// <see cref="OrderCreated" />. All others are <see cref="UnknownWebhookNotification" /> and keep everything.
/// </summary>
/// <remarks>
/// The body of a delivery is the record alone; the header <see cref="WebhookHeaders.Topic" /> says what happened. There is no id of the
/// event and no time: deliveries can arrive out of order and more than once, so fetch the record before you act on it.
/// </remarks>
[JsonConverter(typeof(WebhookNotificationConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(WebhookNotificationJsonConverter))]
public abstract class WebhookNotification
{
    private protected WebhookNotification() { }

    /// <summary>Type of the event on the wire, such as <c>order_created</c>.</summary>
    public string EventType { get; set; } = "";

    /// <summary>Host of the website that sent the event; null if it is not known.</summary>
    public string? Source { get; set; }

    /// <summary>The body as it was sent, for types without a class of their own; null if <c>Data</c> is typed.</summary>
    public JObject? RawData { get; set; }

    /// <summary>Reads a delivery. Verify its signature first.</summary>
    /// <param name="topic">Value of the header <see cref="WebhookHeaders.Topic" />. It is not signed.</param>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="source">Value of the header <see cref="WebhookHeaders.Source" />, if there is one. It is not signed.</param>
    /// <exception cref="WebhookFormatException">There is no topic, or the body is not a JSON object.</exception>
    public static WebhookNotification Parse(string? topic, ReadOnlyMemory<byte> body, string? source = null) =>
        WebhookReader.Read(topic, body, source);

    /// <summary>Returns the body of a delivery of the event, which <see cref="Parse" /> reads back.</summary>
    public string ToJson()
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text))
        {
            WriteBody(writer);
        }

        return text.ToString();
    }

    /// <summary>Returns the type of the event; never data, which may be personal.</summary>
    public sealed override string ToString() => EventType;

    /// <summary>The typed record; null when there is none.</summary>
    internal virtual Model? Record => null;

    /// <summary>Reads the body at the position of the reader.</summary>
    internal virtual void ReadBody(JsonReader reader) => RawData = JsonResult.ReadToken(reader) as JObject;

    internal void WriteBody(JsonWriter writer)
    {
        if (Record is { } record)
        {
            record.WriteTo(writer);
        }
        else
        {
            (RawData ?? new JObject()).WriteTo(writer);
        }
    }
}

/// <summary>An event about a record whose shape is known.</summary>
/// <typeparam name="TResource">The record, such as <see cref="Order" />.</typeparam>
[System.Text.Json.Serialization.JsonConverter(typeof(WebhookNotificationJsonConverter))]
public abstract class WebhookNotification<TResource> : WebhookNotification
    where TResource : Model, new()
{
    private protected WebhookNotification() { }

    /// <summary>
    /// The record at the time of the event; it may have changed since. Fields that the contract does not know are kept in its
    /// <see cref="Model.AdditionalProperties" />.
    /// </summary>
    public TResource Data { get; set; } = new();

    internal sealed override Model? Record => Data;

    internal sealed override void ReadBody(JsonReader reader)
    {
        var data = new TResource();
        data.ReadFrom(reader);
        Data = data;
    }
}

/// <summary>An event of a type that has no class here; <see cref="WebhookNotification.RawData" /> holds its body.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(WebhookNotificationJsonConverter))]
public sealed class UnknownWebhookNotification : WebhookNotification;
