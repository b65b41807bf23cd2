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
    default:
        await Console.Error.WriteLineAsync("Usage: sinks [NAME ...] | reads | limit | import [ROWS] | check");
        return 2;
}
