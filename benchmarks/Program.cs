using BenchmarkDotNet.Running;
using ClickFunnels.Benchmarks;

switch (args.FirstOrDefault())
{
    case "startup":
        return Startup.Run(args[1..]);
    case "sizes":
        return Sizes.Run();
    case "check":
        await SameData.CheckAsync();
        Console.WriteLine("All clients read the same.");
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
