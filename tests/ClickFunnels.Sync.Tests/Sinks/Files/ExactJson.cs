using System.Globalization;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Tests.Files;

/// <summary>Parses JSON and keeps each number as it is written, however many digits it has.</summary>
internal static class ExactJson
{
    public static JToken Parse(string text)
    {
        var position = 0;
        var result = Value(text, ref position);
        Assert.That(text[position..].Trim(), Is.Empty);
        return result;
    }

    private static JToken Value(string text, ref int position)
    {
        Skip(text, ref position);
        switch (text[position])
        {
            case '{':
                var result = new JObject();
                for (position++; !End(text, '}', ref position); )
                {
                    var name = String(text, ref position);
                    Skip(text, ref position);
                    Assert.That(text[position++], Is.EqualTo(':'));
                    result.Add(name, Value(text, ref position));
                }

                return result;
            case '[':
                var items = new JArray();
                for (position++; !End(text, ']', ref position); )
                {
                    items.Add(Value(text, ref position));
                }

                return items;
            case '"':
                return new JValue(String(text, ref position));
            default:
                var start = position;
                while (position < text.Length && text[position] is not (',' or '}' or ']' or ' ' or '\n' or '\r' or '\t'))
                {
                    position++;
                }

                return text[start..position] switch
                {
                    "true" => true,
                    "false" => false,
                    "null" => JValue.CreateNull(),
                    var number => new JRaw(number),
                };
        }
    }

    private static string String(string text, ref int position)
    {
        var result = new System.Text.StringBuilder();
        for (position++; text[position] != '"'; position++)
        {
            if (text[position] != '\\')
            {
                Assert.That(text[position], Is.GreaterThanOrEqualTo(' '));
                result.Append(text[position]);
                continue;
            }

            position++;
            if (text[position] == 'u')
            {
                result.Append((char)ushort.Parse(text.AsSpan(position + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                position += 4;
            }
            else
            {
                result.Append("\"\\/\b\f\n\r\t"["\"\\/bfnrt".IndexOf(text[position], StringComparison.Ordinal)]);
            }
        }

        position++;
        return result.ToString();
    }

    private static bool End(string text, char end, ref int position)
    {
        Skip(text, ref position);
        if (text[position] == ',')
        {
            position++;
            Skip(text, ref position);
        }

        if (text[position] != end)
        {
            return false;
        }

        position++;
        return true;
    }

    private static void Skip(string text, ref int position)
    {
        while (position < text.Length && text[position] is ' ' or '\n' or '\r' or '\t')
        {
            position++;
        }
    }
}
