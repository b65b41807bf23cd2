using System;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Webhooks;

/// <summary>
/// Reads events in their three shapes. The first pass finds the type, because the record may come before it; the second reads.
/// </summary>
internal static class WebhookReader
{
    public static WebhookNotification Read(ReadOnlyMemory<byte> body)
    {
        var bytes = MemoryMarshal.TryGetArray(body, out var segment) && segment.Offset == 0 ? segment.Array! : body.ToArray();
        try
        {
            var kind = Scan(bytes, body.Length);
            using var reader = JsonResult.Open(bytes, body.Length);
            reader.Read();
            var notification = Fill(Create(kind.EventType, kind.IsVersionOne), reader);
            JsonResult.ReadToEnd(reader);
            return notification;
        }
        catch (JsonException exception)
        {
            // Its message quotes the body, which may hold personal data.
            throw new WebhookFormatException($"The body of the delivery is not valid JSON ({exception.GetType().Name}).");
        }
    }

    public static WebhookNotification Read(WebhookEvent resource)
    {
        var bytes = Encoding.UTF8.GetBytes(resource.ToJson());
        var json = (JObject)JsonResult.ReadToken(bytes, bytes.Length);
        var type = (string?)json["event_type_id"];
        if (string.IsNullOrEmpty(type))
        {
            throw new WebhookFormatException("The event has no event_type_id.");
        }

        using var reader = JsonResult.Open(bytes, bytes.Length);
        reader.Read();
        return Fill(Create(type!, resource.ApiVersion == 1 || IsVersionOne(json["data"])), reader);
    }

    private static WebhookNotification Create(string eventType, bool isVersionOne) =>
        isVersionOne ? new VersionOneWebhookNotification() : WebhookEventTypes.Create(eventType) ?? new UnknownWebhookNotification();

    private static (string EventType, bool IsVersionOne) Scan(byte[] bytes, int length)
    {
        using var reader = JsonResult.Open(bytes, length);
        if (!reader.Read() || reader.TokenType != JsonToken.StartObject)
        {
            throw new WebhookFormatException("The body of the delivery is not a JSON object.");
        }

        string? type = null;
        var isVersionOne = false;
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            reader.Read();
            switch (name)
            {
                case "event_type" or "event_type_id" when reader.TokenType == JsonToken.String:
                    type = (string)reader.Value!;
                    break;
                case "api_version" when reader.TokenType is JsonToken.Integer or JsonToken.String:
                    isVersionOne |= Convert.ToString(reader.Value, CultureInfo.InvariantCulture) == "1";
                    break;
                case "data" when reader.TokenType == JsonToken.StartObject:
                    isVersionOne |= HasAttributes(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        JsonResult.ReadToEnd(reader);
        return string.IsNullOrEmpty(type) ? throw new WebhookFormatException("The delivery has no event_type.") : (type!, isVersionOne);
    }

    // Version 1 wraps the record in id, type and attributes, and nothing else has both of the latter.
    private static bool HasAttributes(JsonReader reader)
    {
        var (type, attributes) = (false, false);
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            reader.Read();
            type |= name == "type" && reader.TokenType == JsonToken.String;
            attributes |= name == "attributes" && reader.TokenType == JsonToken.StartObject;
            reader.Skip();
        }

        return type && attributes;
    }

    private static bool IsVersionOne(JToken? data) =>
        data is JObject record && record["type"]?.Type == JTokenType.String && record["attributes"] is JObject;

    private static WebhookNotification Fill(WebhookNotification notification, JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            reader.Read();
            if (name == "data" && reader.TokenType == JsonToken.StartObject)
            {
                notification.ReadDataFrom(reader);
            }
            else
            {
                Set(notification, name, JsonResult.ReadToken(reader));
            }
        }

        return notification;
    }

    private static void Set(WebhookNotification notification, string name, JToken value)
    {
        switch (name)
        {
            case "event_type" or "event_type_id" when value.Type == JTokenType.String:
                notification.EventType = (string)value!;
                break;
            case "event_id" or "uuid" when value.Type == JTokenType.String:
                notification.EventId = (string)value!;
                break;
            case "subject_id" when Number(value) is { } id:
                notification.SubjectId = id;
                break;
            case "subject_type" when value.Type == JTokenType.String:
                notification.SubjectType = (string?)value;
                break;
            case "created_at" when Time(value) is { } time:
                notification.CreatedAt = time;
                break;
            case "api_version" when Number(value) is (>= int.MinValue and <= int.MaxValue) and { } version:
                notification.ApiVersion = (int)version;
                break;
            case "workspace_id" when Number(value) is { } id:
                notification.WorkspaceId = id;
                break;
            case "page_id" or "page" when Number(value is JObject page ? page["id"] : value) is { } id:
                notification.PageId = id;
                Keep(notification, name, value as JObject);
                break;
            case "funnel_id" or "funnel" when Number(value is JObject funnel ? funnel["id"] : value) is { } id:
                notification.FunnelId = id;
                Keep(notification, name, value as JObject);
                break;
            case "page_id"
            or "page"
            or "funnel_id"
            or "funnel"
            or "api_version"
            or "workspace_id"
            or "subject_type"
            or "subject_id"
            or "data" when value.Type == JTokenType.Null:
                break;
            default:
                Keep(notification, name, value);
                break;
        }
    }

    private static void Keep(WebhookNotification notification, string name, JToken? value)
    {
        if (value is not null)
        {
            notification.AdditionalProperties[name] = value;
        }
    }

    // A number beyond 64 bits is not an id. It stays in AdditionalProperties.
    private static long? Number(JToken? value) =>
        value is JValue { Type: JTokenType.Integer or JTokenType.String, Value: { } scalar and not System.Numerics.BigInteger }
        && long.TryParse(
            Convert.ToString(scalar, CultureInfo.InvariantCulture),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    private static DateTimeOffset? Time(JToken value) =>
        value.Type == JTokenType.String
        && DateTimeOffset.TryParse((string?)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
