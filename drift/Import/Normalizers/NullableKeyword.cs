using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Replaces <c>nullable: true</c> of OpenAPI 3.0, which 3.1 ignores.</summary>
internal sealed class NullableKeyword : INormalizer
{
    public string Name => "nullable-keyword";

    public string Summary => "`nullable: true` of OpenAPI 3.0 becomes a type of 3.1.";

    public void Apply(JsonObject document, ImportLog log) =>
        SchemaWalker.Each(
            document,
            place =>
            {
                if (!place.Schema.Remove("nullable", out var value))
                {
                    return;
                }

                if (value is JsonValue flag && flag.TryGetValue<bool>(out var nullable) && nullable)
                {
                    place.Schema.AllowNull();
                }

                log.Add(this, place.Pointer, "nullable became a type");
            }
        );
}
