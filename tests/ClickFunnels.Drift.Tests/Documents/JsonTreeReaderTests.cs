using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Tests.Documents;

/// <summary>JSON becomes a tree with places, and errors name theirs.</summary>
public sealed class JsonTreeReaderTests
{
    [TestCase("null", "null")]
    [TestCase("true", "true")]
    [TestCase("9223372036854775807", "9223372036854775807")]
    [TestCase("9223372036854775808", "9223372036854775808")]
    [TestCase("-0.10", "-0.10")]
    [TestCase("1e3", "1000")]
    [TestCase("1e400", "\"1e400\"")]
    [TestCase("\"12\"", "\"12\"")]
    [TestCase("[]", "[]")]
    [TestCase("{\"b\": [1, \"x\", null]}", "{\"b\":[1,\"x\",null]}")]
    public void Values_are_read_as_they_are(string json, string expected) =>
        Assert.That(Parsing.Read($"{{\"a\": {json}}}").Root["a"]?.ToJsonString() ?? "null", Is.EqualTo(expected));

    [TestCase("1")]
    [TestCase("-7")]
    [TestCase("0.25")]
    [TestCase("1e2")]
    [TestCase("123456789012345678901234567")]
    [TestCase("1e400")]
    [TestCase("\"x\\ty\"")]
    [TestCase("[true, null, {\"b\": {}}]")]
    public void The_same_text_read_as_yaml_is_the_same_tree(string json)
    {
        var text = $"{{\"a\": {json}}}";

        Assert.That(JsonNode.DeepEquals(Parsing.Read(text).Root, YamlTreeReader.Read("spec", Encoding.UTF8.GetBytes(text)).Root), Is.True);
    }

    [TestCase("\"😀\"")]
    [TestCase("\"\\ud83d\\ude00\"")]
    public void Characters_beyond_the_basic_plane_are_read(string json) =>
        Assert.That(Parsing.Read($"{{\"a\": {json}}}").Root["a"]!.ToString(), Is.EqualTo("😀"));

    [Test]
    public void A_byte_order_mark_and_line_ends_of_windows_change_nothing()
    {
        var file = Parsing.Read("\uFEFF\r\n{\r\n  \"ü\": 1, \"b\": [\r\n    \"x\"\r\n  ]\r\n}\r\n");

        Assert.Multiple(() =>
        {
            Assert.That(file.PositionOf(""), Is.EqualTo(new SourcePosition(2, 1)));
            Assert.That(file.PositionOf("/b"), Is.EqualTo(new SourcePosition(3, 16)), "Columns count characters, not bytes.");
            Assert.That(file.PositionOf("/b/0"), Is.EqualTo(new SourcePosition(4, 5)));
        });
    }

    [TestCase("{\"a\": 1,\n \"b\" 2}", 2, 6)]
    [TestCase("{\n  \"a\": [1, 2\n}", 3, 1)]
    [TestCase("{\"ü\": tru}", 1, 10)]
    [TestCase("{\"a\": 1", 1, 8)]
    [TestCase("{\"a\": 1,}", 1, 9)]
    [TestCase("{\"a\": 01}", 1, 8)]
    [TestCase("{\"a\": 1} {}", 1, 10)]
    [TestCase("{\"a\": 1}\nx", 2, 1)]
    [TestCase("{\"a\": \"\\ud83d\"}", 1, 7)]
    [TestCase("{\"\\ud83d\": 1}", 1, 2)]
    public void Malformed_text_is_refused_with_line_and_column(string json, int line, int column)
    {
        var error = Parsing.Refused(json);

        Assert.Multiple(() =>
        {
            Assert.That(error.Position, Is.EqualTo(new SourcePosition(line, column)), error.Message);
            Assert.That(error.Message, Does.Contain("Malformed JSON: ").And.Not.Contains("\n").And.Not.Contains("LineNumber"));
        });
    }

    [Test]
    public void A_key_that_stands_twice_is_refused_with_its_place() =>
        Assert.That(Parsing.Refused("{\"a\": 1,\n \"a\": 2}").Message, Is.EqualTo("spec(2,2): Duplicate key \"a\" in an object."));

    [TestCase(198, true)]
    [TestCase(201, false)]
    [TestCase(20_000, false)]
    public void Depth_is_bounded(int depth, bool isRead)
    {
        var json = "{\"a\": " + new string('[', depth) + new string(']', depth) + "}";
        if (isRead)
        {
            Assert.That(() => Parsing.Read(json), Throws.Nothing);
        }
        else
        {
            Assert.That(Parsing.Refused(json).Message, Does.StartWith("spec(1,").And.EndsWith("Nested deeper than 200 levels."));
        }
    }

    [Test]
    public void The_number_of_values_is_bounded()
    {
        var json = Encoding.UTF8.GetBytes("{\"a\": [" + string.Join(",", Enumerable.Repeat("1", 101)) + "]}");

        Assert.That(() => JsonTreeReader.Read("spec", json, maxNodes: 103), Throws.Nothing);
        Assert.That(
            () => JsonTreeReader.Read("spec", json, maxNodes: 102),
            Throws.TypeOf<InputException>().With.Message.EqualTo("spec(1,208): More than 102 values.")
        );
    }
}
