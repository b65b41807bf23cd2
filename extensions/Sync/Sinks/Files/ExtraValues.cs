using System.Globalization;

namespace ClickFunnels.Sync.Files;

/// <summary>The JSON object of a row for values that do not fit their column.</summary>
internal static class ExtraValues
{
    /// <summary>Returns the object of a row on one line. A text that is not a JSON object becomes a value of one.</summary>
    public static string? Of(string? extra) =>
        extra is null ? null : JsonText.Compact(extra, isObject: true) ?? Add(null, SyncTable.ExtraColumn, extra, isJson: false);

    /// <summary>Adds a value.</summary>
    /// <param name="extra">The object; null for none.</param>
    /// <param name="name">Name of the value.</param>
    /// <param name="value">The value.</param>
    /// <param name="isJson">True if a text may be JSON, which becomes a part of the object.</param>
    public static string Add(string? extra, string name, object value, bool isJson)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.Write(extra is null or "{}" ? "{" : extra[..^1] + ",");
        JsonText.WriteString(text, name);
        text.Write(':');
        switch (value)
        {
            case long or int or decimal:
                text.Write(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                text.Write(flag ? "true" : "false");
                break;
            case DateTimeOffset time:
                JsonText.WriteString(text, JsonText.Time(time));
                break;
            case string json when isJson && JsonText.Compact(json) is { } compact:
                text.Write(compact);
                break;
            default:
                JsonText.WriteString(text, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
                break;
        }

        text.Write('}');
        return text.ToString();
    }
}
