using System.Text;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        // Data contains letters of all languages.
        Console.OutputEncoding = new UTF8Encoding(false);
        using var stop = new StopSignals();
        return await ProgramRun.RunAsync(arguments, CliHost.OfProcess(), stop.Token);
    }
}
