using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using ClickFunnels.Emulator.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ClickFunnels.Emulator.Engine;

/// <summary>A file of a form. Its content is not kept.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Name">Name of the file, without a folder.</param>
/// <param name="ContentType">Media type that the client names; empty if it names none.</param>
/// <param name="Size">Size in bytes.</param>
internal sealed record SentFile(string Field, string Name, string ContentType, long Size);

/// <summary>Reads a form with files (<c>multipart/form-data</c>) as the JSON that it represents.</summary>
internal static class FormBody
{
    public const string MediaType = "multipart/form-data";
    private const string ListSuffix = "[]";
    private const int MaximumParts = 200;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Returns true if a content type is that of a form.</summary>
    public static bool Is(string? contentType) => contentType?.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads a form. A text that is a JSON list or object counts as that; a file counts as its name.</summary>
    /// <exception cref="ApiProblem">The form is damaged.</exception>
    [Behavior("Lists and objects of a form are JSON texts", Evidence.Assumed, "usual for forms")]
    public static (JsonObject Fields, IReadOnlyList<SentFile> Files) Read(byte[] body, string contentType)
    {
        var fields = new JsonObject();
        var files = new List<SentFile>();
        try
        {
            var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(contentType).Boundary).Value;
            if (string.IsNullOrEmpty(boundary))
            {
                throw new InvalidDataException("The form has no boundary.");
            }

            using var stream = new MemoryStream(body);
            var reader = new MultipartReader(boundary, stream);
            for (var count = 0; ReadSection(reader) is { } section; count++)
            {
                if (count == MaximumParts)
                {
                    throw new InvalidDataException("The form has too many parts.");
                }

                Add(section, fields, files);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or FormatException)
        {
            throw ApiProblem.BadRequest("HTTP body must be a valid form");
        }

        return (fields, files);
    }

    // All of the body is in memory, so that nothing waits.
    private static MultipartSection? ReadSection(MultipartReader reader) => reader.ReadNextSectionAsync().GetAwaiter().GetResult();

    private static void Add(MultipartSection section, JsonObject fields, List<SentFile> files)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
        {
            throw new InvalidDataException("A part has no name.");
        }

        var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        using var content = new MemoryStream();
        section.Body.CopyTo(content);
        var bytes = content.ToArray();
        if (disposition.IsFileDisposition())
        {
            var file = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
            var sent = new SentFile(name, FileName(file.ToString()), section.ContentType ?? "", bytes.Length);
            files.Add(sent);
            Set(fields, name, sent.Name);
            return;
        }

        if (!Utf8.IsValid(bytes))
        {
            throw new InvalidDataException("A text is not UTF-8.");
        }

        Set(fields, name, Value(Encoding.UTF8.GetString(bytes)));
    }

    private static JsonNode Value(string text)
    {
        if (text.AsSpan().TrimStart() is not ['[' or '{', ..])
        {
            return text;
        }

        try
        {
            return JsonText.IsReadable(Encoding.UTF8.GetBytes(text), Options.MaxDepth)
                ? JsonNode.Parse(text, documentOptions: Options)!
                : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static void Set(JsonObject fields, string name, JsonNode value)
    {
        if (!name.EndsWith(ListSuffix, StringComparison.Ordinal))
        {
            fields[name] = value;
        }
        else if (fields[name] is JsonArray list)
        {
            list.Add(value);
        }
        else
        {
            fields[name] = new JsonArray(value);
        }
    }

    private static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
