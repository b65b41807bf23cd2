using System.Text.Json;
using Newtonsoft.Json;

namespace ClickFunnels.Tests.Serialization;

/// <summary>A serializer, with the settings that programs use.</summary>
public sealed record Serializer(string Name, Func<object?, Type, string> Write, Func<string, Type, object?> Read)
{
    public static IReadOnlyList<Serializer> All { get; } =
    [
        Of("System.Text.Json", JsonSerializerOptions.Default),
        Of("Web", JsonSerializerOptions.Web),
        Of("snake case", new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }),
        Of(
            "without nulls",
            new JsonSerializerOptions { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull }
        ),
        new(
            "Newtonsoft.Json",
            static (value, type) => JsonConvert.SerializeObject(value, type, null),
            static (json, type) => JsonConvert.DeserializeObject(json, type)
        ),
    ];

    public override string ToString() => Name;

    private static Serializer Of(string name, JsonSerializerOptions options) =>
        new(
            name,
            (value, type) => System.Text.Json.JsonSerializer.Serialize(value, type, options),
            (json, type) => System.Text.Json.JsonSerializer.Deserialize(json, type, options)
        );
}
