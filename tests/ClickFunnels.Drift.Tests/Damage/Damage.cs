using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Tests.Damage;

/// <summary>Damages a document in one to three ways: its tree, or its text.</summary>
internal static class Damage
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1e400",
        "\"\"",
        "\"a text\"",
        "\"#/components/schemas/Thing\"",
        "[]",
        "[null]",
        "[[]]",
        "[1, \"a\"]",
        "{}",
        "{\"a\": null}",
        "{\"x-note\": 1}",
        "{\"$ref\": 1}",
        "{\"$ref\": \"#\"}",
        "{\"$ref\": \"#/paths\"}",
        "{\"$ref\": \"#/components/schemas/Thing\"}",
        "{\"$ref\": \"missing.yaml#/A\"}",
        "{\"type\": \"object\", \"properties\": 7}",
        "{\"allOf\": [{\"$ref\": \"#/components/schemas/Thing\"}], \"not\": {}}",
        "{\"oneOf\": [{\"$ref\": \"#/components/schemas/Thing\"}]}",
    ];

    private static readonly string[] Keys =
    [
        "x-note",
        "",
        "$ref",
        "get",
        "schema",
        "properties",
        "items",
        "allOf",
        "default",
        "2XX",
        "type",
        "x-sunset",
        "discriminator",
        "a/b~c%",
    ];

    /// <summary>Returns a damaged document, and what was done to it.</summary>
    public static (byte[] Text, string Description) Of(JsonObject whole, Random random)
    {
        var document = (JsonNode)whole.DeepClone();
        var done = new List<string>();
        for (var step = random.Next(3); step >= 0; step--)
        {
            done.Add(Tree(document, random));
        }

        var text = document.ToJsonString();
        if (random.Next(6) == 0)
        {
            (text, var how) = Text(text, random);
            done.Add(how);
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(40) == 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            done.Add("one byte");
        }

        return (bytes, string.Join("; ", done));
    }

    private static string Tree(JsonNode root, Random random)
    {
        var places = Places(root, "").ToList();
        if (places.Count == 0)
        {
            return "nothing";
        }

        var (parent, key, pointer) = places[random.Next(places.Count)];
        switch (random.Next(6))
        {
            case 0:
                Remove(parent, key);
                return $"{pointer} removed";
            case 1:
                var (other, otherKey, from) = places[random.Next(places.Count)];
                var copy = Get(other, otherKey)?.DeepClone();
                Set(parent, key, copy);
                return $"{pointer} = copy of {from}";
            case 2:
                var (second, secondKey, with) = places[random.Next(places.Count)];
                var (one, two) = (Get(parent, key)?.DeepClone(), Get(second, secondKey)?.DeepClone());
                if (pointer.StartsWith(with, StringComparison.Ordinal) || with.StartsWith(pointer, StringComparison.Ordinal))
                {
                    return "nothing";
                }

                Set(parent, key, two);
                Set(second, secondKey, one);
                return $"{pointer} and {with} swapped";
            case 3 when Get(parent, key) is JsonObject map:
                var name = Keys[random.Next(Keys.Length)];
                var value = Values[random.Next(Values.Length)];
                map[name] = JsonNode.Parse(value);
                return $"{pointer}/{name} = {value}";
            case 4 when parent is JsonObject owner && Get(parent, key)?.DeepClone() is var moved:
                var renamed = Keys[random.Next(Keys.Length)];
                owner.Remove(key);
                owner[renamed] = moved;
                return $"{pointer} renamed to {renamed}";
            default:
                var replacement = Values[random.Next(Values.Length)];
                Set(parent, key, JsonNode.Parse(replacement));
                return $"{pointer} = {replacement}";
        }
    }

    private static (string Text, string Description) Text(string text, Random random)
    {
        var at = random.Next(text.Length);
        switch (random.Next(4))
        {
            case 0:
                return (text[..at], $"cut at {at}");
            case 1:
                var inserted = "{}[]\",:#&*!|>%@`\n\t\\"[random.Next(19)];
                return (text.Insert(at, inserted.ToString()), $"'{inserted}' inserted at {at}");
            case 2:
                // The same key twice.
                var key =
                    text.IndexOf('"', at) is >= 0 and var start && text.IndexOf(':', start) is >= 0 and var end
                        ? text[start..end]
                        : "\"a\"";
                return (text.Insert(text.IndexOf('{', StringComparison.Ordinal) + 1, $"{key}:1,{key}:2,"), $"{key} twice");
            default:
                var length = Math.Min(random.Next(40), text.Length - at);
                return (text.Remove(at, length), $"{length} characters removed at {at}");
        }
    }

    private static IEnumerable<(JsonNode Parent, string Key, string Pointer)> Places(JsonNode root, string at)
    {
        var waiting = new Stack<(JsonNode Node, string Pointer)>([(root, at)]);
        while (waiting.TryPop(out var place))
        {
            var children = place.Node switch
            {
                JsonObject map => map.Select(entry => (entry.Key, entry.Value)),
                JsonArray list => list.Index()
                    .Select(item => (item.Index.ToString(System.Globalization.CultureInfo.InvariantCulture), item.Item)),
                _ => [],
            };
            foreach (var (key, value) in children)
            {
                var pointer = JsonPointer.Append(place.Pointer, key);
                yield return (place.Node, key, pointer);
                if (value is JsonObject or JsonArray)
                {
                    waiting.Push((value, pointer));
                }
            }
        }
    }

    private static JsonNode? Get(JsonNode parent, string key) => parent is JsonObject map ? map[key] : parent.AsArray()[Index(key)];

    private static void Set(JsonNode parent, string key, JsonNode? value)
    {
        if (parent is JsonObject map)
        {
            map[key] = value;
        }
        else if (Index(key) < parent.AsArray().Count)
        {
            parent.AsArray()[Index(key)] = value;
        }
    }

    private static void Remove(JsonNode parent, string key)
    {
        if (parent is JsonObject map)
        {
            map.Remove(key);
        }
        else
        {
            parent.AsArray().RemoveAt(Index(key));
        }
    }

    private static int Index(string key) => int.Parse(key, System.Globalization.CultureInfo.InvariantCulture);
}
