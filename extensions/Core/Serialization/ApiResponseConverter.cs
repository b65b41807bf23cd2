using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core;

/// <summary>
/// Lets <c>JsonConvert</c> read and write responses as an object with <c>status_code</c>, <c>headers</c> and <c>request_id</c>; a raw
/// response also has its <c>body</c>, as text.
/// </summary>
public sealed class ApiResponseConverter : JsonConverter
{
    /// <inheritdoc />
    public override bool CanConvert(Type objectType) => objectType == typeof(ApiResponse) || objectType == typeof(RawResponse);

    /// <inheritdoc />
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
        reader.TokenType == JsonToken.Null ? null : Read(reader, objectType == typeof(RawResponse));

    /// <inheritdoc />
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is ApiResponse response)
        {
            Write(writer, response);
        }
        else
        {
            writer.WriteNull();
        }
    }

    internal static ApiResponse Read(JsonReader reader, bool isRaw)
    {
        var dateParsing = reader.DateParseHandling;
        reader.DateParseHandling = DateParseHandling.None;
        try
        {
            if (JsonTokens.Read(reader) is not JObject json || json["status_code"] is not { Type: JTokenType.Integer } status)
            {
                throw new JsonSerializationException("A response is a JSON object with status_code.");
            }

            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var header in (json["headers"] as JObject)?.Properties() ?? [])
            {
                headers[header.Name] = Text(header.Value) ?? string.Empty;
            }

            var code = int.Parse(status.ToString(), CultureInfo.InvariantCulture);
            var requestId = Text(json["request_id"]);
            return isRaw ? new RawResponse(code, Text(json["body"]), headers, requestId) : new ApiResponse(code, headers, requestId);
        }
        catch (OverflowException)
        {
            throw new JsonSerializationException("The status_code of a response is a number of 32 bits.");
        }
        finally
        {
            reader.DateParseHandling = dateParsing;
        }
    }

    internal static void Write(JsonWriter writer, ApiResponse response)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("status_code");
        writer.WriteValue(response.StatusCode);
        writer.WritePropertyName("headers");
        writer.WriteStartObject();
        foreach (var header in response.Headers)
        {
            writer.WritePropertyName(header.Key);
            writer.WriteValue(header.Value);
        }

        writer.WriteEndObject();
        writer.WritePropertyName("request_id");
        writer.WriteValue(response.RequestId);
        if (response is RawResponse raw)
        {
            writer.WritePropertyName("body");
            writer.WriteValue(raw.Body);
        }

        writer.WriteEndObject();
    }

    private static string? Text(JToken? token) => (token as JValue)?.Value as string;
}
