using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Running;
using ClickFunnels.Benchmarks;
using ClickFunnels.Benchmarks.Charts;

Baseline.PassToBuild();
switch (args.FirstOrDefault())
{
    case "startup":
        return Startup.Run(args[1..]);
    case "sizes":
        return Sizes.Run();
    case "rates":
        return await RateLimits.RunAsync();
    case "charts":
        return ChartFiles.Run();
    case "check":
        await ClientComparison.CheckAsync();
        ChartFiles.Check();
        Console.WriteLine("All clients read the same data, and the charts are valid.");
        return 0;
    case "all":
        Measure(["--filter", "*", .. args[1..]]);
        Startup.Run([]);
        Sizes.Run();
        return ChartFiles.Run();
    default:
        Measure(args);
        return 0;
}

// An absolute folder, so that the working directory does not matter. The charts read the JSON reports.
static void Measure(string[] arguments) =>
    BenchmarkSwitcher
        .FromAssembly(typeof(Program).Assembly)
        .Run(arguments, DefaultConfig.Instance.WithArtifactsPath(Results.Folder).AddExporter(JsonExporter.Brief));
