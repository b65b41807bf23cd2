using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Contracts.Validation;

/// <summary>Checks values of the right type against the format and limits of a schema.</summary>
internal static class ValueLimits
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets the keywords that a value violates, each with a phrase that follows the name of the value.</summary>
    public static IEnumerable<(ViolationKind Kind, string Keyword, string Says)> Broken(Schema schema, JsonElement value)
    {
        if (schema.Format is { } format && !IsOfOtherType(schema, format, value) && !ValueFormats.Allows(format, value))
        {
            yield return (ViolationKind.WrongFormat, "format", $"is {ValueDescription.Of(value)} where the contract says {format}");
        }

        var broken = value.ValueKind switch
        {
            JsonValueKind.String => Text(schema, value.GetString()!),
            JsonValueKind.Number => Number(schema, value),
            JsonValueKind.Array => List(schema, value),
            _ => [],
        };
        foreach (var one in broken)
        {
            yield return one;
        }
    }

    private static IEnumerable<(ViolationKind Kind, string Keyword, string Says)> Text(Schema schema, string text)
    {
        // JSON Schema counts characters, not the units of UTF-16.
        var length = text.EnumerateRunes().Count();
        if (schema.Number("minLength") is { } least && length < least)
        {
            yield return (ViolationKind.WrongLength, "minLength", $"is shorter than {least}");
        }

        if (schema.Number("maxLength") is { } most && length > most)
        {
            yield return (ViolationKind.WrongLength, "maxLength", $"is longer than {most}");
        }

        if (schema.Text("pattern") is { } pattern && !Matches(pattern, text))
        {
            yield return (ViolationKind.WrongPattern, "pattern", "does not match its pattern");
        }
    }

    // A pattern that .NET cannot compile, or that takes too long, is ignored.
    private static bool Matches(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static IEnumerable<(ViolationKind Kind, string Keyword, string Says)> Number(Schema schema, JsonElement value)
    {
        if (!value.TryGetDecimal(out var number))
        {
            yield break;
        }

        if (schema.Number("minimum") is { } least && (number < least || number == least && schema.Flag("exclusiveMinimum")))
        {
            yield return (ViolationKind.OutOfRange, "minimum", $"is less than {least} allows");
        }

        if (schema.Number("exclusiveMinimum") is { } above && number <= above)
        {
            yield return (ViolationKind.OutOfRange, "exclusiveMinimum", $"is not more than {above}");
        }

        if (schema.Number("maximum") is { } most && (number > most || number == most && schema.Flag("exclusiveMaximum")))
        {
            yield return (ViolationKind.OutOfRange, "maximum", $"is more than {most} allows");
        }

        if (schema.Number("exclusiveMaximum") is { } below && number >= below)
        {
            yield return (ViolationKind.OutOfRange, "exclusiveMaximum", $"is not less than {below}");
        }

        if (schema.Number("multipleOf") is { } step and > 0 && number % step != 0)
        {
            yield return (ViolationKind.OutOfRange, "multipleOf", $"is not a multiple of {step}");
        }
    }

    private static IEnumerable<(ViolationKind Kind, string Keyword, string Says)> List(Schema schema, JsonElement value)
    {
        var count = value.GetArrayLength();
        if (schema.Number("minItems") is { } least && count < least)
        {
            yield return (ViolationKind.WrongItemCount, "minItems", $"has fewer items than {least}");
        }

        if (schema.Number("maxItems") is { } most && count > most)
        {
            yield return (ViolationKind.WrongItemCount, "maxItems", $"has more items than {most}");
        }

        if (schema.Flag("uniqueItems") && HasEqualItems(value))
        {
            yield return (ViolationKind.WrongItemCount, "uniqueItems", "has equal items");
        }
    }

    // Redacted texts are equal even if the original values were not.
    private static bool HasEqualItems(JsonElement list)
    {
        var items = list.EnumerateArray()
            .Where(item => !item.GetRawText().Contains(ValueDescription.Redacted, StringComparison.Ordinal))
            .ToList();
        return items.GroupBy(item => item.GetRawText(), StringComparer.Ordinal).Any(group => group.Count() > 1)
            || HasEqual([
                .. items
                    .Where(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                    .Select(item => JsonNode.Parse(item.GetRawText())),
            ]);
    }

    private static bool HasEqual(List<JsonNode?> items) =>
        items.Count <= 200 && items.Index().Any(item => items.Skip(item.Index + 1).Any(other => JsonNode.DeepEquals(item.Item, other)));

    // Where numbers and texts are allowed, a format of whole numbers says nothing about a text.
    private static bool IsOfOtherType(Schema schema, string format, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && schema.Types.Count > 1 && format is "int32" or "int64";
}
