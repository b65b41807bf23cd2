using System.Collections;
using System.Globalization;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Core;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Imports;

/// <summary>
/// Converts the values of the input into what the contract says, or says why they cannot be converted. No problem contains the value.
/// </summary>
internal static class FieldValues
{
    private const int MaxEmail = 254;
    private const string TimeZoneField = "time_zone";

    /// <summary>True if there is no value.</summary>
    public static bool IsEmpty(object? value) =>
        value switch
        {
            null => true,
            string text => string.IsNullOrWhiteSpace(text),
            IEnumerable list => !list.Cast<object?>().Any(static item => !IsEmpty(item)),
            _ => false,
        };

    /// <summary>Converts a value; null, and the problem, if that is not possible.</summary>
    public static JToken? Convert(TargetField field, object value, char listSeparator, out string? problem)
    {
        problem = null;
        return field.Role == FieldRole.Parent
            ? Id(value, out problem)
            : Convert(field, field.Use?.Schema, value, listSeparator, out problem);
    }

    /// <summary>The items of a list, without empty ones.</summary>
    public static List<object> Items(object value, char listSeparator) =>
        value switch
        {
            string text => [.. text.Split(listSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            IEnumerable list and not JToken => [.. list.Cast<object?>().Where(static item => !IsEmpty(item)).Select(static item => item!)],
            _ => [value],
        };

    /// <summary>A value as text, in the form of the contract; null if it is not a text, number, Boolean or time.</summary>
    public static string? Text(object value) =>
        value switch
        {
            string text => text.Trim(),
            bool flag => flag ? "true" : "false",
            DateTime time => Time(time).ToString("O", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
            Guid id => id.ToString(),
            char letter => letter.ToString(),
            IFormattable number
            and (byte or sbyte or short or ushort or int or uint or long or ulong or decimal or float or double or Int128) =>
                number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };

    private static JToken? Convert(TargetField field, ContractSchema? schema, object value, char listSeparator, out string? problem)
    {
        problem = null;
        if (schema?.Kind == SchemaKind.Array)
        {
            return List(field, schema, value, listSeparator, out problem);
        }

        if (value is JToken token)
        {
            problem = schema?.Kind is SchemaKind.Object or SchemaKind.Any ? null : "is a record where one value is expected";
            return problem is null ? token : null;
        }

        if (Text(value) is not { } text)
        {
            problem = value is IEnumerable ? "is a list where one value is expected" : "has a type that cannot be imported";
            return null;
        }

        if (!IsClean(text))
        {
            problem = "contains a control character, or text that is not valid Unicode";
            return null;
        }

        return schema?.Kind switch
        {
            SchemaKind.Integer => Whole(schema, text, out problem),
            SchemaKind.Number => Number(schema, text, out problem),
            SchemaKind.Boolean => Flag(text, out problem),
            SchemaKind.Any => Any(schema, text),
            SchemaKind.Object => Failed("is a record, which a text cannot give", out problem),
            _ => String(field, schema, text, out problem),
        };
    }

    private static JToken? String(TargetField field, ContractSchema? schema, string text, out string? problem)
    {
        problem = null;
        if (schema?.MaxLength is { } most && text.EnumerateRunes().Count() > most)
        {
            return Failed($"has more than {most} characters", out problem);
        }

        if (schema?.Enum is { Count: > 0 } known)
        {
            return known.Find(one => string.Equals(one, text, StringComparison.OrdinalIgnoreCase)) is { } name
                ? name
                : Failed($"is not one of {string.Join(", ", known.Take(20))}", out problem);
        }

        if (field.Role == FieldRole.Value && IsEmail(field.Path, schema))
        {
            return text.Length <= MaxEmail && ValueFormats.AllowsText("email", text)
                ? text
                : Failed("is not an email address", out problem);
        }

        if (field.Role == FieldRole.Value && field.Path == TimeZoneField)
        {
            return TimeZoneNames.Find(text) is { } zone
                ? zone
                : Failed(
                    TimeZoneNames.OfCity(text) is { } city
                        ? $"is an IANA name. The service takes the names of Rails: '{city}'"
                        : "is not a time zone of Rails, such as 'Eastern Time (US & Canada)'",
                    out problem
                );
        }

        return schema?.Format switch
        {
            "date-time" => Time(text, out problem),
            "decimal" => ValueFormats.AllowsText("decimal", text)
                ? text
                : Failed("is not a decimal number with a point, such as 12.50", out problem),
            { } format when !ValueFormats.AllowsText(format, text) => Failed($"does not have the format {format}", out problem),
            _ => text,
        };
    }

    private static bool IsEmail(string path, ContractSchema? schema) =>
        schema?.Format == "email" || path == "email_address" || path.EndsWith(".email_address", StringComparison.Ordinal);

    private static JToken? Time(string text, out string? problem)
    {
        problem = null;
        return
            text.Length >= 10
            && text[4] == '-'
            && text[7] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
            : Failed("is not a time such as 2026-03-01T12:00:00Z", out problem);
    }

    private static DateTimeOffset Time(DateTime time) =>
        new(time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime());

    private static JToken? Whole(ContractSchema schema, string text, out string? problem)
    {
        problem = null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? InRange(schema, number, out problem)
                ? number
                : null
            : Failed("is not a whole number", out problem);
    }

    private static JToken? Number(ContractSchema schema, string text, out string? problem)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        problem = null;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number)
            ? InRange(schema, number, out problem)
                ? number
                : null
            : Failed("is not a number with a point, such as 12.5", out problem);
    }

    private static bool InRange(ContractSchema schema, decimal number, out string? problem)
    {
        problem =
            number < schema.Minimum ? $"is less than {schema.Minimum}"
            : number > schema.Maximum ? $"is greater than {schema.Maximum}"
            : null;
        return problem is null;
    }

    private static JToken? Flag(string text, out string? problem)
    {
        problem = null;
        return text.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "Y" or "T" or "1" => true,
            "FALSE" or "NO" or "N" or "F" or "0" => false,
            _ => Failed("is not true or false", out problem),
        };
    }

    // A value that may be a number or a text, such as an id.
    private static JToken Any(ContractSchema schema, string text) =>
        (schema.Alternatives.Count == 0 || schema.Alternatives.Exists(static one => one.Schema.Kind == SchemaKind.Integer))
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : text;

    private static JArray? List(TargetField field, ContractSchema schema, object value, char listSeparator, out string? problem)
    {
        problem = null;
        var list = new JArray();
        foreach (var item in Items(value, listSeparator))
        {
            if (Convert(field, schema.Items?.Schema, item, listSeparator, out problem) is not { } token)
            {
                return null;
            }

            list.Add(token);
        }

        return list;
    }

    private static JToken? Id(object value, out string? problem)
    {
        problem = null;
        return Text(value) is { Length: > 0 and <= 64 } text && text.All(IsIdCharacter) && !((ResourceId)text).IsEmpty
            ? text
            : Failed("is not the id of a record", out problem);
    }

    private static bool IsIdCharacter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';

    private static JToken? Failed(string says, out string? problem)
    {
        problem = says;
        return null;
    }

    private static bool IsClean(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (char.IsControl(letter) && letter is not ('\t' or '\r' or '\n'))
            {
                return false;
            }

            if (char.IsSurrogate(letter))
            {
                if (!char.IsHighSurrogate(letter) || index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]))
                {
                    return false;
                }

                index++;
            }
        }

        return true;
    }
}
