using System;
using System.Collections.Generic;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Workflows;

/// <summary>
/// Placeholders for ids that are not known before the run. Models take numbers, so each unknown id is a unique negative number, which no
/// real body contains. The printed JSON shows its name in braces.
/// </summary>
internal sealed class PlaceholderValues : StepValues
{
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _names = [];

    // A time at which nothing was paid.
    public override DateTimeOffset Now => DateTimeOffset.MinValue;

    public override long this[string name]
    {
        get
        {
            if (!_numbers.TryGetValue(name, out var number))
            {
                number = long.MinValue + _numbers.Count;
                _numbers[name] = number;
                _names[number] = name;
            }

            return number;
        }
    }

    /// <summary>Returns the body with names in place of unknown values.</summary>
    public JObject Print(Model body, string envelope)
    {
        using var reader = new JsonTextReader(new System.IO.StringReader(body.ToJson())) { DateParseHandling = DateParseHandling.None };
        return new JObject { [envelope] = Name(JToken.Load(reader)) };
    }

    private JToken Name(JToken token)
    {
        switch (token)
        {
            case JValue { Value: long number } when _names.TryGetValue(number, out var name):
                return $"{{{name}}}";
            case JValue { Value: string text } when text == Timestamp.Format(Now):
                return "{now}";
            case JArray array:
                for (var index = 0; index < array.Count; index++)
                {
                    array[index] = Name(array[index]);
                }

                return array;
            case JObject item:
                foreach (var property in item.Properties())
                {
                    property.Value = Name(property.Value);
                }

                return item;
            default:
                return token;
        }
    }
}
