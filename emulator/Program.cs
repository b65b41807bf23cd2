namespace ClickFunnels.Emulator;

internal static class Program
{
    private static Task<int> Main(string[] arguments) => EmulatorProgram.RunAsync(arguments, Console.Out, Console.Error);
}
