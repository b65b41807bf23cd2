using System.Globalization;
using System.Text;
using System.Text.Json;
using ClickFunnels.Cli.Catalog;
using ClickFunnels.Cli.Running;
using ClickFunnels.Contracts.Naming;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Cli.Operations;

/// <summary>Reads the value of a field from text, by the types that the contract allows.</summary>
internal static class ValueReader
{
    /// <summary>Reads JSON that the user typed.</summary>
    /// <exception cref="CliException">It is not JSON.</exception>
    public static JToken ReadJson(string text, string name)
    {
        try
        {
            return JsonInput.Read(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonInputException exception)
        {
            throw CliException.Usage($"The value of {name} after := {exception.Message}. Write a text as {name}=value, without the colon.");
        }
    }

    /// <summary>Reads the value of a field.</summary>
    /// <param name="text">The text. The word null is null if the field can be null, or if it is not a text.</param>
    /// <param name="field">The field; null if the contract has none.</param>
    /// <param name="name">The field for messages.</param>
    /// <param name="isChecked">False to accept values that are not documented.</param>
    public static JToken Read(string text, CatalogField? field, string name, bool isChecked)
    {
        if (field is null || field.Kinds.Count == 0)
        {
            return Guess(text);
        }

        if (text == "null" && (field.Nullable || !isChecked || !field.Kinds.Contains(FieldKind.String)))
        {
            return isChecked && !field.Nullable ? throw NotNull(name) : JValue.CreateNull();
        }

        if (text == "null" && field.Values.Count == 0)
        {
            // The word is ambiguous: say which of the two is meant.
            throw CliException.Usage($"{name} cannot be null. To set the text null, write {name}:='\"null\"'.");
        }

        var value = Scalar(text, field);
        if (value is not null)
        {
            return isChecked ? Documented(value, text, field, name) : value;
        }

        if (!isChecked)
        {
            return Guess(text);
        }

        throw CliException.Usage(Expected(text, field, name));
    }

    private static JToken? Scalar(string text, CatalogField field)
    {
        if (field.Kinds.Contains(FieldKind.Boolean) && text is "true" or "false")
        {
            return new JValue(text == "true");
        }

        var isNumber = IsJsonNumber(text);
        if (isNumber && field.Kinds.Contains(FieldKind.Integer) && text.AsSpan().IndexOfAny(".eE") < 0)
        {
            return new JRaw(text);
        }

        if (isNumber && field.Kinds.Contains(FieldKind.Number))
        {
            return new JRaw(text);
        }

        if (field.UnixTime && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return new JRaw(time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }

        return field.Kinds.Contains(FieldKind.String) ? new JValue(text) : null;
    }

    private static JToken Documented(JToken value, string text, CatalogField field, string name)
    {
        if (field.Values.Count == 0 || field.Values.Contains(text))
        {
            return value;
        }

        var meant = SimilarNames.Meant(text, field.Values) is { } known ? $" Did you mean {known}?" : "";
        throw CliException.Usage($"{name} must be one of {string.Join(", ", field.Values)}.{meant} Add --unchecked to send another value.");
    }

    private static string Expected(string text, CatalogField field, string name) =>
        field.Kinds.Contains(FieldKind.Array) ? $"{name} is a {field.Type}: write {name}[]=value for each item, or {name}:=[…] with JSON."
        : field.Kinds.Contains(FieldKind.Object)
            ? $"{name} is an object: write {name}.field=value for each field, or {name}:={{…}} with JSON."
        : field.Kinds.Contains(FieldKind.Boolean) ? $"{name} must be true or false."
        : field.UnixTime ? $"{name} must be a time, such as 2026-03-01T00:00:00Z."
        : $"{name} must be a {(field.Kinds.Contains(FieldKind.Integer) ? "whole " : "")}number{(text.Length == 0 ? ", not empty" : "")}.";

    private static CliException NotNull(string name) => CliException.Usage($"{name} cannot be null. Leave it out, or set a value.");

    // A field that the contract does not know.
    private static JValue Guess(string text) =>
        text switch
        {
            "null" => JValue.CreateNull(),
            "true" or "false" => new JValue(text == "true"),
            _ => IsJsonNumber(text) ? new JRaw(text) : new JValue(text),
        };

    private static bool IsJsonNumber(string text)
    {
        if (text.Length is 0 or > 100 || text[0] is not ('-' or (>= '0' and <= '9')))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Number && document.RootElement.GetRawText().Length == text.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
