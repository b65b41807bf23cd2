using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Workflows;

/// <summary>
/// Compares the body of a request with a record, by the rules of the wire: decimals are numbers, times are points in time, the order of a
/// list does not count, and neither do fields that the body does not have.
/// </summary>
internal sealed class FieldComparison(PlaceholderValues values)
{
    /// <summary>The names under which the service returns fields that have another name in a request.</summary>
    private static readonly Dictionary<string, string[]> Returned = new(StringComparer.Ordinal)
    {
        ["line_items_attributes"] = ["line_items"],
        ["included_orders_invoices_line_items_attributes"] = ["included_invoices_line_items"],
        ["variant_id"] = ["products_variant", "id"],
        ["products_price_id"] = ["products_price", "id"],
    };

    /// <summary>Fields whose texts the service compares without regard to case.</summary>
    private static readonly HashSet<string> IgnoringCase = new(StringComparer.Ordinal)
    {
        "currency",
        "properties_values",
        "variant_properties",
    };

    /// <summary>Fields whose texts are decimals. Texts of other fields, such as the SKU 7.0, may only look like them.</summary>
    private static readonly HashSet<string> Decimals = new(StringComparer.Ordinal)
    {
        "amount",
        "compare_at_amount",
        "cost",
        "height",
        "length",
        "setup_amount",
        "shipping_amount",
        "trial_amount",
        "weight",
        "width",
    };

    private readonly List<ProductPlanDifference> _differences = [];
    private readonly List<string> _unread = [];

    /// <summary>The fields that differ.</summary>
    public IReadOnlyList<ProductPlanDifference> Differences => _differences;

    /// <summary>Names of the fields that the record does not have.</summary>
    public IReadOnlyList<string> Unread => _unread;

    /// <summary>The number of fields that were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Compares each field of a body.</summary>
    public void Compare(JObject body, JObject record, string path = "")
    {
        foreach (var field in body.Properties().Where(field => !values.IsNow(field.Value)))
        {
            var name = path + field.Name;
            if (Find(record, field.Name) is not { } present)
            {
                _unread.Add(name);
            }
            else if (field.Value is JObject planned && present is JObject part)
            {
                Compare(planned, part, name + ".");
            }
            else
            {
                Compared++;
                if (!AreSame(field.Value, present, field.Name))
                {
                    var shown = Text(values.Name(field.Value.DeepClone()));
                    _differences.Add(new(name, shown, Text(Like(field.Value, present))));
                }
            }
        }
    }

    /// <summary>Returns the value of a field; null if the record does not have the field.</summary>
    private static JToken? Find(JObject record, string name)
    {
        if (record.TryGetValue(name, StringComparison.Ordinal, out var value) || !Returned.TryGetValue(name, out var path))
        {
            return value;
        }

        JToken? current = record;
        foreach (var part in path)
        {
            current = (current as JObject)?[part];
        }

        return current;
    }

    private bool AreSame(JToken planned, JToken present, string field) =>
        (planned, present) switch
        {
            (JArray one, JArray other) => AreSame(one, other, field),
            (JObject one, JObject other) => one.Properties()
                .All(property =>
                    Find(other, property.Name) is not { } value
                    || AreSame(property.Value, value, IgnoringCase.Contains(field) ? field : property.Name)
                ),
            (JValue one, JValue other) => AreSame(one, other, field),
            _ => false,
        };

    private bool AreSame(JArray planned, JArray present, string field)
    {
        var rest = present.ToList();
        return planned.Count == rest.Count
            && planned.All(item =>
                rest.FindIndex(candidate => AreSame(item, candidate, field)) is var index and >= 0 && Removed(rest, index)
            );
    }

    private static bool AreSame(JValue planned, JValue present, string field)
    {
        var (one, other) = (Text(planned) ?? string.Empty, Text(present) ?? string.Empty);
        return field == "current_path" ? one.Trim('/') == other.Trim('/')
            : IgnoringCase.Contains(field) ? PropertyText.Comparer.Equals(one, other)
            : one == other
                || (AreNumbers(planned, present, field) && Number(one) is { } number && Number(other) == number)
                || (
                    IsTime(field)
                    && Timestamp.TryParse(one, out var time)
                    && Timestamp.TryParse(other, out var otherTime)
                    && time == otherTime
                );
    }

    private static bool Removed(List<JToken> items, int index)
    {
        items.RemoveAt(index);
        return true;
    }

    private static bool AreNumbers(JValue planned, JValue present, string field) =>
        Decimals.Contains(field) || planned.Type != JTokenType.String || present.Type != JTokenType.String;

    private static bool IsTime(string field) => field.EndsWith("_at", StringComparison.Ordinal);

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Reduces the items of a list to the fields that the planned ones have.</summary>
    private static JToken Like(JToken planned, JToken present) =>
        present is JArray list && planned is JArray { First: JObject first }
            ? new JArray(list.Select(item => item is JObject record ? Reduced(first, record) : item))
            : present;

    private static JObject Reduced(JObject planned, JObject record) =>
        new(
            from property in planned.Properties()
            let value = Find(record, property.Name)
            where value is not null
            select new JProperty(property.Name, value)
        );

    private static string? Text(JToken token) =>
        token switch
        {
            JValue { Value: null } => null,
            JValue { Value: bool value } => value ? "true" : "false",
            JValue value => Convert.ToString(value.Value, CultureInfo.InvariantCulture),
            _ => token.ToString(Formatting.None),
        };
}
