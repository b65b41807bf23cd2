using System.Diagnostics;
using System.Text;

namespace ClickFunnels.Cli.Tests;

/// <summary>Runs the published program, such as the native one, so that the same stories are told with it.</summary>
internal static class PublishedCli
{
    private static readonly string[] Prefixes = ["CLICKFUNNELS_", "SIMVOLY_", "ELASTICFUNNELS_", "NO_COLOR"];

    /// <summary>The program to run; null to run all in the process of the test.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("CLICKFUNNELS_CLI") is { Length: > 0 } path ? path : null;

    public static async Task<CliResult> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> variables,
        string settingsFolder,
        string input
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (
            var name in start
                .Environment.Keys.Where(name => Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
                .ToList()
        )
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["CLICKFUNNELS_CONFIG_DIR"] = settingsFolder;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await WriteAsync(process, input);
            await process.WaitForExitAsync();
            return new CliResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task WriteAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program did not read its input.
        }
    }
}
