using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests;

/// <summary>The reader over bytes returns the same as Newtonsoft's own reader, and refuses invalid JSON.</summary>
public sealed class JsonBytesReaderTests
{
    private static readonly string[] Texts =
    [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "7",
        "-42",
        "123456789012345678",
        "1234567890123456789",
        "-9223372036854775808",
        "9223372036854775808",
        "123456789012345678901234567890",
        "1.5",
        "-0.25",
        "1e3",
        "1E+3",
        "12.5e-2",
        "0.30000000000000004",
        "1e300",
        "\"\"",
        "\"a\"",
        "\"text of some length, longer than a word\"",
        "\"Größe, 日本語, 😀\"",
        """ "\"\\\/\b\f\n\r\t" """,
        """ "\u00e9\u65e5\ud83d\ude00" """,
        """ "a\u0000b" """,
        """ "\ud83d" """,
        """ "\ude00x" """,
        """ "\ud83d\ud83d\ude00" """,
        """ "\\" """,
        """ "\\\"" """,
        "[]",
        "{}",
        " [ ] ",
        " { } ",
        "[1,2,3]",
        "[[],[[]],{}]",
        """{"a":1,"b":[true,{"c":null}],"":"empty","d e":{"f":[]}}""",
        "\r\n{\t\"a\" : [ 1 , 2 ] ,\n\"b\" : \"x\" }\n",
        """{"a":1,"a":2}""",
        """{"\u0061b":1,"größe":2,"größe2":3}""",
        "[\"a\",\"a\",\"aa\",\"a\"]",
    ];

    [TestCaseSource(nameof(Texts))]
    public void It_reads_what_Newtonsoft_reads(string json)
    {
        using var expected = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        using var actual = Open(json);

        Assert.That(Tokens(actual), Is.EqualTo(Tokens(expected)));
    }

    [TestCaseSource(nameof(Texts))]
    public void Tokens_can_be_taken_from_it(string json)
    {
        using var reader = Open(json);
        reader.Read();

        Assert.That(
            JToken.ReadFrom(reader),
            Is.EqualTo(
                    JsonConvert.DeserializeObject<JToken>(json, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })
                        ?? JValue.CreateNull()
                )
                .Using<JToken>(JToken.DeepEquals)
        );
    }

    [TestCase("{\"a\":", 1, 6)]
    [TestCase("{\"a\"", 1, 5)]
    [TestCase("{\"a\" 1}", 1, 6)]
    [TestCase("{\"a\":1", 1, 7)]
    [TestCase("{\"a\":1,}", 1, 8)]
    [TestCase("{\"a\":1 \"b\":2}", 1, 8)]
    [TestCase("{1:2}", 1, 2)]
    [TestCase("{a:2}", 1, 2)]
    [TestCase("[1,]", 1, 4)]
    [TestCase("[1 2]", 1, 4)]
    [TestCase("[,1]", 1, 2)]
    [TestCase("[1}", 1, 3)]
    [TestCase("[\n1,\n2", 3, 2)]
    [TestCase("\"abc", 1, 5)]
    [TestCase("\"abc\\", 1, 6)]
    [TestCase("\"a\\x\"", 1, 4)]
    [TestCase("\"a\\u12\"", 1, 7)]
    [TestCase("\"a\\u12G4\"", 1, 7)]
    [TestCase("\"a\nb\"", 1, 3)]
    [TestCase("\"a\u001Fb\"", 1, 3)]
    [TestCase("nul", 1, 4)]
    [TestCase("nulL", 1, 4)]
    [TestCase("tru", 1, 4)]
    [TestCase("-", 1, 2)]
    [TestCase("1.2.3", 1, 4)]
    [TestCase("1-2", 1, 2)]
    [TestCase("01", 1, 2)]
    [TestCase("-01", 1, 3)]
    [TestCase("1.", 1, 3)]
    [TestCase("1.e5", 1, 3)]
    [TestCase("1e", 1, 3)]
    [TestCase("1e+", 1, 4)]
    [TestCase("{} {}", 1, 4)]
    [TestCase("5 x", 1, 3)]
    [TestCase("<html>", 1, 1)]
    [TestCase("'a'", 1, 1)]
    [TestCase("NaN", 1, 1)]
    public void Invalid_json_is_refused_with_its_position(string json, int line, int position)
    {
        using var reader = Open(json);

        Assert.That(
            () => Tokens(reader),
            Throws
                .TypeOf<JsonReaderException>()
                .With.Property(nameof(JsonReaderException.LineNumber))
                .EqualTo(line)
                .And.Property(nameof(JsonReaderException.LinePosition))
                .EqualTo(position)
        );
    }

    [TestCase(64, ExpectedResult = true)]
    [TestCase(65, ExpectedResult = false)]
    public bool What_is_nested_too_deeply_is_refused(int depth)
    {
        using var reader = Open(new string('[', depth) + new string(']', depth));
        try
        {
            return Tokens(reader).Count == 2 * depth;
        }
        catch (JsonReaderException)
        {
            return false;
        }
    }

    [Test]
    public void A_text_that_repeats_is_one_string()
    {
        using var reader = Open("""["Eastern Time (US & Canada)","x","Eastern Time (US & Canada)"]""");
        var texts = JToken.ReadFrom(Started(reader)).Values<string>().ToList();

        Assert.That(texts[2], Is.SameAs(texts[0]));
    }

    [Test]
    public void Texts_that_differ_in_one_place_are_not_confused([Range(1, 60)] int length)
    {
        var texts = Enumerable
            .Range(0, length)
            .Select(place => new string('a', place) + "b" + new string('a', length - place - 1))
            .ToList();
        using var reader = Open(JsonConvert.SerializeObject(texts.Concat(texts)));

        Assert.That(JToken.ReadFrom(Started(reader)).Values<string>(), Is.EqualTo(texts.Concat(texts)));
    }

    [Test]
    public void Strings_of_a_response_do_not_outlive_it()
    {
        var first = Open("""["somebody@example.com"]""");
        var text = JToken.ReadFrom(Started(first)).Values<string>().Single();
        first.Close();
        using var second = Open("""["somebody@example.com"]""");

        Assert.That(JToken.ReadFrom(Started(second)).Values<string>().Single(), Is.EqualTo(text).And.Not.SameAs(text));
    }

    [Test]
    public void Custom_attributes_keep_their_order_and_the_last_of_a_name([Values(1, 4, 5, 16, 17, 40)] int count)
    {
        var attributes = Enumerable.Range(0, count).ToDictionary(number => $"name_{count - number}", number => (string?)$"value {number}");
        var json = Encoding.UTF8.GetBytes("{\"custom_attributes\":{\"name_1\":5," + JsonConvert.SerializeObject(attributes)[1..] + "}");
        var read = JsonResult.ReadModel<Contact>(json, json.Length).CustomAttributes!;

        Assert.Multiple(() =>
        {
            Assert.That(read, Is.EquivalentTo(attributes));
            Assert.That(read.Keys.Skip(1), Is.EqualTo(attributes.Keys.Where(static name => name != "name_1")));
            Assert.That(read.Values, Has.Exactly(count).Items);
            Assert.That(attributes.Keys.Select(name => read[name]), Is.EqualTo(attributes.Values));
            Assert.That(read.ContainsKey("name_0"), Is.False);
            Assert.That(() => read["name_0"], Throws.TypeOf<KeyNotFoundException>());
        });
    }

    private static JsonReader Open(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return JsonResult.Open(bytes, bytes.Length);
    }

    private static JsonReader Started(JsonReader reader)
    {
        reader.Read();
        return reader;
    }

    private static List<(JsonToken, object?, Type?, int)> Tokens(JsonReader reader)
    {
        var tokens = new List<(JsonToken, object?, Type?, int)>();
        while (reader.Read())
        {
            tokens.Add((reader.TokenType, reader.Value, reader.ValueType, reader.Depth));
        }

        return tokens;
    }
}
