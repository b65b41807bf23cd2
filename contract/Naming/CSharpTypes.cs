using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Contracts.Naming;

/// <summary>Gets the C# types that code generation creates from schemas.</summary>
internal static class CSharpTypes
{
    private const int MaxDepth = 5;

    /// <summary>The type of an object without known properties.</summary>
    public const string FreeForm = "JObject";

    /// <summary>The C# type, without its question mark.</summary>
    public static string Of(Schema schema, CSharpNames names) => Of(schema, names, 0);

    /// <summary>Returns true if a class with properties is generated, not a dictionary or a free-form object.</summary>
    public static bool IsClass(Schema schema) =>
        schema.Types is ["object"] && (schema.Properties.Count > 0 || Component(schema) is not null && schema.AdditionalProperties is null);

    /// <summary>Gets the component that names the class: the schema itself, or the only component that it wraps.</summary>
    public static string? Component(Schema schema) =>
        schema.ComponentName
        ?? (schema.AllOf is [var only] && schema.Node["properties"] is null && schema.Pointer != only.Pointer ? Component(only) : null);

    private static string Of(Schema schema, CSharpNames names, int depth) =>
        schema.Types switch
        {
            _ when depth > MaxDepth => "object",
            ["string" or "integer" or "number"] when schema.Enum is not null => Component(schema) is { } named
                ? names.Class(named)
                : "an enumeration",
            ["string"] => Text(schema.Format),
            ["integer"] => schema.Format switch
            {
                "int64" or "long" => "long",
                "uint64" => "ulong",
                "byte" => "byte",
                _ => "int",
            },
            ["number"] => schema.Format switch
            {
                "decimal" => "decimal",
                "float" => "float",
                "int64" => "long",
                "int32" => "int",
                _ => "double",
            },
            ["boolean"] => "bool",
            ["array"] => $"IReadOnlyList<{(schema.Items is { } items ? Of(items, names, depth + 1) : "object")}>",
            ["object"] when IsClass(schema) => Component(schema) is { } component ? names.Class(component) : "a class of its own",
            ["object"] when schema.AdditionalProperties is { } values => $"IReadOnlyDictionary<string, {Of(values, names, depth + 1)}>",
            ["object"] => FreeForm,
            _ => Component(schema) is { } component && (schema.OneOf.Count > 0 || schema.AnyOf.Count > 0)
                ? names.Class(component)
                : "object",
        };

    private static string Text(string? format) =>
        format switch
        {
            "date-time" or "date" => "DateTimeOffset",
            "time" or "duration" or "time-span" => "TimeSpan",
            "uuid" or "guid" => "Guid",
            "uri" => "Uri",
            "byte" or "base64" => "byte[]",
            "binary" => "Stream",
            "decimal" => "decimal",
            _ => "string",
        };
}
