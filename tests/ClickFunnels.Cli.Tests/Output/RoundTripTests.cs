using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClickFunnels.Cli.Tests.Output;

/// <summary>Values of any kind are the same after they were written and read by another program.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Hostile =
    [
        "",
        " ",
        "a ",
        " a",
        "null",
        "~",
        "true",
        "Yes",
        "no",
        "off",
        "1",
        "1.0",
        "0x1F",
        "1e5",
        "1_000",
        "12:30",
        "2026-01-01",
        ".inf",
        "-",
        "- a",
        "a: b",
        "a #b",
        "# a",
        "'",
        "\"",
        "\\",
        "{a}",
        "[red]",
        "*a",
        "&a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`",
        "a\nb",
        "\n",
        "a\r\nb",
        "\t",
        "\u001b[31m",
        "\u0085",
        "\u2028",
        "\u202eabc",
        "\ufeff",
        "é",
        "日本",
        "😀",
        "=1+1",
        ",",
        ";",
        "\u0000",
        "...",
        "---",
        "a\n---\nb",
        "<<",
        "=",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements(Hostile),
        ArbMap.Default.GeneratorFor<string>().Where(static text => text is not null && IsWhole(text))
    );

    [Test]
    public void Yaml_is_read_as_the_same_value() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Values(3).ToArbitrary(),
                static value =>
                {
                    var written = WrittenRecords.ListAsync("-o yaml", $"[{value}]").GetAwaiter().GetResult().Succeeds().Output;
                    var stream = new YamlStream();
                    stream.Load(new StringReader(written));
                    var read = ((YamlSequenceNode)stream.Documents[0].RootNode).Children[0];
                    return Same(JsonDocument.Parse(value).RootElement, read).Label(written);
                }
            )
        );

    [Test]
    public void Csv_is_read_as_the_same_cells() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Gen.Two(Texts.Where(static text => !text.Contains('\0', StringComparison.Ordinal))).ToArbitrary(),
                static (pair) =>
                {
                    var record = new JsonObject
                    {
                        ["a"] = pair.Item1,
                        ["b"] = new JsonArray(pair.Item2),
                        ["c"] = null,
                    };
                    var written = WrittenRecords
                        .ListAsync("-o csv", $"[{record.ToJsonString()}]")
                        .GetAwaiter()
                        .GetResult()
                        .Succeeds()
                        .Output;
                    using var reader = CsvReader.Create(new StringReader(written), new CsvReaderOptions { Separator = ',' });
                    reader.Read();
                    return (
                        reader.GetString(0) == pair.Item1
                        && JsonNode.Parse(reader.GetString(1))![0]!.GetValue<string>() == pair.Item2
                        && reader.IsEmpty(2)
                    ).Label(written);
                }
            )
        );

    [Test]
    public void Json_is_read_as_the_same_value() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Values(3).ToArbitrary(),
                static value =>
                {
                    var written = WrittenRecords.ListAsync("-o json", $"[{value}]").GetAwaiter().GetResult().Succeeds().Output;
                    return JsonElement
                        .DeepEquals(JsonDocument.Parse($"[{value}]").RootElement, JsonDocument.Parse(written).RootElement)
                        .Label(written);
                }
            )
        );

    private static Gen<string> Values(int depth)
    {
        var scalars = Gen.OneOf(
            Texts.Select(static text => JsonSerializer.Serialize(text)),
            Gen.Elements("null", "true", "false", "0", "-1", "1.50", "1e5", "12345678901234567890.10")
        );
        if (depth == 0)
        {
            return scalars;
        }

        var lists = Values(depth - 1).ListOf(2).Select(static items => $"[{string.Join(',', items)}]");
        var maps = Gen.Two(Texts)
            .Where(static names => names.Item1 != names.Item2)
            .SelectMany(names =>
                Gen.Two(Values(depth - 1))
                    .Select(values =>
                        $"{{{JsonSerializer.Serialize(names.Item1)}:{values.Item1},{JsonSerializer.Serialize(names.Item2)}:{values.Item2}}}"
                    )
            );
        return Gen.OneOf(scalars, lists, maps, Gen.Elements("[]", "{}"));
    }

    private static bool Same(JsonElement value, YamlNode node) =>
        (value.ValueKind, node) switch
        {
            (JsonValueKind.Object, YamlMappingNode map) => value
                .EnumerateObject()
                .Zip(map.Children)
                .All(static pair => IsText(pair.Second.Key, pair.First.Name) && Same(pair.First.Value, pair.Second.Value)),
            (JsonValueKind.Array, YamlSequenceNode list) => value.GetArrayLength() == list.Children.Count
                && value.EnumerateArray().Zip(list.Children).All(static pair => Same(pair.First, pair.Second)),
            (JsonValueKind.String, _) => IsText(node, value.GetString()!),
            (_, YamlScalarNode { Style: ScalarStyle.Plain } scalar) => scalar.Value == value.GetRawText(),
            _ => false,
        };

    // A text in quotes, or one that begins with a letter and is not a word of YAML.
    private static bool IsText(YamlNode node, string text) =>
        node is YamlScalarNode scalar
        && scalar.Value == text
        && (scalar.Style == ScalarStyle.DoubleQuoted || (!Hostile.Contains(text) && (char.IsAsciiLetter(text[0]) || text[0] == '_')));

    private static bool IsWhole(string text)
    {
        try
        {
            new UTF8Encoding(false, true).GetBytes(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
