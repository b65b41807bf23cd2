using System;
using System.Collections.Generic;
using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core;

/// <summary>
/// Reads each error body that was documented or seen: <c>{"error":"…"}</c> with messages joined by semicolons,
/// <c>{"error":{"message":"…"}}</c>, <c>{"errors":…}</c> as texts, as objects or by field, also nested, the bare hash of fields,
/// <c>{"message":"…"}</c>, all of these beside <c>error</c>, and <c>error_description</c>. Anything else yields no messages.
/// </summary>
internal static class ErrorBody
{
    private const int MaximumErrors = 100;
    private const int FirstCharacters = 1024;

    // White space of JSON, and the byte order mark.
    private static readonly char[] Leading = [' ', '\t', '\r', '\n', '\uFEFF'];

    /// <param name="body">The body.</param>
    /// <param name="prefixes">Texts that the service writes before its messages and that are not part of them.</param>
    /// <param name="envelope">The key that wraps the record of the request; the names of fields leave it out.</param>
    public static IReadOnlyList<ApiError> Read(string? body, IReadOnlyList<string> prefixes, string? envelope = null)
    {
        if (Parse(body) is not { } json)
        {
            return [];
        }

        var found = new Messages(prefixes, envelope);
        var description = json["error_description"];
        if (json["error"] is { Type: JTokenType.String or JTokenType.Object or JTokenType.Array } error)
        {
            // Some services put a code or a short text into "error", and the rest beside it.
            found.Add(null, error);
            found.Add(null, description);
            found.Add(null, json["message"] as JValue);
            found.Add(null, (json["plan_error"] as JObject)?["message"] as JValue);
            found.Add(null, json["errors"]);
        }
        else if (json["errors"] is { HasValues: true } errors)
        {
            found.Add(null, errors);
        }
        else if (json["errors"] is JValue { Type: JTokenType.String } text)
        {
            found.Add(null, text);
        }
        else if (description is not null)
        {
            found.Add(null, description);
        }
        else
        {
            found.AddFields(json);
        }

        return found.Errors;
    }

    /// <summary>Returns the JSON object of a body; null when it is none.</summary>
    public static JObject? Parse(string? body)
    {
        if (!IsObject(body))
        {
            return null;
        }

        try
        {
            using var reader = new JsonTextReader(new StringReader(body!.TrimStart(Leading)))
            {
                DateParseHandling = DateParseHandling.None,
            };
            return JObject.Load(reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns true when the text is a JSON object by its first character, whatever its content type says.</summary>
    public static bool IsObject(string? body) => body is not null && body.TrimStart(Leading).StartsWith("{", StringComparison.Ordinal);

    /// <summary>Returns the form of a body by its first characters.</summary>
    public static ErrorBodyKind KindOf(byte[] body, int length) =>
        KindOf(System.Text.Encoding.UTF8.GetString(body, 0, Math.Min(length, FirstCharacters)), null);

    /// <summary>Returns the form of a body. Its first character decides, because content types are often wrong.</summary>
    public static ErrorBodyKind KindOf(string? body, string? mediaType)
    {
        var text = body?.TrimStart(Leading);
        return text is null or "" ? (mediaType == "text/html" ? ErrorBodyKind.Html : ErrorBodyKind.None)
            : text[0] is '{' or '[' ? ErrorBodyKind.Json
            : text[0] == '<' || mediaType == "text/html" ? ErrorBodyKind.Html
            : mediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true ? ErrorBodyKind.Json
            : ErrorBodyKind.Text;
    }

    private sealed class Messages(IReadOnlyList<string> prefixes, string? envelope)
    {
        public List<ApiError> Errors { get; } = [];

        /// <summary>Adds the messages of a token: texts, lists of them, objects with a message, and fields.</summary>
        public void Add(string? field, JToken? token)
        {
            switch (token)
            {
                case JValue { Type: JTokenType.String } text:
                    Add(field, (string)text!);
                    break;
                case JArray array:
                    foreach (var item in array)
                    {
                        Add(field, item);
                    }

                    break;
                case JObject item when item["message"] is JValue { Type: JTokenType.String } message:
                    Add((item["field"] as JValue)?.Value as string ?? field, (string)message!);
                    break;
                case JObject byField:
                    foreach (var property in byField.Properties())
                    {
                        Add(Path(field, property.Name), property.Value);
                    }

                    break;
            }
        }

        /// <summary>Adds the messages of a bare hash of fields. In nested objects only lists are messages; texts may be data.</summary>
        public void AddFields(JObject json, string? parent = null)
        {
            // A text below "message" is about the whole request, and a list below it about a field of that name. Texts beside such a text
            // are data, such as the code of the error.
            var hasMessage = parent is null && json["message"] is { Type: JTokenType.String };
            foreach (var property in json.Properties())
            {
                var isMessage = hasMessage && property.Name == "message";
                var field = isMessage ? null : Path(parent, property.Name);
                if (property.Value is JObject nested)
                {
                    AddFields(nested, field);
                }
                else if (
                    property.Value is JArray
                    || isMessage
                    || (parent is null && !hasMessage && property.Value.Type == JTokenType.String)
                )
                {
                    Add(field, property.Value);
                }
            }
        }

        private string? Path(string? parent, string name) =>
            (parent is null && (name == "base" || name == envelope)) ? null
            : name == "base" ? parent
            : parent is null ? name
            : parent + "." + name;

        private void Add(string? field, string text)
        {
            if (field is not null)
            {
                AddOne(field, text);
                return;
            }

            foreach (var prefix in prefixes)
            {
                if (text.StartsWith(prefix, StringComparison.Ordinal))
                {
                    text = text.Substring(prefix.Length);
                    break;
                }
            }

            foreach (var sentence in text.Split(["; "], StringSplitOptions.RemoveEmptyEntries))
            {
                AddOne(null, sentence);
            }
        }

        private void AddOne(string? field, string text)
        {
            if (Errors.Count < MaximumErrors)
            {
                Errors.Add(new ApiError(field, text));
            }
        }
    }
}
