using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core;

/// <summary>
/// Reads each error body that was documented or seen: <c>{"error":"…"}</c> with messages joined by semicolons,
/// <c>{"errors":…}</c> as texts, as objects or by field, and the bare hash of fields. Anything else yields no messages.
/// </summary>
internal static class ErrorBody
{
    private const int MaximumErrors = 100;

    // White space of JSON, and the byte order mark.
    private static readonly char[] Leading = [' ', '\t', '\r', '\n', '\uFEFF'];

    /// <param name="body">The body.</param>
    /// <param name="prefixes">Texts that the service writes before its messages and that are not part of them.</param>
    public static IReadOnlyList<ApiError> Read(string? body, IReadOnlyList<string> prefixes)
    {
        if (!IsObject(body))
        {
            return [];
        }

        JObject json;
        try
        {
            using var reader = new JsonTextReader(new StringReader(body!.TrimStart(Leading)))
            {
                DateParseHandling = DateParseHandling.None,
            };
            json = JObject.Load(reader);
        }
        catch (JsonException)
        {
            return [];
        }

        var errors =
            json["error"] is JValue { Type: JTokenType.String } error ? Sentences((string)error!, prefixes)
            : json["errors"] is { } list ? Messages(null, list, prefixes)
            : Fields(json, prefixes);
        return errors.Take(MaximumErrors).ToList();
    }

    /// <summary>Returns true when the text is a JSON object by its first character, whatever its content type says.</summary>
    public static bool IsObject(string? body) => body is not null && body.TrimStart(Leading).StartsWith("{", StringComparison.Ordinal);

    private static IEnumerable<ApiError> Sentences(string text, IReadOnlyList<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                text = text.Substring(prefix.Length);
                break;
            }
        }

        return text.Split(["; "], StringSplitOptions.RemoveEmptyEntries).Select(sentence => new ApiError(null, sentence));
    }

    private static IEnumerable<ApiError> Fields(JObject json, IReadOnlyList<string> prefixes) =>
        json.Properties()
            .Where(property => property.Value is JArray or JValue { Type: JTokenType.String })
            .SelectMany(property => Messages(property.Name == "base" ? null : property.Name, property.Value, prefixes));

    private static IEnumerable<ApiError> Messages(string? field, JToken token, IReadOnlyList<string> prefixes) =>
        token switch
        {
            JValue { Type: JTokenType.String } text => field is null
                ? Sentences((string)text!, prefixes)
                : [new ApiError(field, (string)text!)],
            JArray array => array.SelectMany(item => Messages(field, item, prefixes)),
            JObject item when item["message"] is JValue { Type: JTokenType.String } message =>
            [
                new ApiError((item["field"] as JValue)?.Value as string ?? field, (string)message!),
            ],
            JObject byField => Fields(byField, prefixes),
            _ => [],
        };
}
