using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Documents around an object with the property <c>name</c> and perhaps another, <c>thing</c>.</summary>
internal static class Objects
{
    /// <summary>An object without the property.</summary>
    public static string Without(SchemaPosition body) => Specs.At(body, "type: object\nproperties:\n  name:\n    type: string");

    /// <summary>An object that has the property, and need not have it.</summary>
    public static string Optional(SchemaPosition body, string schema = "type: string") => Specs.At(body, Object(schema));

    /// <summary>An object that has to have the property.</summary>
    public static string Required(SchemaPosition body, string schema = "type: string") =>
        Specs.At(body, "required: [thing]\n" + Object(schema));

    private static string Object(string schema) =>
        "type: object\nproperties:\n  name:\n    type: string\n  thing:\n" + Specs.Indent(schema, 4);
}
