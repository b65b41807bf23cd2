using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Adds a free-form schema for each reference without a target.</summary>
internal sealed class DanglingReferences : INormalizer
{
    private const string Schemas = "#/components/schemas/";

    public string Name => "dangling-references";

    public string Summary =>
        "A `$ref` to a schema that does not exist gets a free-form schema of that name; one that leads back to itself becomes free-form.";

    public void Apply(JsonObject document, ImportLog log) =>
        SchemaWalker.Each(
            document,
            place =>
            {
                if (place.Schema.Reference() is not { } target)
                {
                    return;
                }

                if (document.Target(target) is JsonObject)
                {
                    // A cycle of references has no schema either; it is cut where it starts again.
                    if (!IsCircle(document, target))
                    {
                        return;
                    }

                    place.Schema.Become(new JsonObject { ["type"] = "object", ["additionalProperties"] = true });
                    log.Add(this, place.Pointer, $"{target} leads back to itself: free-form");
                    return;
                }

                var name = target.StartsWith(Schemas, StringComparison.Ordinal) ? CSharpIdentifier.Pascal(target[Schemas.Length..]) : "";
                if (name.Length == 0 || target != Schemas + name)
                {
                    // The target cannot be added, so the place of the reference becomes free-form.
                    place.Schema.Become(new JsonObject { ["type"] = "object", ["additionalProperties"] = true });
                }
                else
                {
                    document
                        .Child("components")
                        .Child("schemas")
                        .Add(name, new JsonObject { ["type"] = "object", ["additionalProperties"] = true });
                }

                log.Add(this, place.Pointer, $"{target} leads nowhere: free-form");
            }
        );

    private static bool IsCircle(JsonObject document, string target)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = target; next is not null; next = (document.Target(next) as JsonObject)?.Reference())
        {
            if (!seen.Add(next))
            {
                return true;
            }
        }

        return false;
    }
}
