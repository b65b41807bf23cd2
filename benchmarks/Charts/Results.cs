using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClickFunnels.Benchmarks.Charts;

/// <summary>Stores the results of the last run as files in artifacts/benchmarks.</summary>
internal static class Results
{
    public const string Startup = "startup";
    public const string Sizes = "sizes";

    /// <summary>The artifacts folder of BenchmarkDotNet. Its reports are in the subfolder "results".</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "artifacts", "benchmarks");

    public static void Save(string name, IReadOnlyDictionary<string, double> values)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(GetPath(name), JsonSerializer.Serialize(values));
    }

    public static IReadOnlyDictionary<string, double> Load(string name) =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(Read(GetPath(name)))!;

    /// <summary>Returns the mean time in nanoseconds by method.</summary>
    public static IReadOnlyDictionary<string, double> BenchmarkTimes(string type) => Benchmarks(type, "Statistics", "Mean");

    /// <summary>Returns the allocated bytes by method.</summary>
    public static IReadOnlyDictionary<string, double> BenchmarkAllocations(string type) =>
        Benchmarks(type, "Memory", "BytesAllocatedPerOperation");

    private static Dictionary<string, double> Benchmarks(string type, string group, string value)
    {
        var report = JsonNode.Parse(Read(Path.Combine(Folder, "results", $"ClickFunnels.Benchmarks.{type}-report-brief.json")))!;
        return report["Benchmarks"]!
            .AsArray()
            .ToDictionary(
                benchmark => (string)benchmark!["Method"]!,
                benchmark =>
                    (double?)benchmark![group]?[value]
                    ?? throw new InvalidOperationException(
                        $"{benchmark["FullName"]} was not measured: the report does not contain {group}.{value}."
                    )
            );
    }

    private static string GetPath(string name) => Path.Combine(Folder, $"{name}.json");

    private static string Read(string file) =>
        File.Exists(file)
            ? File.ReadAllText(file)
            : throw new InvalidOperationException(
                $"{Path.GetRelativePath(Repository.Root, file)} is missing. Run the benchmarks first: dotnet run -c Release "
                    + "--project benchmarks -- all"
            );
}
