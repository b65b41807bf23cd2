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
    case ["check"]:
        return await SinkComparison.RunAsync([], rows: 2_000);
    default:
        await Console.Error.WriteLineAsync("Usage: sinks [NAME ...] | reads | limit | check");
        return 2;
}
