using ClickFunnels.Benchmarks.Cli;

// The plain start of .NET, which the others are compared with.
if (args is ["nothing"])
{
    return 0;
}

var times = args is [_, var text] && int.TryParse(text, out var number) ? number : 20;
switch (args)
{
    case ["start", ..]:
        return await Starts.RunAsync(times);
    case ["list", ..]:
        return await Lists.RunAsync(times);
    default:
        await Console.Error.WriteLineAsync(
            "Usage: start [RUNS] | list [RUNS]. build/publish-native.sh makes the native program that is measured, too."
        );
        return 2;
}
