using System.Diagnostics;
using System.Globalization;
using System.Net;
using ClickFunnels.Sync;

namespace ClickFunnels.Benchmarks.Sync;

/// <summary>
/// Syncs workspaces with skewed sizes in two processes, with and without the biggest one, and compares when the median one is done. All of
/// them are due at once. The service is a fake with a latency, so that only the scheduling is measured.
/// </summary>
internal static class Fairness
{
    private const int Processes = 2;
    private const int ParallelReads = 16;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs the comparison. The sizes follow Zipf's law: the workspace of rank r has size / r pages, and at least one.</summary>
    public static async Task<int> RunAsync(int workspaces, int size)
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{workspaces:N0} workspaces, the biggest with {size:N0} pages, {Processes} processes, latency "
                    + $"{Latency.TotalMilliseconds} ms:"
            )
        );
        Console.WriteLine();
        Console.WriteLine("| | Requests | Median workspace done after [s] | 95 % done after [s] | All done after [s] |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        var without = await MeasureAsync("without the biggest", workspaces, size, withBiggest: false);
        var with = await MeasureAsync("with the biggest", workspaces, size, withBiggest: true);
        var factor = with / without;
        Console.WriteLine();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"The median workspace is delayed {factor:0.00} times (at most 1.5).")
        );
        return factor <= 1.5 ? 0 : 1;
    }

    /// <summary>Syncs the workspaces of one process, and writes for each of them its size and when it was done.</summary>
    public static async Task<int> RunProcessAsync(int process, int workspaces, int size, bool withBiggest)
    {
        using var gate = new FairGate();
        using var service = new FakeLatency();
        var sizes = Enumerable
            .Range(1, workspaces)
            .Where(rank => rank % Processes == process && (withBiggest || rank > 1))
            .ToDictionary(static rank => (long)rank, rank => Math.Max(1, size / rank));
        await using var scheduler = new SyncScheduler(
            new WorkspaceSyncFactory((workspace, _) => new(new PagesOfWorkspace(gate, service, workspace, sizes[workspace])))
        );
        foreach (var workspace in sizes.Keys)
        {
            scheduler.Schedule(workspace, new SyncSchedule());
        }

        var start = Stopwatch.GetTimestamp();
        var ends = await Task.WhenAll(
            sizes.Keys.Select(async workspace =>
            {
                await scheduler.RunNow(workspace)!;
                return (Workspace: workspace, End: Stopwatch.GetElapsedTime(start));
            })
        );
        if (scheduler.GetStatuses().Any(static status => status.Runs != 1))
        {
            await Console.Error.WriteLineAsync("A run failed.");
            return 1;
        }

        foreach (var (workspace, end) in ends)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workspace} {sizes[workspace]} {end.TotalSeconds:0.000}"));
        }

        return 0;
    }

    private static async Task<double> MeasureAsync(string name, int workspaces, int size, bool withBiggest)
    {
        var outputs = await Task.WhenAll(
            Enumerable.Range(0, Processes).Select(process => StartAsync(process, workspaces, size, withBiggest))
        );
        var rows = outputs
            .SelectMany(static output => output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(static line => line.Split(' '))
            .Select(static parts =>
                (
                    Rank: int.Parse(parts[0], CultureInfo.InvariantCulture),
                    Pages: int.Parse(parts[1], CultureInfo.InvariantCulture),
                    End: double.Parse(parts[2], CultureInfo.InvariantCulture)
                )
            )
            .ToList();
        var ends = rows.Where(static row => row.Rank > 1).Select(static row => row.End).Order().ToList();
        var median = ends[ends.Count / 2];
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {rows.Sum(static row => row.Pages):N0} | {median:0.0} | {ends[ends.Count * 95 / 100]:0.0} | "
                    + $"{rows.Max(static row => row.End):0.0} |"
            )
        );
        return median;
    }

    private static async Task<string> StartAsync(int process, int workspaces, int size, bool withBiggest)
    {
        string[] arguments =
        [
            typeof(Fairness).Assembly.Location,
            "fairness-process",
            process.ToString(CultureInfo.InvariantCulture),
            workspaces.ToString(CultureInfo.InvariantCulture),
            size.ToString(CultureInfo.InvariantCulture),
            withBiggest ? "with" : "without",
        ];
        using var started = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await started.StandardOutput.ReadToEndAsync();
        await started.WaitForExitAsync();
        return started.ExitCode == 0 ? output : throw new InvalidOperationException($"Process {process} ended with {started.ExitCode}.");
    }

    /// <summary>A sync that sends the requests for the pages of a workspace, several at the same time.</summary>
    private sealed class PagesOfWorkspace(FairGate gate, HttpMessageHandler service, long workspace, int pages) : IWorkspaceSync
    {
        private readonly HttpMessageInvoker _http = new(gate.CreateHandler(workspace, service, TimeSpan.FromSeconds(30)));

        public async Task<SyncResult> RunAsync(SyncMode mode = SyncMode.Due, CancellationToken cancellationToken = default)
        {
            var left = pages;
            await Task.WhenAll(Enumerable.Range(0, Math.Min(ParallelReads, pages)).Select(_ => ReadAsync()));
            return new SyncResult
            {
                Workspace = workspace,
                Tables = [],
                Requests = pages,
            };

            async Task ReadAsync()
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, "https://service.example/");
                    using var response = await _http.SendAsync(request, cancellationToken);
                }
            }
        }

        public Task<bool> RefreshAsync(string table, long id, CancellationToken cancellationToken = default) => Task.FromResult(false);

        public ValueTask DisposeAsync()
        {
            _http.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class FakeLatency : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Latency, cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
