using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Workflows;

/// <summary>Reads the fields of JSON objects, and collects a problem with path, line and column for each that does not fit.</summary>
internal sealed class PlanFields
{
    private const int MaxDepth = 32;
    private const int MaxProblems = 100;

    private readonly List<ProductPlanProblem> _problems = [];

    public IReadOnlyList<ProductPlanProblem> Problems => _problems;

    /// <summary>Parses the text; null when it is not JSON.</summary>
    public JToken? Parse(string json)
    {
        using var text = new System.IO.StringReader(json);
        using var reader = new JsonTextReader(text)
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
            MaxDepth = MaxDepth,
        };
        try
        {
            var root = JToken.ReadFrom(
                reader,
                new JsonLoadSettings
                {
                    LineInfoHandling = LineInfoHandling.Load,
                    DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
                }
            );
            while (reader.Read())
            {
                // The reader throws when text that is not a comment follows.
            }

            return root;
        }
        catch (JsonException exception)
        {
            var position = exception is JsonReaderException at ? $" (line {at.LineNumber}, column {at.LinePosition})" : string.Empty;
            Add(
                "$",
                $"is not valid JSON{position}. Check quotes, commas and brackets, that no field appears twice, and that nothing "
                    + "follows the object."
            );
            return null;
        }
    }

    public void Object(JToken token, Dictionary<string, Action<JToken>> fields)
    {
        if (token is not JObject json)
        {
            Wrong(token, "an object");
            return;
        }

        foreach (var property in json.Properties())
        {
            if (!fields.TryGetValue(property.Name, out var read))
            {
                Add(property, "is not a field of the plan. Known fields: " + string.Join(", ", fields.Keys) + ".");
            }
            else if (property.Value.Type != JTokenType.Null)
            {
                read(property.Value);
            }
        }
    }

    public void Each(JToken token, Action<string, JToken> read)
    {
        if (token is not JObject json)
        {
            Wrong(token, "an object");
            return;
        }

        foreach (var property in json.Properties())
        {
            read(property.Name, property.Value);
        }
    }

    public void Items(JToken token, Action<JToken> read)
    {
        if (token is not JArray array)
        {
            Wrong(token, "an array");
            return;
        }

        foreach (var item in array)
        {
            read(item);
        }
    }

    public IReadOnlyList<string> Texts(JToken token)
    {
        var texts = new List<string>();
        Items(
            token,
            item =>
            {
                if (Text(item) is { } text)
                {
                    texts.Add(text);
                }
            }
        );
        return texts;
    }

    public string? Text(JToken token) => token.Type == JTokenType.String ? (string?)token : Wrong<string>(token, "a text in quotes");

    public bool? Flag(JToken token)
    {
        if (token.Type == JTokenType.Boolean)
        {
            return (bool)token;
        }

        Wrong(token, "true or false");
        return null;
    }

    public long? Long(JToken token)
    {
        if (token is JValue { Value: long number })
        {
            return number;
        }

        Wrong(token, "a whole number");
        return null;
    }

    public int? Int(JToken token)
    {
        if (token is JValue { Value: long and >= int.MinValue and <= int.MaxValue and var number })
        {
            return (int)number;
        }

        Wrong(token, "a whole number of at most 2147483647");
        return null;
    }

    /// <summary>Reads an amount, which may be a number or a text such as <c>"29.00"</c>.</summary>
    public decimal? Number(JToken token)
    {
        switch (token)
        {
            case JValue { Value: long number }:
                return number;
            case JValue { Value: decimal number }:
                return number;
            case JValue { Value: string text }
                when decimal.TryParse(
                    text,
                    NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var number
                ):
                return number;
            default:
                Wrong(token, "a number such as 29.00");
                return null;
        }
    }

    public DateTimeOffset? Time(JToken token)
    {
        if (
            token.Type == JTokenType.String
            && DateTimeOffset.TryParse((string?)token, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        )
        {
            return time;
        }

        Wrong(token, "a time such as 2026-11-27T08:00:00Z");
        return null;
    }

    private T? Wrong<T>(JToken token, string expected)
        where T : class
    {
        Wrong(token, expected);
        return null;
    }

    private void Wrong(JToken token, string expected) => Add(token, $"is not {expected}. Change its value.");

    private void Add(JToken token, string message)
    {
        var line = (IJsonLineInfo)token;
        Add("$." + token.Path, line.HasLineInfo() ? $"{message} (line {line.LineNumber}, column {line.LinePosition})" : message);
    }

    private void Add(string path, string message)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(new ProductPlanProblem(path, message));
        }
    }
}
