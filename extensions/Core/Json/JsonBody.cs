using System.Net.Http;
using System.Net.Http.Headers;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>
/// The body of a request: the record in its envelope, such as <c>{"contact":{…}}</c>, or bare for the few operations without one.
/// </summary>
internal static class JsonBody
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    public static byte[] Write(Model model, string? envelope)
    {
        using var text = new Utf8TextWriter();
        using (var writer = new JsonTextWriter(text) { ArrayPool = JsonArrayPool.Shared, CloseOutput = false })
        {
            if (envelope is null)
            {
                model.WriteTo(writer);
            }
            else
            {
                writer.WriteStartObject();
                writer.WritePropertyName(envelope);
                model.WriteTo(writer);
                writer.WriteEndObject();
            }
        }

        return text.ToArray();
    }

    public static HttpContent ToContent(byte[] body) => new ByteArrayContent(body) { Headers = { ContentType = Json } };
}
