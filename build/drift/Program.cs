using ClickFunnels.Drift.Commands;

namespace ClickFunnels.Drift;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var parsed = CommandLine.Create(Console.Out, Console.Error).Parse(arguments);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync();

        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("Try --help.");
        return ExitCode.BadUsage;
    }
}
