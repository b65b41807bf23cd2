using YamlDotNet.RepresentationModel;

namespace ClickFunnels.Tests.Support;

/// <summary>Event types, marks and property types of the contract, read without the code that generation uses.</summary>
internal static class ContractKeys
{
    private static readonly YamlMappingNode Root = Read();

    /// <summary>Gets the event types in the order of the contract.</summary>
    public static IReadOnlyList<ContractEvent> Events { get; } =
    [
        .. Map(Root, "webhooks")!
            .Children.Select(static entry =>
            {
                var operation = Map(entry.Value, "post")!;
                var payload = Map(Map(Map(Map(operation, "requestBody")!, "content")!, "application/json")!, "schema")!;
                return new ContractEvent(
                    entry.Key.ToString(),
                    Text(operation, "x-class")!,
                    operation.Children.TryGetValue("x-aliases", out var aliases)
                        ? [.. ((YamlSequenceNode)aliases).Select(static alias => alias.ToString())]
                        : [],
                    Text(operation, "deprecated") == "true",
                    Text(payload, "$ref")!.Split('/')[^1]
                );
            }),
    ];

    /// <summary>Gets the ids of the operations that are marked with <c>x-idempotent</c>.</summary>
    public static IReadOnlyList<string> IdempotentOperations { get; } =
    [
        .. Map(Root, "paths")!
            .Children.Values.OfType<YamlMappingNode>()
            .SelectMany(static item => item.Children.Values.OfType<YamlMappingNode>())
            .Where(static operation => Text(operation, "x-idempotent") == "true")
            .Select(static operation => Text(operation, "operationId")!),
    ];

    /// <summary>Gets every property of the schemas of JSON bodies: its name, and the values of its enumeration or null.</summary>
    public static ILookup<string, IReadOnlyList<string>?> Properties { get; } =
        Map(Map(Root, "components")!, "schemas")!
            .Children.Values.Where(static schema => Text(schema, "x-usage") != "filter")
            .SelectMany(PropertiesOf)
            .ToLookup(static property => property.Name, static property => property.Values);

    private static IEnumerable<(string Name, IReadOnlyList<string>? Values)> PropertiesOf(YamlNode schema)
    {
        if (schema is not YamlMappingNode map)
        {
            yield break;
        }

        foreach (var (key, value) in map.Children)
        {
            if (key.ToString() == "properties" && value is YamlMappingNode properties)
            {
                foreach (var (name, property) in properties)
                {
                    if (!IsNumberOrBoolean(property))
                    {
                        yield return (name.ToString(), Values(property));
                    }

                    foreach (var inner in PropertiesOf(property))
                    {
                        yield return inner;
                    }
                }
            }
            else
            {
                var nodes = value is YamlSequenceNode list ? list : Enumerable.Repeat(value, 1);
                foreach (var inner in nodes.SelectMany(PropertiesOf))
                {
                    yield return inner;
                }
            }
        }
    }

    private static IReadOnlyList<string>? Values(YamlNode schema)
    {
        if (Text(schema, "$ref") is { } reference)
        {
            return Values(Map(Map(Root, "components")!, "schemas")!.Children[reference.Split('/')[^1]]);
        }

        var map = (YamlMappingNode)schema;
        if (map.Children.TryGetValue("enum", out var values))
        {
            return [.. ((YamlSequenceNode)values).Select(static value => value.ToString())];
        }

        return map.Children.TryGetValue("oneOf", out var members)
            ? ((YamlSequenceNode)members).Select(Values).FirstOrDefault(static found => found is not null)
            : null;
    }

    private static bool IsNumberOrBoolean(YamlNode schema)
    {
        if (!((YamlMappingNode)schema).Children.TryGetValue("type", out var type))
        {
            return false;
        }

        var types = type is YamlSequenceNode list ? list.Select(static one => one.ToString()) : [type.ToString()];
        return types.All(static one => one is "integer" or "number" or "boolean" or "null");
    }

    private static YamlMappingNode? Map(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out var value) ? value as YamlMappingNode : null;

    private static string? Text(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out var value) ? value.ToString() : null;

    private static YamlMappingNode Read()
    {
        using var reader = File.OpenText(Path.Combine(Repository.Root, "spec", "clickfunnels.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}

/// <summary>An event type of the contract.</summary>
/// <param name="Type">Name on the wire.</param>
/// <param name="Class">Name of the C# class.</param>
/// <param name="Aliases">Other spellings.</param>
/// <param name="IsDeprecated">True if the service no longer lists it.</param>
/// <param name="Payload">Name of the schema of the notification.</param>
internal sealed record ContractEvent(string Type, string Class, IReadOnlyList<string> Aliases, bool IsDeprecated, string Payload);
