using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Traps.Tests.Support;

/// <summary>The traps of <c>spec/traps.yaml</c>.</summary>
internal static class TrapList
{
    private const string Path = "spec/traps.yaml";

    private static readonly string[] Fields = ["number", "title", "consequence", "protection", "how", "source", "operations"];

    /// <summary>Gets the traps in the order of the file.</summary>
    public static IReadOnlyList<Trap> All { get; } = Read();

    private static List<Trap> Read()
    {
        var file = SpecFile.Parse(Path, File.ReadAllBytes(Repository.PathOf(Path)));
        return [.. file.Root["traps"]!.AsArray().Select(static trap => Read(trap!.AsObject()))];
    }

    private static Trap Read(JsonObject trap)
    {
        Assert.That(trap.Select(static field => field.Key), Is.EqualTo(Fields), $"{Path}: each trap has these fields, in this order.");
        return new Trap(
            int.Parse(trap["number"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture),
            trap["title"]!.ToString(),
            trap["consequence"]!.ToString(),
            [.. Texts(trap["protection"]!).Select(static text => Enum.Parse<Protection>(text, ignoreCase: true))],
            trap["how"]!.ToString(),
            [.. Texts(trap["source"]!)],
            [.. Texts(trap["operations"]!)]
        );
    }

    private static IEnumerable<string> Texts(JsonNode list) => list.AsArray().Select(static item => item!.ToString());
}

/// <summary>A trap of the API: a call that succeeds, or seems right, and does something else.</summary>
/// <param name="Number">Number; it stays the same when traps are added.</param>
/// <param name="Title">One line.</param>
/// <param name="Consequence">Harm that it does.</param>
/// <param name="Protections">Protections, the strongest one first.</param>
/// <param name="How">Members or diagnostics that protect.</param>
/// <param name="Sources">Instructions of the vendor that describe the trap.</param>
/// <param name="Operations">Ids of the operations that it concerns.</param>
internal sealed record Trap(
    int Number,
    string Title,
    string Consequence,
    IReadOnlyList<Protection> Protections,
    string How,
    IReadOnlyList<string> Sources,
    IReadOnlyList<string> Operations
)
{
    public override string ToString() => $"{Number}: {Title}";
}
