using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Engine;

/// <summary>Reads values that may be missing or of another type than expected; those count as missing.</summary>
internal static class JsonFields
{
    public static long? Number(this JsonObject fields, string name) => fields[name].AsNumber();

    public static string? Text(this JsonObject fields, string name) =>
        fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool Flag(this JsonObject fields, string name) =>
        fields[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public static long? AsNumber(this JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    /// <summary>Returns the objects of a list; other items are left out.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject fields, string name) => Items(fields, name).OfType<JsonObject>();

    /// <summary>Returns the items of a list; none if there is no list.</summary>
    public static IEnumerable<JsonNode?> Items(this JsonObject fields, string name) => fields[name] as JsonArray ?? [];

    /// <summary>Sets the fields that another object has, and returns the object.</summary>
    public static JsonObject With(this JsonObject fields, JsonObject others)
    {
        foreach (var (name, value) in others)
        {
            fields[name] = value?.DeepClone();
        }

        return fields;
    }
}
