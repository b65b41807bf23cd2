using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>
/// The body of a request: the record in its envelope, such as <c>{"contact":{…}}</c>, or bare for the few operations without one.
/// </summary>
internal static class JsonBody
{
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
}
