using System;
using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Workflows;

/// <summary>Values from the run for the body of a request: ids of earlier records, and the time.</summary>
internal abstract class StepValues
{
    /// <summary>Returns the id with that name, such as <c>product.id</c>.</summary>
    public abstract long this[string name] { get; }

    public abstract DateTimeOffset Now { get; }
}

/// <summary>The ids that a run knows so far.</summary>
internal sealed class KnownValues(TimeProvider clock) : StepValues
{
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);

    public override long this[string name] =>
        _ids.TryGetValue(name, out var id) ? id : throw new InvalidOperationException($"The id {name} is not known yet.");

    public override DateTimeOffset Now => clock.GetUtcNow();

    public IEnumerable<KeyValuePair<string, long>> All => _ids;

    public bool Contains(string name) => _ids.ContainsKey(name);

    public void Set(string name, long id) => _ids[name] = id;
}

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

    /// <summary>Returns the body of a request in its envelope, with names in place of unknown values; null if it has none.</summary>
    public string? Print(StepRequest request, Formatting formatting)
    {
        if (request.Body is not { } body)
        {
            return null;
        }

        using var text = new System.IO.StringReader(body(this).ToJson());
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None };
        return new JObject { [request.Operation.Envelope!] = Name(JToken.Load(reader)) }.ToString(formatting);
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
