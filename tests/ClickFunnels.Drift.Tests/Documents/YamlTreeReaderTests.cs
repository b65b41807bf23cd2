using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Tests.Documents;

/// <summary>YAML becomes the tree that the same JSON becomes, and errors name their place.</summary>
public sealed class YamlTreeReaderTests
{
    [TestCase("", "null")]
    [TestCase("~", "null")]
    [TestCase("null", "null")]
    [TestCase("true", "true")]
    [TestCase("False", "false")]
    [TestCase("yes", "\"yes\"")]
    [TestCase("12", "12")]
    [TestCase("+12", "12")]
    [TestCase("-12", "-12")]
    [TestCase("007", "7")]
    [TestCase("0x1F", "31")]
    [TestCase("0o17", "15")]
    [TestCase("9223372036854775807", "9223372036854775807")]
    [TestCase("9223372036854775808", "9223372036854775808")]
    [TestCase("0.10", "0.10")]
    [TestCase(".5", "0.5")]
    [TestCase("1e3", "1000")]
    [TestCase("1e400", "\"1e400\"")]
    [TestCase("-x", "\"-x\"")]
    [TestCase(".", "\".\"")]
    [TestCase("1.2.3", "\"1.2.3\"")]
    [TestCase("2026-08-01", "\"2026-08-01\"")]
    [TestCase("'12'", "\"12\"")]
    [TestCase("\"true\"", "\"true\"")]
    [TestCase("!!str 12", "\"12\"")]
    [TestCase("|\n    a\n    b\n", "\"a\\nb\\n\"")]
    [TestCase(">\n    a\n    b\n", "\"a b\\n\"")]
    [TestCase("{ b: [1, x] }", "{\"b\":[1,\"x\"]}")]
    public void Values_have_the_types_of_the_core_schema(string yaml, string json) =>
        Assert.That(Parsing.Read($"a: {yaml}\n").Root["a"]?.ToJsonString() ?? "null", Is.EqualTo(json));

    [TestCase("'😀'")]
    [TestCase("😀")]
    [TestCase("\"\\U0001F600\"")]
    [TestCase("\"\\ud83d\\ude00\"")]
    public void Characters_beyond_the_basic_plane_are_read(string yaml) =>
        Assert.That(Parsing.Read($"a: {yaml}\n").Root["a"]!.ToString(), Is.EqualTo("😀"));

    [Test]
    public void A_byte_order_mark_and_line_ends_of_windows_change_nothing()
    {
        var file = Parsing.Read("\uFEFFa:\r\n  b: 1\r\n  c:\r\n    - x\r\n");

        Assert.That(file.Root.ToJsonString(), Is.EqualTo("""{"a":{"b":1,"c":["x"]}}"""));
        Assert.That(file.PositionOf("/a/c/0"), Is.EqualTo(new SourcePosition(4, 7)));
    }

    [Test]
    public void Every_value_knows_its_place_and_null_that_of_what_holds_it()
    {
        var file = Parsing.Read("# A comment.\na:\n  b: x\n  c: [1, 2]\n  d:\n  'e/f': y\n");

        Assert.Multiple(() =>
        {
            Assert.That(file.PositionOf(""), Is.EqualTo(new SourcePosition(2, 1)));
            Assert.That(file.PositionOf("/a/b"), Is.EqualTo(new SourcePosition(3, 6)));
            Assert.That(file.PositionOf("/a/c/1"), Is.EqualTo(new SourcePosition(4, 10)));
            Assert.That(file.PositionOf("/a/d"), Is.EqualTo(file.PositionOf("/a")));
            Assert.That(file.PositionOf("/a/e~1f"), Is.EqualTo(new SourcePosition(6, 10)));
            Assert.That(file.PositionOf("/a/none/at/all"), Is.EqualTo(file.PositionOf("/a")));
        });
    }

    [TestCase("a: 1\nb: [1, 2\nc: 3\n", 3)]
    [TestCase("a: 1\nb: 'x\n", 2)]
    [TestCase("a:\n\tb: 1\n", 1)]
    [TestCase("a: 1\n b: 2\n", 2)]
    [TestCase("a: @x\n", 1)]
    public void Malformed_text_is_refused_with_line_and_column(string yaml, int line)
    {
        var error = Parsing.Refused(yaml);

        Assert.Multiple(() =>
        {
            Assert.That(error.Position?.Line, Is.EqualTo(line), error.Message);
            Assert.That(error.Message, Does.StartWith($"spec({line},").And.Contains("Malformed YAML: ").And.Not.Contains("\n"));
        });
    }

    [Test]
    public void What_is_noticed_only_lines_later_names_both_places() =>
        Assert.That(
            Parsing.Refused("a: 'x\nb: 1\nc: 2\n").Message,
            Does.StartWith("spec(1,4): Malformed YAML: ").And.EndsWith(" Noticed in line 4.")
        );

    [TestCase("a: 1\nb: 2\na: 3\n", 3, 1, "Duplicate key \"a\" in a mapping.")]
    [TestCase("a: { b: 1, b: 2 }\n", 1, 12, "Duplicate key \"b\" in a mapping.")]
    [TestCase("? [a]\n: 1\n", 1, 3, "Expected a scalar as key.")]
    [TestCase("a: *b\n", 1, 4, "The alias *b has no anchor before it.")]
    [TestCase("a: &b\n  c: *b\n", 2, 6, "The alias *b has no anchor before it.")]
    [TestCase("a: 1\n---\nb: 2\n", 2, 1, "The file contains a second YAML document. Expected one.")]
    [TestCase("- a\n", 1, 1, "Expected a mapping (key: value) at the top.")]
    [TestCase("just text\n", 1, 1, "Expected a mapping (key: value) at the top.")]
    [TestCase("[1]", 1, 1, "Expected a mapping (key: value) at the top.")]
    public void What_is_no_tree_is_refused_with_its_place(string yaml, int line, int column, string problem)
    {
        var error = Parsing.Refused(yaml);

        Assert.That((error.Position, error.Problem), Is.EqualTo(((SourcePosition?)new SourcePosition(line, column), problem)));
    }

    [TestCase("")]
    [TestCase(" \r\n\t")]
    [TestCase("\uFEFF")]
    [TestCase("# Nothing but a comment.\n")]
    public void An_empty_file_is_refused(string yaml) => Assert.That(Parsing.Refused(yaml).Message, Is.EqualTo("spec: The file is empty."));

    [Test]
    public void What_is_no_utf8_is_refused_with_its_place()
    {
        var error = Parsing.Refused([.. "a: 1\nb: ü"u8, 0xFF, (byte)'\n']);

        Assert.That(error.Message, Is.EqualTo("spec(2,5): The file is not UTF-8 text."));
    }

    [Test]
    public void An_alias_repeats_what_its_anchor_names_and_lies_where_it_stands()
    {
        var file = Parsing.Read("a: &x\n  b: [1, 2]\nc: *x\nd: [*x]\n");

        Assert.Multiple(() =>
        {
            Assert.That(JsonNode.DeepEquals(file.Root["a"], file.Root["c"]), Is.True);
            Assert.That(JsonNode.DeepEquals(file.Root["a"], file.Root["d"]![0]), Is.True);
            Assert.That(file.PositionOf("/c/b/1"), Is.EqualTo(new SourcePosition(3, 4)));
        });
    }

    [Test]
    public void An_anchor_that_is_set_anew_names_the_new_value() =>
        Assert.That(Parsing.Read("a: &x 1\nb: *x\nc: &x 2\nd: *x\n").Root.ToJsonString(), Is.EqualTo("""{"a":1,"b":1,"c":2,"d":2}"""));

    [Test]
    public void Aliases_that_repeat_without_end_are_refused_before_they_are_copied()
    {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 12; level++)
        {
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n"
            );
        }

        var error = Assert.Throws<InputException>(() =>
            YamlTreeReader.Read("spec", Encoding.UTF8.GetBytes(yaml.ToString()), maxNodes: 20_000)
        )!;

        Assert.That(error.Message, Is.EqualTo("spec(5,10): More than 20000 values, aliases repeated included."));
    }

    [TestCase(199, true)]
    [TestCase(201, false)]
    [TestCase(20_000, false)]
    public void Depth_is_bounded(int depth, bool isRead)
    {
        var yaml = "a: " + new string('[', depth) + new string(']', depth);
        if (isRead)
        {
            Assert.That(() => Parsing.Read(yaml), Throws.Nothing);
        }
        else
        {
            Assert.That(Parsing.Refused(yaml).Message, Does.StartWith("spec(1,").And.EndsWith("Nested deeper than 200 levels."));
        }
    }
}
