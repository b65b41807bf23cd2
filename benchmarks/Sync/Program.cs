using System.Globalization;
using ClickFunnels.Benchmarks.Sync;

switch (args)
{
    case ["sinks", .. var names]:
        return await SinkComparison.RunAsync(names, rows: 1_000_000);
    case ["sink", var name, var place, var rows]:
        return await SinkRun.RunAsync(name, place, int.Parse(rows, CultureInfo.InvariantCulture));
    case ["reads"]:
        return await Reads.RunAsync();
    case ["limit"]:
        return await Reads.RunLimitedAsync();
    case ["import"]:
        return await ImportRate.RunAsync(rows: 2_000);
    case ["import", var count]:
        return await ImportRate.RunAsync(int.Parse(count, CultureInfo.InvariantCulture));
    case ["check"]:
        return await SinkComparison.RunAsync([], rows: 2_000);
    case ["fairness"]:
        return await Fairness.RunAsync(workspaces: 5_000, size: 10_000);
    case ["fairness-process", var process, var workspaces, var size, var biggest]:
        return await Fairness.RunProcessAsync(
            int.Parse(process, CultureInfo.InvariantCulture),
            int.Parse(workspaces, CultureInfo.InvariantCulture),
            int.Parse(size, CultureInfo.InvariantCulture),
            biggest == "with"
        );
    default:
        await Console.Error.WriteLineAsync("Usage: sinks [NAME ...] | reads | limit | import [ROWS] | fairness | check");
        return 2;
}
