using System;
using System.IO;
using System.Text;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core;

/// <summary>
/// The body of a request as a form (<c>multipart/form-data</c>), which can hold files. It is in memory, because an attempt may have to be
/// repeated.
/// </summary>
/// <remarks>
/// A form knows texts and files only. Booleans are 1 and 0, null is empty, and objects and lists are JSON; a field whose name ends with
/// <c>[]</c> occurs once for each value. Laravel reads forms in this way.
/// </remarks>
internal sealed class MultipartBody
{
    private MultipartBody(byte[] bytes, string boundary)
    {
        Bytes = bytes;
        MediaType = "multipart/form-data; boundary=" + boundary;
    }

    public byte[] Bytes { get; }

    public string MediaType { get; }

    /// <summary>Returns the form; null when the record is sent as JSON.</summary>
    public static MultipartBody? Of(ApiRequest request, bool checksRequired)
    {
        if (request.Body is not { } model)
        {
            return null;
        }

        var files = model.CollectFiles();
        if (files.All.Count == 0 && !request.Operation.Has(OperationTraits.Form))
        {
            return null;
        }

        // The same writer as for JSON, so that the same required fields are checked.
        var json = JsonBody.Write(model, null, checksRequired ? request.Operation : null);
        var boundary = "form-" + Guid.NewGuid().ToString("N");
        using var bytes = new MemoryStream();
        foreach (var field in ((JObject)JsonResult.ReadToken(json, json.Length)).Properties())
        {
            AddField(bytes, boundary, field.Name, field.Value);
        }

        foreach (var file in files.All)
        {
            AddFile(bytes, boundary, file.Key, file.Value);
        }

        Write(bytes, "--" + boundary + "--\r\n");
        return new MultipartBody(bytes.ToArray(), boundary);
    }

    private static void AddField(MemoryStream bytes, string boundary, string name, JToken value)
    {
        if (value is JArray list && name.EndsWith("[]", StringComparison.Ordinal))
        {
            foreach (var item in list)
            {
                AddField(bytes, boundary, name, item);
            }

            return;
        }

        Write(bytes, Beginning(boundary, name) + "\r\n\r\n" + Text(value) + "\r\n");
    }

    private static void AddFile(MemoryStream bytes, string boundary, string name, FileOrAddress file)
    {
        Write(
            bytes,
            Beginning(boundary, name) + "; filename=\"" + Quoted(file.FileName!) + "\"\r\nContent-Type: " + file.MediaType + "\r\n\r\n"
        );
        bytes.Write(file.Content!, 0, file.Content!.Length);
        Write(bytes, "\r\n");
    }

    private static string Beginning(string boundary, string name) =>
        "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + Quoted(name) + "\"";

    // As browsers do (HTML, "multipart/form-data encoding algorithm").
    private static string Quoted(string text) => text.Replace("\r", "%0D").Replace("\n", "%0A").Replace("\"", "%22");

    private static string Text(JToken value) =>
        value.Type switch
        {
            JTokenType.Null => string.Empty,
            JTokenType.Boolean => (bool)value ? "1" : "0",
            JTokenType.String => (string)value!,
            _ => value.ToString(Formatting.None),
        };

    private static void Write(MemoryStream bytes, string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        bytes.Write(encoded, 0, encoded.Length);
    }
}
