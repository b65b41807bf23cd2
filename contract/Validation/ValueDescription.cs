using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClickFunnels.Contracts.Validation;

/// <summary>Says what recorded values are without showing them: they may be data of people.</summary>
internal static partial class ValueDescription
{
    /// <summary>What the client's recorder writes in place of a text; it fits everything that a text may be.</summary>
    public const string Redacted = "[redacted]";

    public static string Of(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => ValueFormats.Describe(value.GetString()!),
            JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Array => "array",
            JsonValueKind.Object => "object",
            _ => "null",
        };

    /// <summary>A value of an enumeration, if it reads like one; else what it is.</summary>
    public static string OfChoice(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Identifier().IsMatch(value.GetString()!) ? value.GetString()! : Of(value);

    /// <summary>A name of a property or parameter, if it reads like one.</summary>
    public static string OfName(string name) => Name().IsMatch(name) ? name : "(a name that may be data)";

    public static bool IsRedacted(JsonElement value) => value.ValueKind == JsonValueKind.String && value.ValueEquals(Redacted);

    [GeneratedRegex(@"^[a-z0-9_.-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^[A-Za-z0-9_.\[\]$-]{1,60}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
