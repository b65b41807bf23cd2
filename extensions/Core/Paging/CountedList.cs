using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>One page of a counted list: its records, and what the response says about the whole list.</summary>
internal sealed class CountedList<T>
    where T : Model, new()
{
    public IReadOnlyList<T> Items { get; private set; } = [];

    /// <summary>The number of all records; null when the response does not say.</summary>
    public long? Total { get; private set; }

    /// <summary>The number of the last page; null when the response does not say.</summary>
    public long? LastPage { get; private set; }

    /// <summary>The number of records on a full page; null when the response does not say.</summary>
    public long? PageSize { get; private set; }

    /// <summary>Reads an object that holds the list below a key, and the counts beside it or in an object of their own; or a bare list.</summary>
    public static CountedList<T> Read(byte[] body, int length, string? envelope, ApiService service)
    {
        var list = new CountedList<T>();
        if (envelope is null)
        {
            list.Items = JsonResult.ReadList<T>(body, length);
            return list;
        }

        using var reader = JsonResult.Open(body, length);
        JsonResult.Expect(reader, JsonToken.StartObject);
        var found = false;
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            reader.Read();
            if (name == envelope && reader.TokenType == JsonToken.StartArray)
            {
                list.Items = JsonResult.ReadItems<T>(reader);
                found = true;
            }
            else
            {
                list.ReadCount(reader, name, service, isMeta: false);
            }
        }

        return found && reader.TokenType == JsonToken.EndObject ? list : throw new JsonReaderException("The list in the response is missing.");
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
            Total = name == service.TotalProperty ? number : Total;
            LastPage = name == service.LastPageProperty ? number : LastPage;
            PageSize = name == service.PageSizeProperty ? number : PageSize;
        }
        else
        {
            reader.Skip();
        }
    }
}
