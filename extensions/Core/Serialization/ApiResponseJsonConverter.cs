using System;
using Newtonsoft.Json;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Lets System.Text.Json read and write responses in the same form as <see cref="ApiResponseConverter" />.</summary>
/// <typeparam name="T">The type of the response.</typeparam>
public sealed class ApiResponseJsonConverter<T> : WireJsonConverter<T>
    where T : ApiResponse
{
    /// <inheritdoc />
    protected override T? ReadFrom(JsonReader reader, Type type) =>
        ApiResponseConverter.Read(reader, typeof(T) == typeof(RawResponse)) as T;

    /// <inheritdoc />
    protected override void WriteTo(JsonWriter writer, T value) => ApiResponseConverter.Write(writer, value);
}
