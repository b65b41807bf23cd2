using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Webhooks;

/// <summary>
/// An event that the service reported. Known types have classes of their own with the typed record, such as
/// <see cref="ContactCreated" />. All others are <see cref="UnknownWebhookNotification" /> and keep everything.
/// </summary>
/// <remarks>
/// Three shapes are read in the same way: deliveries (<c>event_type</c>, <c>event_id</c>), the event resource of the REST API and
/// older deliveries (<c>event_type_id</c>, <c>uuid</c>). Events can arrive out of order and more than once: compare
/// <see cref="CreatedAt" />, and handle each <see cref="EventId" /> once. Source: vendor guide, webhooks, 2025-11.
/// </remarks>
[JsonConverter(typeof(WebhookNotificationConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(WebhookNotificationJsonConverter))]
public abstract class WebhookNotification
{
    private protected WebhookNotification() { }

    /// <summary>Identifies the event (a UUID); the same for all deliveries of it. Empty if the sender did not send it.</summary>
    public string EventId { get; set; } = "";

    /// <summary>Name of the event type on the wire, such as <c>contact.created</c>.</summary>
    public string EventType { get; set; } = "";

    /// <summary>Numeric id of the record that the event is about; null if the sender did not send it.</summary>
    public long? SubjectId { get; set; }

    /// <summary>Type of the record that the event is about, such as <c>Contact</c>.</summary>
    public string? SubjectType { get; set; }

    /// <summary>Time of the event (UTC).</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>
    /// Version of the event format: 2, or 1 for endpoints that were created in the user interface; null if the sender did not send it.
    /// </summary>
    public int? ApiVersion { get; set; }

    /// <summary>Workspace of the record; null if the sender did not send it.</summary>
    public long? WorkspaceId { get; set; }

    /// <summary>Page of the event, sent as an id or as an object; null when there is none.</summary>
    public long? PageId { get; set; }

    /// <summary>Funnel of the event, sent as an id or as an object; null when there is none.</summary>
    public long? FunnelId { get; set; }

    /// <summary>Fields of the envelope by their name on the wire that have no property here, or whose value does not fit it.</summary>
    public IDictionary<string, JToken> AdditionalProperties { get; } = new Dictionary<string, JToken>(StringComparer.Ordinal);

    /// <summary>
    /// The record as it was sent, for types without a class of their own; null if <c>Data</c> is typed, or if no record was sent.
    /// </summary>
    public JObject? RawData { get; set; }

    /// <summary>Reads the body of a delivery. Verify its signature first.</summary>
    /// <param name="body">The raw bytes.</param>
    /// <exception cref="WebhookFormatException">The body is not a JSON object, or has no event type.</exception>
    public static WebhookNotification Parse(ReadOnlyMemory<byte> body) => WebhookReader.Read(body);

    /// <summary>Reads an event of the REST API, such as one of <c>client.Webhooks.Events</c>, like a delivery.</summary>
    /// <param name="resource">The event.</param>
    /// <exception cref="WebhookFormatException">The event has no type.</exception>
    public static WebhookNotification From(WebhookEvent resource) =>
        WebhookReader.Read(resource ?? throw new ArgumentNullException(nameof(resource)));

    /// <summary>Returns the event as a JSON object in the shape of a delivery, which <see cref="Parse" /> reads back.</summary>
    public string ToJson()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text))
        {
            WebhookWriter.Write(writer, this);
        }

        return text.ToString();
    }

    /// <summary>Returns type and id of the event; never data, which may be personal.</summary>
    public sealed override string ToString() => $"{EventType} {EventId}";

    /// <summary>Reads the record at the position of the reader.</summary>
    private protected virtual void ReadData(JsonReader reader) => RawData = JsonResult.ReadToken(reader) as JObject;

    /// <summary>The typed record; null when there is none.</summary>
    internal virtual Model? Record => null;

    internal void ReadDataFrom(JsonReader reader) => ReadData(reader);
}

/// <summary>An event about a record whose shape is known.</summary>
/// <typeparam name="TResource">The record, such as <see cref="Contact" />.</typeparam>
[System.Text.Json.Serialization.JsonConverter(typeof(WebhookNotificationJsonConverter))]
public abstract class WebhookNotification<TResource> : WebhookNotification
    where TResource : Model, new()
{
    private protected WebhookNotification() { }

    /// <summary>
    /// The record at the time of the event; it may have changed since. Null if the sender sent none. Fields that the contract does not
    /// know are kept in its <see cref="Model.AdditionalProperties" />.
    /// </summary>
    public TResource? Data { get; set; }

    internal sealed override Model? Record => Data;

    /// <inheritdoc />
    private protected sealed override void ReadData(JsonReader reader)
    {
        var data = new TResource();
        data.ReadFrom(reader);
        Data = data;
    }
}

/// <summary>An event of a type that has no class here; <see cref="WebhookNotification.RawData" /> holds its record.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(WebhookNotificationJsonConverter))]
public sealed class UnknownWebhookNotification : WebhookNotification;

/// <summary>
/// An event in the format of version 1, which endpoints that were created in the user interface may send: the record is wrapped in
/// <c>id</c>, <c>type</c> and <c>attributes</c>. It is kept as it is in <see cref="WebhookNotification.RawData" />.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(WebhookNotificationJsonConverter))]
public sealed class VersionOneWebhookNotification : WebhookNotification
{
    /// <summary>The fields of the record; null when there are none.</summary>
    public JObject? Attributes => RawData?["attributes"] as JObject;
}
