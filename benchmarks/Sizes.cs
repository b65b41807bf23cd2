using ClickFunnels.Benchmarks.Charts;

namespace ClickFunnels.Benchmarks;

/// <summary>Measures the size of the clients: generated lines per operation, and bytes of the assemblies.</summary>
internal static class Sizes
{
    public static int Run()
    {
        // Webhooks have an operationId as well, but the client has no methods for them.
        var operations = File.ReadLines(Path.Combine(Repository.Root, "spec", "clickfunnels.yaml"))
            .SkipWhile(static line => line != "paths:")
            .Skip(1)
            .TakeWhile(static line => line.Length == 0 || line[0] is ' ' or '#')
            .Count(static line => line.TrimStart().StartsWith("operationId:", StringComparison.Ordinal));
        Console.WriteLine(
            $"{operations} operations; assemblies for {Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))}:"
        );
        Console.WriteLine();
        Console.WriteLine("| Client | Generated lines | Lines per operation | Assembly [bytes] |");
        Console.WriteLine("|--------|----------------:|--------------------:|-----------------:|");
        var stock = Print("Stock", Lines(Path.Combine("benchmarks", "Stock", "obj")), operations, typeof(Stock.ContactsClient));
        var ours = Print("Ours", Lines("generated/clickfunnels"), operations, typeof(ClickFunnelsClient));
        Results.Save(Results.Sizes, new Dictionary<string, double> { ["Stock"] = stock, ["Ours"] = ours });
        return 0;
    }

    private static int Lines(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.g.cs").Sum(file => File.ReadLines(file).Count());

    private static long Print(string client, int lines, int operations, Type type)
    {
        var bytes = Bytes(type);
        Console.WriteLine(
            FormattableString.Invariant($"| {client, -6} | {lines, 15} | {(double)lines / operations, 19:F1} | {bytes, 16} |")
        );
        return bytes;
    }

    // Includes the assemblies of this repository that the assembly depends on.
    private static long Bytes(Type type) =>
        type
            .Assembly.GetReferencedAssemblies()
            .Where(name => name.Name!.StartsWith("ClickFunnels.", StringComparison.Ordinal))
            .Select(name => Path.Combine(AppContext.BaseDirectory, $"{name.Name}.dll"))
            .Append(type.Assembly.Location)
            .Sum(file => new FileInfo(file).Length);
}
