using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClickFunnels.Emulator;
using ClickFunnels.Emulator.Contract;

namespace ClickFunnels.TestKit;

/// <summary>The spec as a document, and a validator that reads it by itself.</summary>
internal static partial class Spec
{
    private static readonly Lazy<JsonObject> Whole = new(() =>
    {
        using var reader = new StreamReader(typeof(ClickFunnelsEmulator).Assembly.GetManifestResourceStream("clickfunnels.yaml")!);
        return YamlTree.Read(reader);
    });

    // Properties that an answer may lack although the spec lists them.
    private static readonly string[] MayBeAbsent = ["webhook_secret", "email_engagement"];

    public static JsonObject Document => Whole.Value;

    public static IReadOnlyList<ContractOperation> Operations => ApiContract.Embedded.Operations;

    public static JsonNode? ResponseSchema(ContractOperation operation, int status)
    {
        var response = Document["paths"]![operation.Template]![operation.Method.ToLowerInvariant()]!["responses"]![
            status.ToString(CultureInfo.InvariantCulture)
        ];
        return Resolve(response)?["content"]?["application/json"]?["schema"];
    }

    public static JsonNode Schema(string name) => Document["components"]!["schemas"]![name]!;

    /// <summary>What is wrong with a value, by the spec.</summary>
    public static List<string> Validate(JsonNode schema, JsonNode? value, string path = "$")
    {
        schema = Resolve(schema)!;
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray alternatives)
        {
            var results = alternatives.Select(one => Validate(one!, value, path)).ToList();
            return results.Any(result => result.Count == 0) ? [] : results.MaxBy(result => result.Count == 0 ? 0 : -result.Count)!;
        }

        var types = schema["type"] switch
        {
            JsonArray several => several.Select(type => type!.GetValue<string>()).ToArray(),
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };
        var actual = Kind(value);
        if (types.Length > 0 && !types.Contains(actual) && !(actual == "integer" && types.Contains("number")))
        {
            return [$"{path} is {actual}, not {string.Join('|', types)}"];
        }

        var problems = new List<string>();
        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
        {
            problems.Add($"{path} is {value?.ToJsonString()}, not one of {allowed.ToJsonString()}");
        }

        if (value is JsonValue && actual == "string" && !HasFormat(value.GetValue<string>(), schema["format"]?.GetValue<string>()))
        {
            problems.Add($"{path} is {value.ToJsonString()}, not a {schema["format"]}");
        }

        if (value is JsonArray items && schema["items"] is { } itemSchema)
        {
            problems.AddRange(items.SelectMany((item, index) => Validate(itemSchema, item, $"{path}[{index}]")));
        }

        if (value is JsonObject record)
        {
            problems.AddRange(ValidateObject(schema, record, path));
        }

        return problems;
    }

    private static IEnumerable<string> ValidateObject(JsonNode schema, JsonObject record, string path)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        var required = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToHashSet();
        foreach (var (name, value) in record)
        {
            if (properties[name] is { } property)
            {
                foreach (var problem in Validate(property, value, $"{path}.{name}"))
                {
                    yield return problem;
                }
            }
            else if (schema["additionalProperties"] is JsonObject values)
            {
                foreach (var problem in Validate(values, value, $"{path}.{name}"))
                {
                    yield return problem;
                }
            }
            else if (schema["additionalProperties"] is not JsonValue free || !free.GetValue<bool>())
            {
                yield return $"{path}.{name} is not documented";
            }
        }

        foreach (var (name, _) in properties)
        {
            if (!record.ContainsKey(name) && required.Contains(name) && !MayBeAbsent.Contains(name))
            {
                yield return $"{path}.{name} is absent";
            }
        }
    }

    private static JsonNode? Resolve(JsonNode? node)
    {
        while (node?["$ref"]?.GetValue<string>() is { } reference)
        {
            node = Document;
            foreach (var part in reference[2..].Split('/'))
            {
                node = node![part]!;
            }
        }

        return node;
    }

    private static string Kind(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => value.ToJsonString().All(letter => char.IsDigit(letter) || letter == '-') ? "integer" : "number",
        };

    private static bool HasFormat(string text, string? format) =>
        format switch
        {
            "date-time" => Time().IsMatch(text),
            "decimal" => Decimal().IsMatch(text),
            _ => true,
        };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^-?\d+\.\d+$")]
    private static partial Regex Decimal();
}
