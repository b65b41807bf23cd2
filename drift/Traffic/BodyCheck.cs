using System.Text.Json;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Contracts.Validation;

namespace ClickFunnels.Drift.Traffic;

/// <summary>Checks a body with a documented media type.</summary>
internal static class BodyCheck
{
    public static void Check(
        RecordedCall call,
        ApiContent content,
        ExchangeBody body,
        Direction direction,
        string? envelope,
        TrafficFindings findings
    )
    {
        if (!MediaTypes.IsJson(content.MediaType) || !body.IsRecorded)
        {
            return;
        }

        var half = direction == Direction.Request ? "The body of the request of" : "The response to";
        if (body.Json is not { } json)
        {
            findings.Add(
                TrafficRules.MalformedJson.At(direction),
                call,
                content.Pointer,
                $"{half} {findings.Method(call)} is not JSON, although its content type is {content.MediaType}",
                "JSON",
                "text"
            );
        }
        else if (content.Schema is { } schema)
        {
            Schema(call, schema, json, direction, envelope, half, findings);
        }
    }

    private static void Schema(
        RecordedCall call,
        Schema schema,
        JsonElement json,
        Direction direction,
        string? envelope,
        string half,
        TrafficFindings findings
    )
    {
        envelope = IsOptional(schema, envelope) ? null : envelope;
        var (expected, actual) = (Describe(schema, envelope), Describe(json));
        if (
            envelope is not null
                ? json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(envelope, out _)
                : IsOtherKind(schema, json)
        )
        {
            findings.Add(
                TrafficRules.WrongEnvelope.At(direction),
                call,
                schema.Pointer,
                $"{half} {findings.Method(call)} is {actual}, but the contract says {expected}",
                expected,
                actual
            );
            return;
        }

        foreach (var violation in SchemaValidator.Validate(schema, json, direction))
        {
            findings.Add(violation, call, direction);
        }
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
