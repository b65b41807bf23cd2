using System;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>
/// The body of a request: the record in its envelope, such as <c>{"contact":{…}}</c>, or bare for the few operations without one.
/// </summary>
internal static class JsonBody
{
    /// <summary>Returns the body.</summary>
    /// <param name="model">The record.</param>
    /// <param name="envelope">The key that wraps it; null for none.</param>
    /// <param name="checkedFor">The operation, if required fields are to be checked.</param>
    /// <exception cref="ArgumentException">A required field is not set.</exception>
    public static byte[] Write(Model model, string? envelope, Operation? checkedFor = null)
    {
        using var text = new Utf8TextWriter();
        using (var writer = checkedFor is null ? new JsonTextWriter(text) : new RequestWriter(text, checkedFor))
        {
            writer.ArrayPool = JsonArrayPool.Shared;
            writer.CloseOutput = false;
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
