using System;
using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>Lets <c>JsonConvert</c> read and write models by the same rules as the client does.</summary>
public sealed class ModelConverter : JsonConverter
{
    /// <inheritdoc />
    public override bool CanConvert(Type objectType) => typeof(Model).IsAssignableFrom(objectType);

    /// <inheritdoc />
    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2067",
        Justification = "Only JsonConvert calls this, and it demands the type's constructor itself."
    )]
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonToken.StartObject)
        {
            throw new JsonSerializationException($"A {objectType.Name} is a JSON object, but the value is {reader.TokenType}.");
        }

        var model = (Model)(existingValue ?? Activator.CreateInstance(objectType)!);
        var dateParsing = reader.DateParseHandling;
        reader.DateParseHandling = DateParseHandling.None;
        try
        {
            model.ReadFrom(reader);
        }
        finally
        {
            reader.DateParseHandling = dateParsing;
        }

        return model;
    }

    /// <inheritdoc />
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is null)
        {
            writer.WriteNull();
        }
        else
        {
            ((Model)value).WriteTo(writer);
        }
    }
}
