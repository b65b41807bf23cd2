using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels;

/// <summary>
/// What is sent to and read from the API. A model remembers which properties were set, so that a request sends exactly
/// those: an unset property is left out, one that was set to null is sent as null.
/// </summary>
/// <remarks>
/// Reading never fails for a surprise in one field: unknown fields, and values that do not fit the documented type, are
/// kept in <see cref="AdditionalProperties" /> and written back.
/// </remarks>
[JsonConverter(typeof(ModelConverter))]
public abstract partial class Model
{
    private const int BitsPerWord = 64;

    // Two words hold what no model exceeds: 128 properties.
    private ulong _setLow;
    private ulong _setHigh;
    private Additional? _additionalProperties;

    /// <summary>Only generated models derive from this class.</summary>
    private protected Model() { }

    /// <summary>
    /// Fields by their name on the wire that have no property here, or whose value does not fit the property's type.
    /// Entries are written after the properties, so an undocumented field can be sent as well.
    /// </summary>
    [JsonIgnore]
    public IDictionary<string, JToken> AdditionalProperties => _additionalProperties ??= new Additional();

    /// <summary>Returns the JSON object that a request would carry.</summary>
    public string ToJson()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text))
        {
            WriteTo(writer);
        }

        return text.ToString();
    }

    /// <summary>Returns the name of the type; never data, which may be personal.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Reads the value that the reader stands on into the property, if there is one and the value fits.</summary>
    private protected abstract bool ReadProperty(JsonReader reader, string name);

    /// <summary>Writes each property that was set.</summary>
    private protected abstract void WriteProperties(JsonWriter writer);

    /// <summary>Sets a property and remembers that it was set.</summary>
    private protected void Set<T>(ref T field, T value, int index)
    {
        field = value;
        Mark(index);
    }

    /// <summary>Remembers that a property was set.</summary>
    private protected void Mark(int index)
    {
        if (index < BitsPerWord)
        {
            _setLow |= 1UL << index;
        }
        else
        {
            _setHigh |= 1UL << (index - BitsPerWord);
        }
    }

    internal void WriteTo(JsonWriter writer)
    {
        if (_additionalProperties is { Count: > 0 })
        {
            ToToken().WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        WriteProperties(writer);
        writer.WriteEndObject();
    }

    /// <summary>The same as JSON tokens. A property that is set stands before an additional one of its name, so that none is written twice.</summary>
    private JObject ToToken()
    {
        using var writer = new JTokenWriter();
        writer.WriteStartObject();
        WriteProperties(writer);
        writer.WriteEndObject();
        var json = (JObject)writer.Token!;
        foreach (var property in AdditionalProperties)
        {
            if (!json.ContainsKey(property.Key))
            {
                json.Add(property.Key, property.Value?.DeepClone());
            }
        }

        return json;
    }

    /// <summary>Reads an object whose start the reader stands on, up to its end.</summary>
    internal void ReadFrom(JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonToken.EndObject)
        {
            if (reader.TokenType != JsonToken.PropertyName)
            {
                continue;
            }

            var name = (string)reader.Value!;
            if (!reader.Read())
            {
                break;
            }

            if (!ReadProperty(reader, name))
            {
                Keep(reader, name);
            }
        }

        if (reader.TokenType != JsonToken.EndObject)
        {
            throw new JsonReaderException("The JSON ended inside an object.");
        }
    }

    // Apart from its caller, because the JSON tokens are costly to load and most answers hold no surprise.
    private void Keep(JsonReader reader, string name)
    {
        var additional = _additionalProperties ??= new Additional();
        additional[name] = additional.Unreadable ?? JToken.ReadFrom(reader);
        additional.Unreadable = null;
    }

    private bool IsSet(int index) =>
        index < BitsPerWord ? (_setLow & (1UL << index)) != 0 : (_setHigh & (1UL << (index - BitsPerWord))) != 0;

    private sealed class Additional() : Dictionary<string, JToken>(StringComparer.Ordinal)
    {
        /// <summary>A value that does not fit, but whose tokens are consumed already: it waits here to be kept.</summary>
        public JToken? Unreadable { get; set; }
    }
}
