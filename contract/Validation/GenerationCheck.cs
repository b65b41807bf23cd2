using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Structure;

namespace ClickFunnels.Contracts.Validation;

/// <summary>
/// Checks the texts of a document that become part of generated code, before a document is imported or code is generated from it.
/// Comparisons do not need it: they generate nothing, and reports escape what they show.
/// </summary>
internal sealed class GenerationCheck
{
    // Values of any form. The templates do not read them.
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "example",
        "examples",
        "default",
        "const",
        "variables",
        "scopes",
        "mapping",
        "links",
        "externalDocs",
    };

    // Keywords whose members have names of their own.
    private static readonly Dictionary<string, NameRule?> Maps = new(StringComparer.Ordinal)
    {
        ["paths"] = NameRule.Path,
        ["webhooks"] = NameRule.EventType,
        ["properties"] = NameRule.Property,
        ["patternProperties"] = null,
        ["dependentSchemas"] = NameRule.Property,
        ["encoding"] = NameRule.Property,
        ["content"] = NameRule.MediaType,
        ["headers"] = NameRule.Header,
        ["schemas"] = NameRule.Component,
        ["parameters"] = NameRule.Component,
        ["responses"] = NameRule.Component,
        ["requestBodies"] = NameRule.Component,
        ["securitySchemes"] = NameRule.Component,
        ["pathItems"] = NameRule.Component,
        ["callbacks"] = NameRule.Component,
        ["$defs"] = NameRule.Component,
    };

    // Keywords whose value is one text, or a list of texts.
    private static readonly Dictionary<string, NameRule> Texts = new(StringComparer.Ordinal)
    {
        ["operationId"] = NameRule.OperationId,
        ["x-superseded-by"] = NameRule.OperationId,
        ["x-method"] = NameRule.Identifier,
        ["x-class"] = NameRule.Identifier,
        ["x-client-class"] = NameRule.Identifier,
        ["x-result"] = NameRule.Identifier,
        ["x-upper-case-of"] = NameRule.Identifier,
        ["x-form"] = NameRule.Identifier,
        ["x-client"] = NameRule.ClientPath,
        ["x-envelope"] = NameRule.Property,
        ["x-result-envelope"] = NameRule.Property,
        ["x-completion"] = NameRule.Property,
        ["x-scope-parameter"] = NameRule.Parameter,
        ["x-limited-parameters"] = NameRule.Parameter,
        ["x-aliases"] = NameRule.EventType,
        ["x-host"] = NameRule.Key,
        ["x-default-host"] = NameRule.Key,
        ["x-pagination"] = NameRule.Key,
        ["x-usage"] = NameRule.Key,
        ["x-idempotent"] = NameRule.Key,
        ["x-group"] = NameRule.Key,
        ["x-identifier"] = NameRule.Key,
        ["x-id-of"] = NameRule.Identifier,
        ["x-internal"] = NameRule.Key,
        ["x-one-or-many"] = NameRule.Key,
        ["x-public-id"] = NameRule.Key,
        ["x-row"] = NameRule.Key,
        ["x-unit"] = NameRule.Key,
        ["x-unix-time"] = NameRule.Key,
        ["x-explicit-body"] = NameRule.Key,
        ["x-explicit-options"] = NameRule.Key,
        ["x-file"] = NameRule.Key,
        ["x-map"] = NameRule.Key,
        ["x-result-envelope-optional"] = NameRule.Key,
        ["x-evidence"] = NameRule.Key,
        ["x-documented-by"] = NameRule.Key,
        ["x-vendor-schema"] = NameRule.Component,
        ["x-vendor-tag"] = NameRule.PublishedTag,
        ["enum"] = NameRule.Value,
    };

    private readonly SpecFile _file;
    private readonly bool _isPublished;

    private GenerationCheck(SpecFile file, bool isPublished) => (_file, _isPublished) = (file, isPublished);

    /// <summary>Checks a contract from which code is generated.</summary>
    /// <exception cref="InputException">A text must not become part of code.</exception>
    public static void OfContract(SpecFile file) => new GenerationCheck(file, isPublished: false).Run();

    /// <summary>
    /// Checks a published document before it is imported. The import replaces its descriptions, its references and the form of its tags.
    /// </summary>
    /// <exception cref="InputException">A text must not become part of a contract.</exception>
    public static void OfPublished(SpecFile file) => new GenerationCheck(file, isPublished: true).Run();

    private void Run() => Members(_file.Root, "", isDocument: true);

    // The reader limits the depth of a document, and references are not followed.
    private void Visit(JsonNode? node, string pointer)
    {
        switch (node)
        {
            case JsonObject map:
                Members(map, pointer, isDocument: false);
                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                {
                    Visit(list[index], JsonPointer.Append(pointer, index));
                }

                break;
        }
    }

    private void Members(JsonObject map, string pointer, bool isDocument)
    {
        foreach (var (key, value) in map)
        {
            var at = JsonPointer.Append(pointer, key);
            if (Skipped.Contains(key))
            {
                continue;
            }

            if (value is JsonObject named && Maps.TryGetValue(key, out var rule))
            {
                rule = key == "schemas" && !_isPublished ? NameRule.Schema : rule;
                foreach (var (name, member) in named)
                {
                    var place = JsonPointer.Append(at, name);
                    if (!IsExtension(key, name))
                    {
                        Require(rule, name, place);
                    }

                    Visit(member, place);
                }
            }
            else if (key == "tags" || isDocument && key == "x-tags")
            {
                Tags(value, at);
            }
            else if (key == "name" && map.ContainsKey("in"))
            {
                Text(map["in"] is JsonValue place && place.ToString() == "header" ? NameRule.Header : NameRule.Parameter, value, at);
            }
            else if (Texts.TryGetValue(key, out rule))
            {
                Text(rule, value, at);
            }
            else if (value is JsonObject or JsonArray)
            {
                Visit(value, at);
            }
            else if (!_isPublished)
            {
                Own(key, value, at);
            }
        }
    }

    // A schema or header may have such a name, and anything else an extension.
    private static bool IsExtension(string map, string name) =>
        map is "paths" or "webhooks" or "responses" or "callbacks" && NodeShape.IsExtension(name);

    // A tag of the document is an object, one of an operation a text.
    private void Tags(JsonNode? tags, string pointer)
    {
        var rule = _isPublished ? NameRule.PublishedTag : NameRule.Identifier;
        for (var index = 0; index < ((tags as JsonArray)?.Count ?? 0); index++)
        {
            var at = JsonPointer.Append(pointer, index);
            if (tags![index] is JsonObject tag)
            {
                Text(rule, tag["name"], at + "/name");
                Members(tag, at, isDocument: false);
            }
            else
            {
                Text(rule, tags[index], at);
            }
        }
    }

    private void Text(NameRule rule, JsonNode? value, string pointer)
    {
        switch (value)
        {
            case JsonValue text:
                // Numbers in an enumeration are not names.
                if (rule != NameRule.Value || text.TryGetValue<string>(out _))
                {
                    Require(rule, text.ToString(), pointer);
                }

                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                {
                    Text(rule, list[index], JsonPointer.Append(pointer, index));
                }

                break;
            case JsonObject when rule != NameRule.Value:
                throw new InputException(
                    _file.Name,
                    _file.PositionOf(pointer),
                    $"{pointer}: Expected a {rule.Kind}, but this is an object."
                );
        }
    }

    // The import replaces these; in our own contract they become comments and classes.
    private void Own(string key, JsonNode? value, string pointer)
    {
        if (value is not JsonValue single || !single.TryGetValue<string>(out var text))
        {
            return;
        }

        if (key == "$ref" && !(text.StartsWith("#/components/", StringComparison.Ordinal) && NameRule.Path.ProblemOf(text[1..]) is null))
        {
            Refuse($"The reference {NameRule.Shown(text)} does not lead to a component of the document.", pointer);
        }

        if (key is "description" or "summary" && ProseRule.ProblemOf(text) is { } problem)
        {
            Refuse(problem, pointer);
        }
    }

    private void Require(NameRule? rule, string text, string pointer)
    {
        if (rule?.ProblemOf(text) is { } problem)
        {
            Refuse(problem, pointer);
        }
    }

    private void Refuse(string problem, string pointer) =>
        throw new InputException(
            _file.Name,
            _file.PositionOf(pointer),
            $"{problem} It would become part of generated code. Fix: correct it in the document, or remove the part that has it."
        );
}
