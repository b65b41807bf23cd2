using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
#if NET
using System.Diagnostics.CodeAnalysis;
#endif

namespace ClickFunnels.Core;

/// <summary>
/// Base of the records that are sent to and read from an API. A model remembers which properties were set, so that a request sends
/// exactly those: an unset property is left out, one that was set to null is sent as null.
/// </summary>
/// <remarks>
/// Reading never fails for a surprise in one field: unknown fields, and values that do not fit the documented type, are
/// kept in <see cref="AdditionalProperties" /> and written back.
/// </remarks>
[JsonConverter(typeof(ModelConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(AnyModelJsonConverter))]
public abstract partial class Model
{
    private const int BitsPerWord = 64;

    // Two words hold what no model exceeds: 128 properties.
    private ulong _setLow;
    private ulong _setHigh;
    private Additional? _additionalProperties;

    /// <summary>Creates a model in which no property is set.</summary>
#if NET
    // JsonConvert creates the converters by reflection, which trimming does not see.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(ModelConverter))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(OneOrManyConverter))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(OpenEnumerationConverter<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(ResourceIdConverter))]
#endif
    protected Model() { }

    /// <summary>
    /// Fields by their name on the wire that have no property here, or whose value does not fit the property's type.
    /// Entries are written after the properties, so an undocumented field can be sent as well.
    /// </summary>
    [JsonIgnore]
    public IDictionary<string, JToken> AdditionalProperties => Additions;

    private Additional Additions => _additionalProperties ??= new Additional();

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

    /// <summary>Returns the name of the type and the id, such as <c>Contact 42</c>; never other data, which may be personal.</summary>
    public sealed override string ToString()
    {
        return FindId() is { } id ? GetType().Name + " " + id : GetType().Name;
    }

    /// <summary>Returns the id of the record on the wire; null when it has none.</summary>
    internal string? FindId()
    {
        using var finder = new PropertyFinder("id");
        WriteAsObject(finder);
        return finder.Id;
    }

    /// <summary>Reads a value into its property. Generated models implement it.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <returns>False when there is no such property or the value does not fit.</returns>
    protected abstract bool ReadProperty(JsonReader reader, string name);

    /// <summary>Writes each property that was set. Generated models implement it.</summary>
    /// <param name="writer">The writer.</param>
    protected abstract void WriteProperties(JsonWriter writer);

    /// <summary>
    /// Returns the names of required properties that are not set, separated by commas; null when there are none. Generated models with
    /// required properties override it.
    /// </summary>
    protected virtual string? MissingProperties() => null;

    /// <summary>
    /// Returns the rule of the contract on several properties that the record breaks, as one sentence without its values; null when it
    /// breaks none. A package overrides it for models whose contract has such rules.
    /// </summary>
    protected virtual string? BrokenRule() => null;

    /// <summary>
    /// The indexes of the properties that no other record fills in, because their effect is more than that of a field: a method or a
    /// constructor sets them. Generated models with such properties override it.
    /// </summary>
    protected virtual ReadOnlySpan<int> DeliberateProperties => default;

    /// <summary>Returns the names of those properties that are not set, separated by commas; null when all are set.</summary>
    /// <param name="properties">Names on the wire, and indexes in the model.</param>
    protected string? Missing(ReadOnlySpan<(string Name, int Index)> properties)
    {
        string? missing = null;
        foreach (var (name, index) in properties)
        {
            if (!IsSet(index) && _additionalProperties?.ContainsKey(name) != true)
            {
                missing = missing is null ? name : missing + ", " + name;
            }
        }

        return missing;
    }

    /// <summary>Sets a property and remembers that it was set.</summary>
    /// <param name="field">The field of the property.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    /// <typeparam name="T">The type of the property.</typeparam>
    protected void Set<T>(ref T field, T value, int index)
    {
        field = value;
        MarkAsSet(index);
    }

    /// <summary>
    /// Remembers that a property was read, unless it holds only a part of the value: then the whole value is kept as well, and written
    /// back.
    /// </summary>
    /// <param name="index">Index of the property in the model.</param>
    /// <returns>False when the value must be kept.</returns>
    protected bool MarkAsRead(int index)
    {
        if (_additionalProperties is not null && HoldsOnlyAPart())
        {
            Unset(index);
            return false;
        }

        MarkAsSet(index);
        return true;
    }

    /// <summary>Remembers that a property was set.</summary>
    /// <param name="index">Index of the property in the model.</param>
    protected void MarkAsSet(int index)
    {
        if (index < BitsPerWord)
        {
            _setLow |= 1UL << index;
        }
        else if (index < 2 * BitsPerWord)
        {
            _setHigh |= 1UL << (index - BitsPerWord);
        }
        else
        {
            throw new NotSupportedException(
                $"{GetType().Name} has more than {2 * BitsPerWord} properties, which Model cannot remember as set."
            );
        }
    }

    /// <summary>Writes the model as a JSON object: the properties that were set, then <see cref="AdditionalProperties" />.</summary>
    /// <param name="writer">The writer.</param>
    public void WriteTo(JsonWriter writer)
    {
        if (writer is RequestWriter request)
        {
            request.Check(this, MissingProperties());
            request.CheckRule(this, _additionalProperties is { Count: > 0 } ? WithAdditionalValues(request).BrokenRule() : BrokenRule());
        }

        if (_additionalProperties is { Count: > 0 })
        {
            ToToken().WriteTo(writer);
            return;
        }

        WriteAsObject(writer);
    }

    /// <summary>
    /// Returns a copy in which additional properties that have a property here are set, so that rules see what the request will contain.
    /// The records in it are checked, because those of a model with additional properties are written as JSON tokens.
    /// </summary>
    private Model WithAdditionalValues(RequestWriter request)
    {
        request.CheckParts(WriteAsObject);
        var copy = (Model)MemberwiseClone();
        copy._additionalProperties = null;
        foreach (var property in _additionalProperties!)
        {
            if (!Has(property.Key))
            {
                using var reader = (property.Value ?? JValue.CreateNull()).CreateReader();
                reader.Read();
                copy.ReadOrKeep(reader, property.Key);
            }
        }

        return copy;
    }

    /// <summary>
    /// Returns the model as JSON tokens. A property that is set takes precedence over an additional one of its name, so that none is
    /// written twice.
    /// </summary>
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

    /// <summary>Reads a JSON object up to its end. The properties that it holds count as set.</summary>
    /// <param name="reader">A reader that is at the start of the object.</param>
    /// <exception cref="JsonReaderException">The JSON ends inside the object.</exception>
    public void ReadFrom(JsonReader reader)
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

            ReadOrKeep(reader, name);
        }

        if (reader.TokenType != JsonToken.EndObject)
        {
            throw new JsonReaderException("The JSON ended inside an object.");
        }
    }

    /// <summary>Reads the value at the position of the reader into its property; a value that does not fit is kept.</summary>
    internal void ReadOrKeep(JsonReader reader, string name)
    {
        if (!ReadProperty(reader, name))
        {
            Keep(reader, name);
        }
    }

    // A method of its own, because the JSON tokens are costly to load and most responses hold no surprise.
    private void Keep(JsonReader reader, string name)
    {
        var additional = Additions;
        additional[name] = additional.Partial ?? JsonTokens.Read(reader);
        additional.Partial = null;
    }

    /// <summary>
    /// Returns a model of another type with the fields that both have and that are set here, such as the <c>ContactUpdate</c> of a
    /// <c>Contact</c> that was read. Fields that the other type lacks, or cannot hold, are left out, and so are fields that callers can
    /// only set with a method that says what it does, such as <c>ReplaceTags</c>.
    /// </summary>
    /// <typeparam name="T">The type of the new model.</typeparam>
    public T ConvertTo<T>()
        where T : Model, new()
    {
        using var reader = ToToken().CreateReader();
        reader.Read();
        var model = new T();
        model.ReadFrom(reader);
        model._additionalProperties = null;
        foreach (var index in model.DeliberateProperties)
        {
            model.Unset(index);
        }

        return model;
    }

    /// <summary>
    /// Returns the names of the properties, separated by commas, that were set to null or to an empty list; null when there are none.
    /// </summary>
    protected string? EmptyProperties()
    {
        using var finder = new EmptyValueFinder();
        WriteAsObject(finder);
        return finder.Names;
    }

    /// <summary>
    /// Returns true when a property was set, or was read with a value that fits its type. It tells a field that the service left out
    /// from one whose value is null, 0 or empty.
    /// </summary>
    /// <param name="name">Name of the field on the wire, such as <c>email_address</c>.</param>
    public bool Has(string name)
    {
        using var finder = new PropertyFinder(name ?? throw new ArgumentNullException(nameof(name)));
        WriteAsObject(finder);
        return finder.IsFound;
    }

    /// <summary>True when no property was set and there are no additional ones.</summary>
    internal bool IsEmpty => (_setLow | _setHigh) == 0 && _additionalProperties is not { Count: > 0 };

    private void WriteAsObject(JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteProperties(writer);
        writer.WriteEndObject();
    }

    // A method of its own, so that the first call does not load the JSON tokens.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool HoldsOnlyAPart() => _additionalProperties!.Partial is not null;

    // A field may come twice.
    private void Unset(int index)
    {
        if (index < BitsPerWord)
        {
            _setLow &= ~(1UL << index);
        }
        else
        {
            _setHigh &= ~(1UL << (index - BitsPerWord));
        }
    }

    private bool IsSet(int index) =>
        index < BitsPerWord ? (_setLow & (1UL << index)) != 0 : (_setHigh & (1UL << (index - BitsPerWord))) != 0;

    private sealed class Additional() : Dictionary<string, JToken>(StringComparer.Ordinal)
    {
        /// <summary>The value that was just read, when its property holds only a part of it.</summary>
        public JToken? Partial { get; set; }
    }
}
