using System.Text.Json.Nodes;
using ClickFunnels.Drift.Commands;
using ClickFunnels.Drift.Tests.Commands;
using ClickFunnels.Drift.Tests.Traffic;

namespace ClickFunnels.Drift.Tests.Hostile;

/// <summary>Documents whose schemas refer to each other in long chains and in cycles end every command in order, and in time.</summary>
public sealed class DeepDocumentTests
{
    private const int Length = 4_000;
    private static readonly Dictionary<string, Func<JsonObject, JsonObject>> Links = new(StringComparer.Ordinal)
    {
        ["reference"] = next => next,
        ["allOf"] = next => new JsonObject { ["allOf"] = new JsonArray(next) },
        ["allOf twice"] = next => new JsonObject { ["allOf"] = new JsonArray(next, next.DeepClone()) },
        ["oneOf"] = next => new JsonObject { ["oneOf"] = new JsonArray(next, new JsonObject { ["type"] = "string" }) },
        ["oneOf twice"] = next => new JsonObject { ["oneOf"] = new JsonArray(next, next.DeepClone()) },
        ["oneOf null"] = next => new JsonObject { ["oneOf"] = new JsonArray(next, new JsonObject { ["type"] = "null" }) },
        ["anyOf"] = next => new JsonObject { ["anyOf"] = new JsonArray(next, new JsonObject { ["type"] = "integer" }) },
        ["properties"] = next => new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["next"] = next },
        },
        ["items"] = next => new JsonObject { ["type"] = "array", ["items"] = next },
        ["additionalProperties"] = next => new JsonObject { ["type"] = "object", ["additionalProperties"] = next },
        ["not"] = next => new JsonObject { ["not"] = next },
    };

    private static readonly string Nested = Recorded.Exchange(
        "GET",
        response: string.Concat(Enumerable.Repeat("{\"next\":", 60)) + "[[[null]]]" + new string('}', 60)
    );

    private static IEnumerable<string> Kinds => Links.Keys;

    [TestCaseSource(nameof(Kinds))]
    public async Task LongChains(string kind) =>
        await RunAsync(Chain(kind, number => number == Length ? null : number + 1), mayBeRefused: true);

    // Read from its end, a chain is never deep at once.
    [TestCaseSource(nameof(Kinds))]
    public async Task LongChainsFromTheirEnd(string kind) =>
        await RunAsync(Chain(kind, number => number == 0 ? null : number - 1, first: Length), mayBeRefused: true);

    [TestCaseSource(nameof(Kinds))]
    public async Task CyclesOfOne(string kind) => await RunAsync(Document(0, [Links[kind](Reference(0))]), mayBeRefused: false);

    [TestCaseSource(nameof(Kinds))]
    public async Task CyclesOfTwo(string kind) =>
        await RunAsync(Document(0, [Links[kind](Reference(1)), Links[kind](Reference(0))]), mayBeRefused: false);

    // Thirty levels of two ways each are a billion ways.
    [TestCase("allOf twice")]
    [TestCase("oneOf twice")]
    public async Task ManyWaysToTheSameSchema(string kind) =>
        await RunAsync(Document(0, [.. Enumerable.Range(0, 30).Select(number => Links[kind](Reference(number + 1))), Leaf()]), false);

    private static JsonObject Reference(int number) => new() { ["$ref"] = $"#/components/schemas/A{number}" };

    private static JsonObject Leaf() =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["name"] = new JsonObject { ["type"] = "string" } },
            ["example"] = new JsonObject { ["name"] = null },
        };

    private static JsonObject Chain(string kind, Func<int, int?> next, int first = 0) =>
        Document(
            first,
            Enumerable.Range(0, Length + 1).Select(number => next(number) is { } other ? Links[kind](Reference(other)) : Leaf())
        );

    private static JsonObject Document(int first, IEnumerable<JsonObject> schemas) =>
        new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Things", ["version"] = "1" },
            ["paths"] = new JsonObject
            {
                ["/status"] = new JsonObject
                {
                    ["get"] = new JsonObject
                    {
                        ["operationId"] = "getStatus",
                        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "Done." } },
                    },
                },
                ["/things"] = new JsonObject
                {
                    ["get"] = new JsonObject
                    {
                        ["operationId"] = "getThing",
                        ["tags"] = new JsonArray("Thing"),
                        ["responses"] = new JsonObject
                        {
                            ["200"] = new JsonObject
                            {
                                ["description"] = "Done.",
                                ["content"] = new JsonObject
                                {
                                    [Recorded.Json] = new JsonObject
                                    {
                                        ["schema"] = Reference(first),
                                        ["example"] = new JsonObject { ["next"] = null },
                                    },
                                },
                            },
                        },
                    },
                },
            },
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject(
                    schemas.Index().Select(schema => KeyValuePair.Create<string, JsonNode?>($"A{schema.Index}", schema.Item))
                ),
            },
        };

    private static async Task RunAsync(JsonObject document, bool mayBeRefused)
    {
        using var files = new SpecFolder();
        var deep = files.Write("deep.json", document.ToJsonString());
        var plain = files.Write("plain.json", Document(0, [Leaf()]).ToJsonString());
        var traffic = files.Write("traffic.json", Nested);
        string[] output = ["--contract", SmallContract.Path, "--output", files.At("out.yaml")];
        foreach (
            var arguments in (string[][])
                [
                    ["diff", deep, plain],
                    ["diff", plain, deep],
                    ["responses", deep, traffic],
                    ["import", deep, .. output],
                    ["import", deep, "--fresh", .. output],
                    ["import", plain, "--base", deep, .. output],
                ]
        )
        {
            var run = await DriftProgram.RunAsync(arguments);

            int[] expected = mayBeRefused ? [ExitCode.Clean, ExitCode.Findings, ExitCode.BadInput] : [ExitCode.Clean, ExitCode.Findings];
            Assert.That(run.ExitCode, Is.AnyOf(expected), $"{string.Join(' ', arguments)}: {run.Error}");
            Assert.That(run.Error, run.ExitCode == ExitCode.BadInput ? Does.Contain("deep.json") : Is.Empty);
        }
    }
}
