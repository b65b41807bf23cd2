using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClickFunnels.Contracts.Validation;

/// <summary>Describes recorded values without showing them, because they may be personal data.</summary>
internal static partial class ValueDescription
{
    /// <summary>The placeholder that the client's recorder writes for a text; it is valid for every schema of a text.</summary>
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

    /// <summary>Gets a value that looks like one of an enumeration; describes any other value.</summary>
    public static string OfChoice(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Identifier().IsMatch(value.GetString()!) ? value.GetString()! : Of(value);

    /// <summary>Gets the name of a property or parameter if it looks like one.</summary>
    public static string OfName(string name) => Name().IsMatch(name) ? name : "(a name that may be data)";

    public static bool IsRedacted(JsonElement value) => value.ValueKind == JsonValueKind.String && value.ValueEquals(Redacted);

    [GeneratedRegex(@"^[a-z0-9_.-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^[A-Za-z0-9_.\[\]$-]{1,60}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
