using System.Text.Json;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Validation;

namespace ClickFunnels.Contracts.Traffic;

/// <summary>Checks a body with a documented media type.</summary>
internal static class BodyCheck
{
    public static IEnumerable<RequestProblem> Check(ApiContent content, ExchangeBody body, Direction direction, string? envelope)
    {
        if (!MediaTypes.IsJson(content.MediaType) || !body.IsRecorded)
        {
            return [];
        }

        if (body.Json is not { } json)
        {
            return
            [
                new RequestProblem(RequestProblemKind.MalformedJson, content.Pointer, content.MediaType)
                {
                    Expected = "JSON",
                    Actual = "text",
                },
            ];
        }

        return content.Schema is { } schema ? Check(schema, json, direction, envelope) : [];
    }

    /// <summary>Checks a body against its schema.</summary>
    public static IEnumerable<RequestProblem> Check(Schema schema, JsonElement json, Direction direction, string? envelope)
    {
        envelope = IsOptional(schema, envelope) ? null : envelope;
        if (
            envelope is not null
                ? json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(envelope, out _)
                : IsOtherKind(schema, json)
        )
        {
            return
            [
                new RequestProblem(RequestProblemKind.WrongEnvelope, schema.Pointer)
                {
                    Expected = Describe(schema, envelope),
                    Actual = Describe(json),
                },
            ];
        }

        return SchemaValidator
            .Validate(schema, json, direction)
            .Select(violation => new RequestProblem(RequestProblemKind.InvalidBody, violation.Pointer)
            {
                Violation = violation,
                Expected = violation.Expected,
                Actual = violation.Actual,
            });
    }

    // A union may allow the record with and without its envelope.
    private static bool IsOptional(Schema schema, string? envelope) =>
        envelope is not null && schema.OneOf.Concat(schema.AnyOf).Any(form => !form.Properties.ContainsKey(envelope));

    private static bool IsOtherKind(Schema schema, JsonElement json) =>
        json.ValueKind is JsonValueKind.Object or JsonValueKind.Array
        && schema.Types.Any(type => type is "object" or "array")
        && !SchemaValidator.HasType(schema, json);

    private static string Describe(Schema schema, string? envelope) =>
        envelope is null ? schema.Describe() : $"an object with \"{envelope}\"";

    // An envelope is a single property. Its name may be shown, because it is part of the API.
    private static string Describe(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return json.ValueKind == JsonValueKind.Array ? "a list" : ValueDescription.Of(json);
        }

        var names = json.EnumerateObject().Select(property => property.Name).Take(2).ToList();
        return names.Count switch
        {
            0 => "an empty object",
            1 => $"an object with \"{ValueDescription.OfName(names[0])}\"",
            _ => "an object with several properties",
        };
    }
}
