using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.OAuth;

/// <summary>Reads fields of the authorization server's responses. A surprise in one field never fails the whole response.</summary>
internal static class OAuthJson
{
    /// <summary>Reads a JSON object; null if the text is not one.</summary>
    public static JObject? Parse(string text)
    {
        try
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            return JsonResult.ReadToken(bytes, bytes.Length) as JObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(this JObject json, string name) => (json[name] as JValue)?.Value as string;

    public static long? Number(this JObject json, string name) =>
        (json[name] as JValue)?.Value switch
        {
            long number => number,
            string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

    public static IReadOnlyList<string> Texts(this JObject json, string name) =>
        json[name] is JArray list ? list.OfType<JValue>().Select(static item => item.Value).OfType<string>().ToList() : [];
}
