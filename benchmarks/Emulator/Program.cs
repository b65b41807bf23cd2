using ClickFunnels.Benchmarks.Emulator;

switch (args)
{
    case ["load"]:
        return await Load.RunAsync(seconds: 10);
    case ["depth"]:
        return await Depth.RunAsync(contacts: 1_000_000, seconds: 5);
    case ["start"]:
        return await Start.RunAsync(times: 10);
    case ["check"]:
        // Both programs must be there; the numbers of so short a run say nothing.
        return await Load.RunAsync(seconds: 1) + await Depth.RunAsync(contacts: 20_000, seconds: 1) + await Start.RunAsync(times: 1);
    default:
        await Console.Error.WriteLineAsync("Usage: load | depth | start | check. load and depth need wrk; load also needs npm.");
        return 2;
}
