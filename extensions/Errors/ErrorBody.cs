using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels;

/// <summary>
/// Reads each error body that was documented or seen: <c>{"error":"…"}</c> with messages joined by semicolons,
/// <c>{"errors":…}</c> as texts, as objects or by field, and the bare hash of fields. Anything else yields no messages.
/// </summary>
internal static class ErrorBody
{
    private const int MaximumErrors = 100;

    // Said before the messages by the service, and no part of them.
    private static readonly string[] Prefixes = ["Request unprocessable: ", "Bad request: "];

    public static IReadOnlyList<ClickFunnelsError> Read(string? body)
    {
        if (string.IsNullOrWhiteSpace(body) || !body!.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return [];
        }

        JObject json;
        try
        {
            json = JObject.Parse(body);
        }
        catch (JsonException)
        {
            return [];
        }

        var errors = json["error"] is JValue { Type: JTokenType.String } error
            ? Sentences((string)error!)
            : json["errors"] is { } list ? Messages(null, list) : Fields(json);
        return errors.Take(MaximumErrors).ToList();
    }

    private static IEnumerable<ClickFunnelsError> Sentences(string text)
    {
        foreach (var prefix in Prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                text = text.Substring(prefix.Length);
                break;
            }
        }

        return text.Split(["; "], StringSplitOptions.RemoveEmptyEntries).Select(sentence => new ClickFunnelsError(null, sentence));
    }

    private static IEnumerable<ClickFunnelsError> Fields(JObject json) =>
        json.Properties().Where(property => property.Value is JArray or JValue { Type: JTokenType.String }).SelectMany(property => Messages(property.Name == "base" ? null : property.Name, property.Value));

    private static IEnumerable<ClickFunnelsError> Messages(string? field, JToken token) => token switch
    {
        JValue { Type: JTokenType.String } text => field is null ? Sentences((string)text!) : [new ClickFunnelsError(field, (string)text!)],
        JArray array => array.SelectMany(item => Messages(field, item)),
        JObject item when item["message"] is JValue { Type: JTokenType.String } message => [new ClickFunnelsError((item["field"] as JValue)?.Value as string ?? field, (string)message!)],
        JObject byField => Fields(byField),
        _ => [],
    };
}
