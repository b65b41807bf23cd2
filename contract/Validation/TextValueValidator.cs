using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Contracts.Validation;

/// <summary>Validates the text values of paths, queries and headers, where numbers are text as well.</summary>
internal static class TextValueValidator
{
    /// <param name="schema">The schema of the contract.</param>
    /// <param name="text">The text, decoded.</param>
    /// <param name="direction">The half of the call.</param>
    /// <param name="joined">True if lists are joined by commas.</param>
    public static IReadOnlyList<Violation> Validate(Schema schema, string text, Direction direction, bool joined = false)
    {
        if (text.Contains(ValueDescription.Redacted, StringComparison.Ordinal))
        {
            return [];
        }

        if (schema.Types.Contains("array") && schema.Items is { } items)
        {
            return [.. (joined ? text.Split(',') : [text]).SelectMany(item => Validate(items, item, direction))];
        }

        IReadOnlyList<Violation>? closest = null;
        foreach (var candidate in Candidates(text))
        {
            var violations = SchemaValidator.Validate(schema, candidate, direction);
            if (violations.Count == 0)
            {
                return [];
            }

            if (closest is null || SchemaValidator.HasType(schema, candidate))
            {
                closest = violations;
            }
        }

        return closest ?? [];
    }

    private static IEnumerable<JsonElement> Candidates(string text)
    {
        yield return JsonSerializer.SerializeToElement(text, ValueJson.Default.String);
        if (text is "true" or "false" || text.Length is > 0 and < 40 && (char.IsAsciiDigit(text[^1]) && IsNumber(text)))
        {
            yield return JsonSerializer.SerializeToElement(JsonNode.Parse(text)!, ValueJson.Default.JsonNode);
        }
    }

    private static bool IsNumber(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return parsed.RootElement.ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
