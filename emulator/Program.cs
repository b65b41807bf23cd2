namespace ClickFunnels.Emulator;

internal static class Program
{
    private static void Main() => Console.WriteLine("{}");
}
