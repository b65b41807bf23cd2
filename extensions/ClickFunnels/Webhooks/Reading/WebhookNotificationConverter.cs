using System;
using System.Text;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace ClickFunnels.Webhooks;

/// <summary>Lets <c>JsonConvert</c> read and write events in the shape of a delivery; the event type decides the class.</summary>
public sealed class WebhookNotificationConverter : JsonConverter
{
    /// <inheritdoc />
    public override bool CanConvert(Type objectType) => typeof(WebhookNotification).IsAssignableFrom(objectType);

    /// <inheritdoc />
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null)
        {
            return null;
        }

        var dateParsing = reader.DateParseHandling;
        reader.DateParseHandling = DateParseHandling.None;
        try
        {
            return Read(reader, objectType);
        }
        catch (WebhookFormatException exception)
        {
            throw new JsonSerializationException(exception.Message, exception);
        }
        finally
        {
            reader.DateParseHandling = dateParsing;
        }
    }

    /// <inheritdoc />
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is WebhookNotification notification)
        {
            WebhookWriter.Write(writer, notification);
        }
        else
        {
            writer.WriteNull();
        }
    }

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
