using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Requests;

/// <summary>Checks a form with files against the contract. Its values are texts; a file is a value of its field.</summary>
internal static class FormCheck
{
    public static IEnumerable<RequestProblem> Check(ApiOperation operation, byte[] body, string contentType)
    {
        var content = MediaTypes.Find(operation.Body!.Content, FormBody.MediaType)!;
        JsonObject fields;
        HashSet<string> files;
        try
        {
            (fields, var sent) = FormBody.Read(body, contentType);
            files = [.. sent.Select(file => file.Field)];
        }
        catch (ApiProblem)
        {
            return [new RequestProblem(RequestProblemKind.MalformedForm, content.Pointer)];
        }

        return content.Schema is { } schema ? Check(schema, fields, files) : [];
    }

    private static IEnumerable<RequestProblem> Check(Schema schema, JsonObject fields, HashSet<string> files)
    {
        foreach (var (name, value) in fields)
        {
            if (!schema.Properties.TryGetValue(name, out var property))
            {
                var shown = ValueDescription.OfName(name);
                yield return Of(
                    new Violation(
                        ViolationKind.UndocumentedProperty,
                        JsonPointer.Append(schema.Pointer + "/properties", shown),
                        JsonPointer.Append("", shown),
                        "is not in the contract",
                        null,
                        null
                    )
                );
            }
            else if (!files.Contains(name))
            {
                foreach (var violation in Values(property, value))
                {
                    yield return Of(violation with { At = JsonPointer.Append("", name) + violation.At });
                }
            }
        }

        foreach (var name in schema.Required.Where(name => !fields.ContainsKey(name)))
        {
            yield return Of(
                new Violation(
                    ViolationKind.MissingProperty,
                    JsonPointer.Append(schema.Pointer + "/properties", name),
                    JsonPointer.Append("", name),
                    "is missing, although it is required",
                    schema.Properties.GetValueOrDefault(name)?.Describe(),
                    null
                )
            );
        }
    }

    private static IEnumerable<Violation> Values(Schema property, JsonNode? value) =>
        value switch
        {
            JsonValue text => TextValueValidator.Validate(property, text.ToString(), Direction.Request),
            JsonArray list when list.All(item => item is JsonValue) => list.SelectMany(item =>
                TextValueValidator.Validate(property.Items ?? property, item!.ToString(), Direction.Request)
            ),
            _ => SchemaValidator.Validate(property, JsonSerializer.SerializeToElement(value, TextJson.Default.JsonNode), Direction.Request),
        };

    private static RequestProblem Of(Violation violation) =>
        new(RequestProblemKind.InvalidBody, violation.Pointer)
        {
            Violation = violation,
            Expected = violation.Expected,
            Actual = violation.Actual,
        };
}
