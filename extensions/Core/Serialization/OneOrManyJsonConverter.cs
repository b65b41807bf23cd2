using System;
using Newtonsoft.Json;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Lets System.Text.Json read and write one text as a string, and several as an array.</summary>
public sealed class OneOrManyJsonConverter : WireJsonConverter<OneOrMany>
{
    /// <inheritdoc />
    protected override OneOrMany? ReadFrom(JsonReader reader, Type type) => OneOrManyConverter.Read(reader);

    /// <inheritdoc />
    protected override void WriteTo(JsonWriter writer, OneOrMany value) => OneOrManyConverter.Write(writer, value);
}
