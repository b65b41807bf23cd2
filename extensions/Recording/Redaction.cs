using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;

namespace ClickFunnels;

/// <summary>What of an exchange may be written as it is. All that is not listed here becomes <see cref="Text" />.</summary>
internal static class Redaction
{
    /// <summary>What stands in place of a text; the check takes it for any text.</summary>
    public const string Text = "[redacted]";

    private const string EncodedText = "%5Bredacted%5D";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Enumerations and currencies: what they may hold is known, so that it tells nothing of a person.
    private static readonly HashSet<string> Enumerations = new(StringComparer.Ordinal)
    {
        "action_type", "applies_to", "billing_status", "carrier", "conjunction", "currency", "device_type", "dimensions_unit", "discount_method",
        "discount_type", "distance_unit", "effective_time", "event_type", "field_type", "fulfillment_status", "group_type", "interval", "invoice_type",
        "order_type", "package_type", "payment_processor", "payment_type", "product_type", "run_type", "send_type", "service_status", "sort_method",
        "status", "step_type", "template_type", "trial_interval", "type", "visibility", "weight_unit",
    };

    // Objects whose keys people choose: their values are never enumerations, whatever the key.
    private static readonly HashSet<string> FreeObjects = new(StringComparer.Ordinal) { "custom_attributes", "data", "metadata", "step_type_settings", "template_pages" };

    private static readonly HashSet<string> PlainParameters = new(StringComparer.Ordinal) { "after", "sort_order", "sort_property", "expand[]" };

    private static readonly Regex Word = new("^[A-Za-z][A-Za-z0-9_.-]{0,39}\\z", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Name = new("^[a-z_$][A-Za-z0-9_.$-]{0,99}\\z", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex ParameterName = new("^[A-Za-z_][A-Za-z0-9_.-]{0,99}(\\[[A-Za-z0-9_.-]{0,99}\\]){0,3}\\z", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Digits = new("^[0-9]{1,19}\\z", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Timestamp = new("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2}))?\\z", RegexOptions.CultureInvariant, Patience);

    // Two digits at most after the point, as telephone numbers are written with points, too.
    private static readonly Regex Decimal = new("^-?[0-9]{1,12}\\.[0-9]{1,2}\\z", RegexOptions.CultureInvariant, Patience);

    public static bool IsFreeObject(string property) => FreeObjects.Contains(property);

    public static bool IsDigits(string text) => Digits.IsMatch(text);

    /// <summary>A text of a body.</summary>
    /// <param name="text">The text.</param>
    /// <param name="property">The property that holds it; null within lists.</param>
    /// <param name="isFree">Whether it is within an object whose keys people choose.</param>
    public static string Value(string text, string? property, bool isFree)
    {
        if (text.Length == 0)
        {
            return text;
        }

        if (isFree)
        {
            return Text;
        }

        return Timestamp.IsMatch(text) || Decimal.IsMatch(text) || (property is not null && Enumerations.Contains(property) && Word.IsMatch(text)) ? text : Text;
    }

    /// <summary>A name of a property: those of APIs stay.</summary>
    public static string PropertyName(string name) => Name.IsMatch(name) ? name : Text;

    /// <summary>A path below the base path of the API: words of the route and numbers stay. The base itself may be a proxy's and is replaced.</summary>
    public static string Path(string path, string? route)
    {
        var segments = path.Split('/');
        var words = (route ?? string.Empty).Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        var result = new StringBuilder(ClickFunnelsConnection.ApiPath.TrimEnd('/'));
        for (var index = 0; index < words.Length; index++)
        {
            var place = segments.Length - words.Length + index;
            var segment = place >= 0 ? segments[place] : string.Empty;
            result.Append('/').Append(words[index][0] != '{' ? words[index] : IsDigits(segment) ? segment : EncodedText);
        }

        return result.ToString();
    }

    /// <summary>A query with its question mark: names stay, and values of what pages and sorts.</summary>
    public static string Query(string query)
    {
        var result = new StringBuilder();
        foreach (var pair in query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(['='], 2);
            var name = Uri.UnescapeDataString(parts[0]);
            result.Append(result.Length == 0 ? '?' : '&').Append(ParameterName.IsMatch(name) ? parts[0] : EncodedText);
            if (parts.Length == 2)
            {
                var value = Uri.UnescapeDataString(parts[1]);
                var isPlain = PlainParameters.Contains(name) && (name == "after" ? IsDigits(value) : Word.IsMatch(value));
                result.Append('=').Append(isPlain || value.Length == 0 ? parts[1] : EncodedText);
            }
        }

        return result.ToString();
    }
}
