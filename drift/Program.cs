using System.Text;
using ClickFunnels.Drift.Commands;

namespace ClickFunnels.Drift;

internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        // Reports contain arrows and letters of all languages.
        Console.OutputEncoding = new UTF8Encoding(false);
        return Invocation.RunAsync(arguments, Console.Out, Console.Error, ConsoleEnvironment.OfProcess());
    }
}
