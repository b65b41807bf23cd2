using System.Diagnostics;
using System.Globalization;
using ClickFunnels.TestKit;

namespace ClickFunnels.Benchmarks.Sync;

/// <summary>Writes the same rows into each sink, in a process of its own.</summary>
internal static class SinkComparison
{
    public static async Task<int> RunAsync(string[] names, int rows)
    {
        if (names.Except(SinkKinds.All.Keys).ToList() is { Count: > 0 } unknown)
        {
            await Console.Error.WriteLineAsync(
                $"Unknown sink: {string.Join(", ", unknown)}. Known are {string.Join(", ", SinkKinds.All.Keys)}."
            );
            return 2;
        }

        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{rows:N0} contacts with {MadeUpContacts.Table.Columns.Count} columns:")
        );
        Console.WriteLine();
        Console.WriteLine("| Sink | Rows per second | Peak memory [MB] |");
        Console.WriteLine("|---|--:|--:|");
        var failures = 0;
        foreach (var name in names.Length > 0 ? names : SinkKinds.All.Keys)
        {
            failures += await RunAsync(name, rows) ? 0 : 1;
        }

        return failures == 0 ? 0 : 1;
    }

    private static async Task<bool> RunAsync(string name, int rows)
    {
        var server = name == SinkKinds.PostgreSql ? await PostgreSqlServer.StartSharedAsync() : null;
        if (name == SinkKinds.PostgreSql && server is null)
        {
            Console.WriteLine($"| {name} | not measured: PostgreSQL is not installed | |");
            return true;
        }

        var folder = Directory.CreateTempSubdirectory("sync-benchmark-");
        try
        {
            var place = server?.ConnectionString ?? folder.FullName;
            string[] arguments =
            [
                typeof(SinkComparison).Assembly.Location,
                "sink",
                name,
                place,
                rows.ToString(CultureInfo.InvariantCulture),
            ];
            using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
            var output = (await process.StandardOutput.ReadToEndAsync()).Split(' ', StringSplitOptions.TrimEntries);
            await process.WaitForExitAsync();
            if (process.ExitCode != 0 || output is not [var speed, var memory])
            {
                await Console.Error.WriteLineAsync($"{name} failed with exit code {process.ExitCode}.");
                return false;
            }

            Console.WriteLine($"| {name} | {speed} | {memory} |");
            return true;
        }
        finally
        {
            folder.Delete(recursive: true);
            await PostgreSqlServer.StopSharedAsync();
        }
    }
}
