using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>One page of a counted list: its records, and what the response says about the whole list.</summary>
internal sealed class CountedList<T>
    where T : Model, new()
{
    public Page<T> Page { get; private set; } = new([], null);

    /// <summary>The number of all records; null when the response does not say.</summary>
    public long? Total { get; private set; }

    /// <summary>The number of the last page; null when the response does not say.</summary>
    public long? LastPage { get; private set; }

    /// <summary>Identifies the content of the page when nothing says which page is the last; otherwise null.</summary>
    public ulong? Content { get; private set; }

    /// <summary>The number of records on a full page; null when the response does not say.</summary>
    public long? PageSize { get; private set; }

    /// <summary>
    /// Reads an object that holds the list below a key, and the counts beside it or in an object of their own; or a bare list.
    /// </summary>
    public static CountedList<T> Read(byte[] body, int length, string? envelope, ApiService service, JsonLimits limits)
    {
        var list = new CountedList<T>();
        if (envelope is null)
        {
            list.Page = JsonResult.ReadPage<T>(body, length, null, limits);
        }
        else
        {
            list.ReadEnvelope(body, length, envelope, service, limits);
        }

        list.Content = list.LastPage is null && (list.Total is null || list.PageSize is null) ? Hash(body, length) : null;
        return list;
    }

    private void ReadEnvelope(byte[] body, int length, string envelope, ApiService service, JsonLimits limits)
    {
        using var reader = new JsonBytesReader(body, length, limits);
        JsonResult.Expect(reader, JsonToken.StartObject);
        var found = false;
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            reader.Read();
            if (name == envelope && reader.TokenType == JsonToken.StartArray)
            {
                Page = JsonResult.ReadItems<T>(reader, limits);
                found = true;
            }
            else
            {
                ReadCount(reader, name, service, isMeta: false);
            }
        }

        if (!found || reader.TokenType != JsonToken.EndObject)
        {
            throw new JsonReaderException("The list in the response is missing.");
        }

        JsonResult.ReadToEnd(reader);
    }

    // FNV-1a.
    private static ulong Hash(byte[] body, int length)
    {
        var hash = 14695981039346656037UL;
        for (var index = 0; index < length; index++)
        {
            hash = unchecked((hash ^ body[index]) * 1099511628211UL);
        }

        return hash;
    }

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (names[index] == name)
            {
                return true;
            }
        }

        return false;
    }

    private void ReadCount(JsonReader reader, string name, ApiService service, bool isMeta)
    {
        if (reader.TokenType == JsonToken.StartObject && name == service.MetaProperty && !isMeta)
        {
            while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
            {
                var inner = (string)reader.Value!;
                reader.Read();
                ReadCount(reader, inner, service, isMeta: true);
            }
        }
        else if (reader is { TokenType: JsonToken.Integer, Value: long and >= 0 and var number })
        {
            Total = Contains(service.TotalProperties, name) ? number : Total;
            LastPage = name == service.LastPageProperty ? number : LastPage;
            PageSize = name == service.PageSizeProperty ? number : PageSize;
        }
        else
        {
            reader.Skip();
        }
    }
}
