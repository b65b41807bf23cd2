namespace ClickFunnels.Benchmarks.Cli;

/// <summary>Time from the start of a process to its end.</summary>
internal static class Starts
{
    private static readonly string[][] Commands =
    [
        ["--version"],
        ["contacts", "list", "--help"],
    ];

    public static async Task<int> RunAsync(int times)
    {
        await Console.Out.WriteLineAsync(
            $"{"plain .NET", -12} {"", -24} {MeasuredProgram.Median(await TimesAsync(MeasuredProgram.Nothing, [], times)), 8} ms"
        );
        foreach (var program in MeasuredProgram.All)
        {
            foreach (var command in Commands)
            {
                var median = MeasuredProgram.Median(await TimesAsync(program, command, times));
                await Console.Out.WriteLineAsync($"{program.Name, -12} {string.Join(' ', command), -24} {median, 8} ms");
            }
        }

        return 0;
    }

    private static async Task<List<TimeSpan>> TimesAsync(MeasuredProgram program, string[] command, int times)
    {
        await program.RunAsync(command);
        var measured = new List<TimeSpan>();
        for (var run = 0; run < times; run++)
        {
            measured.Add((await program.RunAsync(command)).Time);
        }

        return measured;
    }
}
