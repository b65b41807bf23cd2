using System;
using Newtonsoft.Json;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>
/// Lets System.Text.Json read and write a model by the same rules as the client does. A class of your own that derives from
/// <see cref="Model" /> names it in a <c>JsonConverter</c> attribute, because System.Text.Json does not inherit converters.
/// </summary>
/// <typeparam name="T">The model.</typeparam>
public sealed class ModelJsonConverter<T> : WireJsonConverter<T>
    where T : Model, new()
{
    /// <inheritdoc />
    protected override T? ReadFrom(JsonReader reader, Type type)
    {
        if (reader.TokenType != JsonToken.StartObject)
        {
            throw new JsonSerializationException($"A {typeof(T).Name} is a JSON object, but the value is {reader.TokenType}.");
        }

        var model = new T();
        model.ReadFrom(reader);
        return model;
    }

    /// <inheritdoc />
    protected override void WriteTo(JsonWriter writer, T value) => value.WriteTo(writer);
}

/// <summary>Lets System.Text.Json write a property of the type <see cref="Model" />, whatever model it holds.</summary>
public sealed class AnyModelJsonConverter : WireJsonConverter<Model>
{
    /// <inheritdoc />
    protected override Model? ReadFrom(JsonReader reader, Type type) =>
        throw new NotSupportedException(
            "A Model cannot be read, because the JSON does not say which one it is: name the type, such as Contact."
        );

    /// <inheritdoc />
    protected override void WriteTo(JsonWriter writer, Model value) => value.WriteTo(writer);
}
