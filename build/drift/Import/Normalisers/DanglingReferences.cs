using System.Text.Json.Nodes;

namespace ClickFunnels.Drift.Import.Normalisers;

/// <summary>A reference that leads nowhere gets a free-form schema of its name to lead to.</summary>
internal sealed class DanglingReferences : INormaliser
{
    private const string Schemas = "#/components/schemas/";

    public string Name => "dangling-references";

    public string Summary => "A `$ref` to a schema that does not exist gets a free-form schema of that name.";

    public void Apply(JsonObject document, ImportLog log) => SchemaWalk.Each(document, place =>
    {
        if (place.Schema.Reference() is not { } target || document.Target(target) is JsonObject)
            return;

        var name = target.StartsWith(Schemas, StringComparison.Ordinal) ? Words.Pascal(target[Schemas.Length..]) : "";
        if (name.Length == 0 || target != Schemas + name)
        {
            // Nothing can be put where the reference leads, so the place itself becomes free-form.
            place.Schema.Become(new JsonObject { ["type"] = "object", ["additionalProperties"] = true });
        }
        else
        {
            document.Child("components").Child("schemas").Add(name, new JsonObject { ["type"] = "object", ["additionalProperties"] = true });
        }

        log.Add(this, place.Pointer, $"{target} leads nowhere: free-form");
    });
}
