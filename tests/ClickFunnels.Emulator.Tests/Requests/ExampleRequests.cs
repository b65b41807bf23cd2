using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Contracts.Validation;

namespace ClickFunnels.Emulator.Tests.Requests;

/// <summary>A request that a test changes.</summary>
internal sealed record ExampleRequest(
    string Method,
    string Path,
    IReadOnlyList<KeyValuePair<string, string>> Query,
    string? ContentType,
    byte[] Body
)
{
    public string QueryText =>
        Query.Count == 0
            ? ""
            : "?" + string.Join('&', Query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public ExampleRequest With(JsonNode? json) => this with { Body = Encoding.UTF8.GetBytes(json?.ToJsonString() ?? "") };

    public ExampleRequest With(string name, string value) => this with { Query = [.. Query, KeyValuePair.Create(name, value)] };
}

/// <summary>Makes valid requests from a contract: with every parameter and every field that may be sent.</summary>
internal static class ExampleRequests
{
    private const int FullDepth = 3;

    public static ExampleRequest Of(ApiOperation operation, string basePath)
    {
        var path = operation.Path;
        foreach (var parameter in operation.PathParameters)
        {
            path = path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(Text(parameter.Schema)), StringComparison.Ordinal);
        }

        var content = operation.Body?.Content.Values.OrderBy(one => MediaTypes.IsJson(one.MediaType) ? 0 : 1).First();
        return new ExampleRequest(
            operation.Method,
            basePath + path,
            [.. operation.Parameters.Where(parameter => parameter.In == "query").SelectMany(Query)],
            content is null ? null
                : MediaTypes.IsJson(content.MediaType) ? content.MediaType
                : content.MediaType + "; boundary=b",
            content is null ? []
                : MediaTypes.IsJson(content.MediaType) ? Encoding.UTF8.GetBytes(Value(content.Schema!, 0)!.ToJsonString())
                : Form(content.Schema!)
        );
    }

    /// <summary>A value that a schema allows.</summary>
    public static JsonNode? Value(Schema schema, int depth)
    {
        if (schema.Has("const"))
        {
            return schema.Keyword("const")?.DeepClone();
        }

        if (schema.Enum is [var first, ..])
        {
            return first?.DeepClone();
        }

        if (schema.UnionOf is { Count: > 0 } union && schema.Types.Count == 0)
        {
            return Value(union[0], depth);
        }

        if (
            schema.Keyword("example") is { } example
            && SchemaValidator.Validate(schema, JsonSerializer.SerializeToElement(example), Direction.Request).Count == 0
        )
        {
            return example.DeepClone();
        }

        return schema.Types.DefaultIfEmpty("string").First() switch
        {
            "object" => Object(schema, depth),
            "array" => new JsonArray([
                .. Enumerable.Range(0, Math.Max(1, (int)(schema.Number("minItems") ?? 0))).Select(_ => Value(schema.Items!, depth + 1)),
            ]),
            "integer" => (long)Number(schema, 1),
            "number" => Number(schema, 1.5m),
            "boolean" => true,
            _ => Scalar(schema),
        };
    }

    private static decimal Number(Schema schema, decimal usual) =>
        Math.Min(Math.Max(usual, schema.Number("minimum") ?? usual), schema.Number("maximum") ?? decimal.MaxValue);

    private static string Scalar(Schema schema) =>
        schema.Format switch
        {
            "date-time" => "2026-01-31T12:00:00Z",
            "date" => "2026-01-31",
            "time" => "12:00",
            "uuid" => "0f8fad5b-d9cb-469f-a165-70867728950e",
            "uri" or "url" => "https://example.com/x",
            "email" => "ada@example.com",
            "decimal" => "12.50",
            _ => new string('x', (int)(schema.Number("minLength") ?? 1)),
        };

    private static JsonObject Object(Schema schema, int depth)
    {
        var made = new JsonObject();
        foreach (var (name, property) in schema.Properties)
        {
            if (!property.ReadOnly && (depth <= FullDepth || schema.Required.Contains(name)))
            {
                made[name] = Value(property, depth + 1);
            }
        }

        if (schema.AdditionalProperties is { } values)
        {
            made["any_name"] = Value(values, depth + 1);
        }

        return made;
    }

    private static IEnumerable<KeyValuePair<string, string>> Query(ApiParameter parameter) =>
        parameter.Style == "deepObject"
            ? parameter.Schema.Properties.Select(pair => KeyValuePair.Create($"{parameter.Name}[{pair.Key}]", Text(pair.Value)))
            : [KeyValuePair.Create(parameter.Name, Text(parameter.Schema))];

    private static string Text(Schema schema) =>
        Value(schema, 0) switch
        {
            JsonArray list => string.Join(',', list.Select(item => item!.ToString())),
            var value => value!.ToString(),
        };

    private static byte[] Form(Schema schema)
    {
        using var form = new MultipartFormDataContent("b");
        foreach (var (name, property) in schema.Properties)
        {
            if (property.Flag("x-file") || property.Format == "binary" || property.Items?.Format == "binary")
            {
                form.Add(new ByteArrayContent([0xff, 0]), $"\"{name}\"", "lamp.png");
            }
            else if (Value(property, 0) is JsonArray list && name.EndsWith("[]", StringComparison.Ordinal))
            {
                foreach (var item in list)
                {
                    form.Add(new StringContent(item!.ToString()), $"\"{name}\"");
                }
            }
            else
            {
                var value = Value(property, 0)!;
                form.Add(new StringContent(value is JsonValue ? value.ToString() : value.ToJsonString()), $"\"{name}\"");
            }
        }

        return form.ReadAsByteArrayAsync().GetAwaiter().GetResult();
    }
}
