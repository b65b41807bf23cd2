using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Refuses a type with System.Text.Json, for the same reasons as <see cref="NotSerializableConverter" />.</summary>
public sealed class NotSerializableJsonConverter : JsonConverterFactory
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) => true;

    /// <inheritdoc />
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        throw NotSerializableConverter.Refused(typeToConvert ?? throw new ArgumentNullException(nameof(typeToConvert)));
}
