using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Import;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Drift.Tests.Import;

/// <summary>Writing is the inverse of reading, and our contract is in the form that it writes.</summary>
public sealed class YamlSpecWriterTests
{
    [Test]
    public void Our_contract_is_written_unchanged()
    {
        var text = File.ReadAllText(Repository.Contract);
        var root = SpecFile.Parse("clickfunnels.yaml", Encoding.UTF8.GetBytes(text)).Root;

        Assert.That(YamlSpecWriter.Write(root, YamlSpecWriter.HeaderOf(text)), Is.EqualTo(text));
    }

    [Test]
    public void Tags_that_the_root_repeats_are_written_once()
    {
        var root = (JsonObject)JsonNode.Parse("""{"tags":[{"name":"A"}],"x-tags":[{"name":"A"}],"paths":{}}""")!;
        var text = YamlSpecWriter.Write(root);

        Assert.Multiple(() =>
        {
            Assert.That(text, Is.EqualTo("tags: &tags\n  - name: A\nx-tags: *tags\npaths: {}\n"));
            Assert.That(JsonNode.DeepEquals(SpecFile.Parse("tags.yaml", Encoding.UTF8.GetBytes(text)).Root, root), Is.True);
        });
    }

    [TestCase("""{"tags":[{"name":"A"}],"x-tags":[{"name":"B"}]}""", "tags:\n  - name: A\nx-tags:\n  - name: B\n")]
    [TestCase("""{"x-tags":[{"name":"A"}],"tags":[{"name":"A"}]}""", "x-tags:\n  - name: A\ntags:\n  - name: A\n")]
    [TestCase("""{"tags":[],"x-tags":[]}""", "tags: []\nx-tags: []\n")]
    public void Tags_that_differ_or_come_later_are_written_twice(string json, string written) =>
        Assert.That(YamlSpecWriter.Write((JsonObject)JsonNode.Parse(json)!), Is.EqualTo(written));

    [TestCase("200", "'200'")]
    [TestCase("5XX", "5XX")]
    [TestCase("null", "'null'")]
    [TestCase("on", "'on'")]
    [TestCase("No", "'No'")]
    [TestCase("1.5", "'1.5'")]
    [TestCase("3.1.0", "3.1.0")]
    [TestCase("2025-01-01", "'2025-01-01'")]
    [TestCase("", "''")]
    [TestCase("it's", "it's")]
    [TestCase("'quoted'", "'''quoted'''")]
    [TestCase("a: b", "'a: b'")]
    [TestCase("a:b", "a:b")]
    [TestCase("a #b", "'a #b'")]
    [TestCase("- a", "'- a'")]
    [TestCase("`code`", "'`code`'")]
    [TestCase("tab\there", "\"tab\\there\"")]
    public void Texts_that_YAML_would_read_as_another_type_are_quoted(string value, string written) =>
        Assert.That(YamlSpecWriter.Write(new JsonObject { ["key"] = value }), Is.EqualTo($"key: {written}\n"));

    [Test]
    public void Lists_of_single_values_are_on_one_line_and_others_in_blocks()
    {
        var root = (JsonObject)
            JsonNode.Parse(
                """{"a":["x","null",null,1,true,"p, q"],"b":[{"c":1,"d":[]},{"$ref":"#/x"}],"e":{},"f":"one\ntwo\n\nthree","g":[[1],[2]]}"""
            )!;

        Assert.That(
            YamlSpecWriter.Write(root),
            Is.EqualTo(
                """
                a: [x, 'null', null, 1, true, 'p, q']
                b:
                  - c: 1
                    d: []
                  - $ref: '#/x'
                e: {}
                f: |-
                  one
                  two

                  three
                g:
                  - [1]
                  - [2]

                """
            )
        );
    }

    [TestCase("a *", "")]
    [TestCase("a &", "&")]
    [TestCase("a * b", "c & d")]
    [TestCase("\U0001F600", "a\t\U0001F600 \\ud83d")]
    [TestCase("key: value\nother: value", "]\n- x: {y")]
    [TestCase("'\nevil: true\n'", "\"\nevil: true\n#")]
    [TestCase("a\u2028evil: true", "|\n  evil: true")]
    [TestCase("!!python/object", "&anchor *alias")]
    [TestCase("? evil", "%YAML 1.1\n---")]
    public void A_text_that_looks_like_yaml_is_read_as_it_was_written(string first, string second) =>
        Assert.That(IsReadAsWritten(first, second), Is.True);

    [Test]
    public void Any_text_is_read_as_it_was_written() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll<NonNull<string>, NonNull<string>>((first, second) => IsReadAsWritten(Clean(first.Get), Clean(second.Get)))
        );

    private static bool IsReadAsWritten(string first, string second)
    {
        var root = new JsonObject
        {
            [first] = second,
            ["-list"] = new JsonArray(first, null, 5, false),
            ["-deep"] = new JsonArray(new JsonObject { [first + "x"] = second + "\nmore" }),
        };
        var yaml = YamlSpecWriter.Write(root);
        var read = SpecFile.Parse("written.yaml", Encoding.UTF8.GetBytes(yaml)).Root;
        return JsonNode.DeepEquals(root, read) && YamlSpecWriter.Write(read) == yaml;
    }

    // A UTF-8 file cannot contain half of a surrogate pair.
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value is not (0 or 0xFFFD)).Select(rune => rune.ToString()));
}
