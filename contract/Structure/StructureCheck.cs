using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Structure;

/// <summary>
/// Refuses documents whose structure cannot be read, with the position of the wrong value. Nulls count as absent, because a key without
/// a value is frequent in YAML. What references lead to is checked as well, wherever it is.
/// </summary>
internal sealed class StructureCheck
{
    private readonly SpecFile _file;
    private readonly HashSet<(string Pointer, NodeShape Shape)> _seen = [];
    private readonly Stack<(JsonNode? Node, string Pointer, NodeShape Shape)> _waiting = [];

    private StructureCheck(SpecFile file)
    {
        _file = file;
    }

    /// <summary>Checks a document.</summary>
    /// <exception cref="InputException">A value has another form than OpenAPI gives it.</exception>
    public static void Check(SpecFile file)
    {
        var check = new StructureCheck(file);
        check._waiting.Push((file.Root, "", DocumentShape.Root));
        while (check._waiting.TryPop(out var at))
        {
            if (check._seen.Add((at.Pointer, at.Shape)))
            {
                check.Object(at.Node, at.Pointer, at.Shape);
            }
        }
    }

    private void Object(JsonNode? node, string pointer, NodeShape shape)
    {
        if (!shape.Accepts(node))
        {
            throw Wrong(pointer, node, shape.MayBeFlag ? $"{shape}: an object, true or false" : $"{shape}: an object");
        }

        if (node is not JsonObject map)
        {
            return;
        }

        if (shape.MayBeReference && map.TryGetPropertyValue("$ref", out var reference))
        {
            Reference(reference, pointer, shape);
        }

        foreach (var (key, value) in map)
        {
            if (value is not null && shape.Of(key) is { } known)
            {
                Value(value, JsonPointer.Append(pointer, key), known);
            }
        }
    }

    private void Reference(JsonNode? reference, string pointer, NodeShape shape)
    {
        if (reference is not JsonValue value || !value.TryGetValue<string>(out var target))
        {
            throw Wrong(pointer + "/$ref", reference, "a reference: a text such as #/components/schemas/Thing");
        }

        if (!target.StartsWith('#'))
        {
            throw _file.Error(
                pointer + "/$ref",
                $"The reference \"{target}\" leads out of the document, and only documents that are read from a file or an address can "
                    + "have such references."
            );
        }

        var place = Uri.UnescapeDataString(target[1..]);
        if (JsonPointer.Find(_file.Root, place) is { } found)
        {
            _waiting.Push((found, place, shape));
        }
    }

    private void Value(JsonNode value, string pointer, ValueShape shape)
    {
        switch (shape.Form)
        {
            case ValueForm.One:
                _waiting.Push((value, pointer, shape.Of!()));
                break;
            case ValueForm.Map:
                Map(value, pointer, shape.Of!());
                break;
            case ValueForm.List when value is JsonArray list:
                foreach (var (index, item) in list.Index())
                {
                    _waiting.Push((item, JsonPointer.Append(pointer, index), shape.Of!()));
                }

                break;
            case ValueForm.List:
                throw Wrong(pointer, value, $"a list: each item is {shape.Of!()}");
            case ValueForm.Text when value is not JsonValue:
                throw Wrong(pointer, value, "a text");
            case ValueForm.Texts when !AreTexts(value):
                throw Wrong(pointer, value, "a list of texts");
            case ValueForm.TextOrTexts when value is not JsonValue && !AreTexts(value):
                throw Wrong(pointer, value, "a text or a list of texts");
            case ValueForm.TextMap when value is not JsonObject map || map.Any(entry => entry.Value is JsonObject or JsonArray):
                throw Wrong(pointer, value, "an object whose values are texts");
            case ValueForm.TextsMap when value is not JsonObject map || map.Any(entry => entry.Value is { } texts && !AreTexts(texts)):
                throw Wrong(pointer, value, "an object whose values are lists of texts");
            case ValueForm.Flag when !IsFlag(value):
                throw Wrong(pointer, value, "true or false");
            case ValueForm.Number when !IsNumber(value):
                throw Wrong(pointer, value, "a number");
            case ValueForm.NumberOrFlag when !IsNumber(value) && !IsFlag(value):
                throw Wrong(pointer, value, "a number");
            case ValueForm.Values when value is not JsonArray:
                throw Wrong(pointer, value, "a list");
        }
    }

    // An x- key may be a name or an extension. It is a name if its value has the form of one.
    private void Map(JsonNode value, string pointer, NodeShape shape)
    {
        if (value is not JsonObject map)
        {
            throw Wrong(pointer, value, $"an object with names, each of {shape}");
        }

        foreach (var (name, item) in map)
        {
            if (shape.IsName(name) && (shape.Accepts(item) || !NodeShape.IsExtension(name)))
            {
                _waiting.Push((item, JsonPointer.Append(pointer, name), shape));
            }
        }
    }

    private InputException Wrong(string pointer, JsonNode? node, string expected)
    {
        var found = node switch
        {
            null => "null",
            JsonObject => "an object",
            JsonArray => "a list",
            _ => node.GetValueKind() switch
            {
                JsonValueKind.String => "a text",
                JsonValueKind.Number => "a number",
                _ => node.ToString().ToLowerInvariant(),
            },
        };
        return _file.Error(pointer, $"Expected {expected}, but this is {found} ({pointer}).");
    }

    private static bool AreTexts(JsonNode value) => value is JsonArray list && list.All(item => item is null or JsonValue);

    private static bool IsFlag(JsonNode value) => value is JsonValue single && single.TryGetValue<bool>(out _);

    // Numbers that fit no .NET type are read as texts.
    private static bool IsNumber(JsonNode value) =>
        value is JsonValue single
        && (
            single.GetValueKind() == JsonValueKind.Number
            || single.TryGetValue<string>(out var text) && text is [(>= '0' and <= '9') or '-' or '+' or '.', ..]
        );
}
