using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Responses that say that something was done, instead of showing a record.</summary>
internal static class Results
{
    private const string Suffix = "Result";

    /// <summary>True if a schema is that of such a response.</summary>
    public static bool Is(ContractSchema? schema) => schema?.Name.EndsWith(Suffix, StringComparison.Ordinal) == true;

    /// <summary>The response by its schema: what is true or false is true, and a message is one.</summary>
    public static JsonObject Of(ContractSchema schema)
    {
        var result = new JsonObject();
        foreach (var (name, use) in schema.Properties)
        {
            result[name] = use.Schema.Kind switch
            {
                SchemaKind.Boolean => true,
                SchemaKind.Integer => 0L,
                SchemaKind.String => "Done.",
                _ => null,
            };
        }

        return result;
    }
}
