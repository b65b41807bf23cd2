using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Structure;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>
/// Gives every part of a document the form that the other normalizers read: no extensions among paths and responses, no parts without a
/// value, and schemas as objects.
/// </summary>
internal sealed class PlainShapes : INormalizer
{
    // These keywords have a meaning of their own for true and false.
    private static readonly string[] Flags = ["additionalProperties", "unevaluatedItems", "unevaluatedProperties"];

    public string Name => "plain-shapes";

    public string Summary =>
        "References of path items are replaced by what they lead to, schemas that are `true` or `false` become objects, and extensions "
        + "among paths and responses and keys without a value are removed.";

    public void Apply(JsonObject document, ImportLog log)
    {
        foreach (var at in StructureWalker.Each(document, "", DocumentShape.Root).ToList())
        {
            if (at.Shape == DocumentShape.PathItem && at.Reference is not null)
            {
                at.Node.Become(document.Resolve(at.Node) ?? []);
                log.Add(this, at.Pointer, "the path item that it refers to was copied");
            }
        }

        foreach (var at in StructureWalker.Each(document, "", DocumentShape.Root).ToList())
        {
            foreach (var (key, value) in at.Node.ToList())
            {
                var shape = at.Shape.Of(key);
                if (shape is null)
                {
                    // Among paths, responses and callbacks all other keys are names.
                    if (at.Shape.Others is not null && !(key == "$ref" && at.Shape.MayBeReference))
                    {
                        Remove(at.Node, key, at.Pointer, log);
                    }
                }
                else if (value is null || key.Length == 0)
                {
                    Remove(at.Node, key, at.Pointer, log);
                }
                else
                {
                    Value(at, key, value, shape, log);
                }
            }
        }
    }

    private void Value(ShapedNode at, string key, JsonNode value, ValueShape shape, ImportLog log)
    {
        var pointer = $"{at.Pointer}/{key}";
        switch (shape.Form)
        {
            case ValueForm.One when !Flags.Contains(key) && AsObject(value) is { } made:
                at.Node[key] = made;
                log.Add(this, pointer, "a schema that is true or false is an object");
                break;
            case ValueForm.Map when value is JsonObject map:
                foreach (var (name, item) in map.ToList())
                {
                    if (AsObject(item) is { } schema && shape.Of!().MayBeFlag)
                    {
                        map[name] = schema;
                        log.Add(this, $"{pointer}/{name}", "a schema that is true or false is an object");
                    }
                    else if (item is not JsonObject || name.Length == 0)
                    {
                        Remove(map, name, pointer, log);
                    }
                }

                break;
            case ValueForm.List when value is JsonArray list:
                for (var index = list.Count - 1; index >= 0; index--)
                {
                    if (list[index] is null && shape.Of!().MayBeFlag)
                    {
                        list[index] = new JsonObject { ["type"] = "null" };
                    }
                    else if (AsObject(list[index]) is { } schema)
                    {
                        list[index] = schema;
                    }
                    else if (list[index] is not JsonObject)
                    {
                        list.RemoveAt(index);
                    }
                }

                break;
        }
    }

    private static JsonObject? AsObject(JsonNode? node) =>
        node is not JsonValue value || !value.TryGetValue<bool>(out var everything) ? null
        : everything ? []
        : new JsonObject { ["not"] = new JsonObject() };

    private void Remove(JsonObject owner, string key, string pointer, ImportLog log)
    {
        owner.Remove(key);
        log.Add(this, $"{pointer}/{key}", "removed: it has no content that is read");
    }
}
