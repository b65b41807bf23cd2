using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Running;
using ClickFunnels.Benchmarks;
using ClickFunnels.Benchmarks.Charts;

Baseline.PassOn();
switch (args.FirstOrDefault())
{
    case "startup":
        return Startup.Run(args[1..]);
    case "sizes":
        return Sizes.Run();
    case "charts":
        return ChartFiles.Run();
    case "check":
        await SameData.CheckAsync();
        ChartFiles.Check();
        Console.WriteLine("All clients read the same, and the charts are well-formed.");
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

// The folder does not depend on where the program was started, and the charts read the reports in JSON.
static void Measure(string[] arguments) =>
    BenchmarkSwitcher
        .FromAssembly(typeof(Program).Assembly)
        .Run(arguments, DefaultConfig.Instance.WithArtifactsPath(Results.Folder).AddExporter(JsonExporter.Brief));
