using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Skills;

/// <summary>A key of an example that its schema lacks.</summary>
/// <param name="Pointer">The place that the property would have in the contract.</param>
/// <param name="Name">The key.</param>
/// <param name="Path">The keys that lead to it in the example: <c>order.trial_end_at</c>.</param>
/// <param name="Line">Its line.</param>
internal sealed record UnknownField(string Pointer, string Name, string Path, int Line);

/// <summary>
/// Compares the keys of an example with a schema. Lenient, because examples are shortened: types, values and missing properties do not
/// matter, a key of any member of a union is known, and an open object has every key.
/// </summary>
internal static class ExampleFields
{
    /// <summary>Gets the keys that a schema lacks.</summary>
    public static List<UnknownField> Unknown(SketchValue example, Schema schema)
    {
        var found = new List<UnknownField>();
        Compare(example, [schema], "", found);
        return found;
    }

    /// <summary>Gets the number of top-level keys of an example, and the number of those that a schema has.</summary>
    public static (int Known, int All) Fit(SketchValue example, Schema schema)
    {
        var (record, schemas) = Record(example, [schema]);
        if (record.Items is [var first, ..])
        {
            (record, schemas) = Record(first, schemas);
        }

        if (record.Members is not { Count: > 0 } members)
        {
            return (0, 0);
        }

        // In an open object every key fits, which says nothing about the example.
        var listed = Members(schemas).SelectMany(member => member.Properties.Keys).ToHashSet(StringComparer.Ordinal);
        return (members.Count(member => listed.Contains(member.Key)), members.Count);
    }

    /// <summary>Gets the schemas of a key; empty for a key of an open object without a schema, and null if the key is unknown.</summary>
    public static IReadOnlyList<Schema>? Step(IReadOnlyList<Schema> schemas, string key)
    {
        var members = Members(schemas).ToList();
        var next = members
            .Select(member => member.Properties.GetValueOrDefault(key) ?? member.AdditionalProperties)
            .OfType<Schema>()
            .ToList();
        return next.Count > 0 ? next
            : members.Count == 0 || members.Any(IsOpen) ? []
            : null;
    }

    /// <summary>Gets schemas with the members of their unions and the classes of their discriminators.</summary>
    public static IEnumerable<Schema> Members(IReadOnlyList<Schema> schemas)
    {
        var seen = new HashSet<Schema>();
        var waiting = new Queue<Schema>(schemas);
        while (waiting.TryDequeue(out var schema))
        {
            foreach (var member in schema.UnionMembers().Where(seen.Add))
            {
                yield return member;
                foreach (var variant in member.Variants.Values)
                {
                    waiting.Enqueue(variant);
                }
            }
        }
    }

    private static void Compare(SketchValue example, IReadOnlyList<Schema> schemas, string path, List<UnknownField> found)
    {
        var (value, at) = Record(example, schemas);
        if (value.Items is { } items)
        {
            foreach (var item in items)
            {
                Compare(item, at, path, found);
            }

            return;
        }

        foreach (var (key, line, inner) in value.Members ?? [])
        {
            if (!SkillText.IsField(key))
            {
                continue;
            }

            var below = path.Length == 0 ? key : $"{path}.{key}";
            if (Step(at, key) is not { } next)
            {
                var owner = Members(at).FirstOrDefault(member => member.Properties.Count > 0) ?? at[0];
                found.Add(new UnknownField(JsonPointer.Append(owner.Pointer + "/properties", key), key, SkillText.Cut(below), line));
            }
            else if (next.Count > 0)
            {
                Compare(inner, next, below, found);
            }
        }
    }

    // Documentation shows one record where the contract has a list, and the reverse.
    private static (SketchValue Value, IReadOnlyList<Schema> Schemas) Record(SketchValue example, IReadOnlyList<Schema> schemas)
    {
        var (value, at) = (example, schemas);
        for (var depth = 0; depth < 4; depth++)
        {
            var items = Members(at).Select(member => member.Items).OfType<Schema>().ToList();
            if (value.Items is { Count: 1 } only && items.Count > 0)
            {
                (value, at) = (only[0], items);
            }
            else if (value.Items is not null)
            {
                return (value, items.Count > 0 ? items : at);
            }
            else if (value.Members is not null && items.Count > 0 && !Members(at).Any(member => member.Properties.Count > 0))
            {
                at = items;
            }
            else
            {
                break;
            }
        }

        return (value, at);
    }

    // A schema for a text or number says nothing about the keys of an object.
    private static bool IsOpen(Schema schema) =>
        schema.UnionOf.Count == 0 && (schema.Has("additionalProperties") ? !schema.IsClosed : schema.Properties.Count == 0);
}
