using System;
using System.Collections.Generic;
using ClickFunnels.Core;
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

    public long? Find(string name) => _ids.TryGetValue(name, out var id) ? id : null;

    public bool Contains(string name) => _ids.ContainsKey(name);

    public void Set(string name, long id) => _ids[name] = id;
}

/// <summary>
/// Placeholders for ids that are not known before the run. Models take numbers, so each unknown id is a unique negative number, which no
/// real body contains. The printed JSON shows its name in braces.
/// </summary>
internal sealed class PlaceholderValues(KnownValues? known = null) : StepValues
{
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _names = [];

    // A time at which nothing was paid.
    public override DateTimeOffset Now => DateTimeOffset.MinValue;

    public override long this[string name]
    {
        get
        {
            if (known is not null && known.Contains(name))
            {
                return known[name];
            }

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
    public string? Print(StepRequest request, Formatting formatting) =>
        request.Body is { } body
            ? new JObject { [request.Operation.Envelope!] = Name(Read(body(this), FloatParseHandling.Double)) }.ToString(formatting)
            : null;

    /// <summary>Reads the JSON of a model, in which times stay texts.</summary>
    public static JObject Read(Model model, FloatParseHandling numbers)
    {
        using var text = new System.IO.StringReader(model.ToJson());
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, FloatParseHandling = numbers };
        return JObject.Load(reader);
    }

    /// <summary>Returns true for the time of the request, which the plan leaves open.</summary>
    public bool IsNow(JToken token) => token is JValue { Value: string text } && text == Timestamp.Format(Now);

    /// <summary>Puts names in place of unknown values.</summary>
    public JToken Name(JToken token)
    {
        switch (token)
        {
            case JValue { Value: long number } when _names.TryGetValue(number, out var name):
                return $"{{{name}}}";
            case JValue when IsNow(token):
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
