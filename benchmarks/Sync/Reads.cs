using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using ClickFunnels.Emulator;
using ClickFunnels.Sync;

namespace ClickFunnels.Benchmarks.Sync;

/// <summary>Reads the same contacts in different ways from an emulator that responds after 50 ms.</summary>
internal static class Reads
{
    private const int Contacts = 10_000;
    private const int LimitedPages = 1_500;
    private const int PerSecond = 50;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync()
    {
        await using var emulator = await ClickFunnelsEmulator
            .StartAsync(new ClickFunnelsEmulatorOptions { Contacts = Contacts, TrafficFolder = null })
            .ConfigureAwait(false);
        emulator.Faults.Add(FaultTarget.Any, Fault.Delay(Latency), int.MaxValue);
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = emulator.AccessToken,
                UserAgent = "Benchmarks/1.0",
                BaseAddress = emulator.Url,
                WorkspaceId = emulator.WorkspaceId,
            }
        );
        // The first request and its connection belong to none of them.
        await client.Contacts.ListAsync().FirstPageAsync().ConfigureAwait(false);

        var watch = Stopwatch.StartNew();
        var (naiveRows, naiveRequests) = (0, 0);
        await foreach (var page in client.Contacts.ListAsync().AsPages().ConfigureAwait(false))
        {
            naiveRows += page.Items.Count;
            naiveRequests++;
        }

        var naive = watch.Elapsed;
        Console.WriteLine("| 10,000 contacts, 50 ms | rows | requests | seconds | times faster | times fewer requests |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        Row("naive loop", naiveRows, naiveRequests, naive);
        var pages = await SyncAsync(client, static _ => { }).ConfigureAwait(false);
        Row("sync by pages, SQLite", pages.Tables[0].Rows, pages.Requests, pages.Elapsed);
        var results = await SyncAsync(
                client,
                static options =>
                {
                    options.UseTemporaryFilter = true;
                    options.ContactFields.Add("email_address");
                    options.ContactFields.Add("first_name");
                    options.ContactFields.Add("last_name");
                    options.ContactFields.Add("updated_at");
                }
            )
            .ConfigureAwait(false);
        Row("sync by results, SQLite", results.Tables[0].Rows, results.Requests, results.Elapsed);
        return 0;

        void Row(string name, long rows, long requests, TimeSpan elapsed) =>
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {rows} | {requests} | {elapsed.TotalSeconds:0.00} | {naive / elapsed:0.0} | "
                        + $"{(double)naiveRequests / requests:0.0} |"
                )
            );
    }

    /// <summary>Reads a list with a given limit of requests per second, and shows how much of it is used.</summary>
    public static async Task<int> RunLimitedAsync()
    {
        using var service = new CountingList(LimitedPages);
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = "token",
                UserAgent = "Benchmarks/1.0",
                WorkspaceId = 42,
                Subdomain = "acme",
                HttpHandler = service,
                MaxRequestsPerSecond = PerSecond,
            }
        );
        var result = await SyncAsync(client, static _ => { }).ConfigureAwait(false);
        var times = service.Times.Order().ToList();
        var share = (times.Count - 1) / Stopwatch.GetElapsedTime(times[0], times[^1]).TotalSeconds / PerSecond;
        var most = times.Select((time, index) => index - times.FindIndex(other => time - other < Stopwatch.Frequency) + 1).Max();
        Console.WriteLine("| limit | requests | rows | share of the limit | most in any second |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {PerSecond}/s | {times.Count} | {result.Tables[0].Rows} | {share:0.000} | {most} |"
            )
        );
        return most > PerSecond ? 1 : 0;
    }

    private static async Task<SyncResult> SyncAsync(ClickFunnelsClient client, Action<SyncOptions> configure)
    {
        var folder = Directory.CreateTempSubdirectory("clickfunnels-reads-");
        try
        {
            await using var sink = new SqliteSink(Path.Combine(folder.FullName, "contacts.db"));
            var options = new SyncOptions { Tables = { "contacts" }, MaxParallelReads = 32 };
            configure(options);
            await using var sync = new WorkspaceSync(client, sink, options);
            return await sync.RunAsync(SyncMode.Full).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A service with a list of contacts that notes the time of each request.</summary>
    private sealed class CountingList(int pages) : HttpMessageHandler
    {
        private const int PageSize = 20;

        private readonly Lock _lock = new();

        public List<long> Times { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                Times.Add(Stopwatch.GetTimestamp());
            }

            await Task.Delay(Latency, cancellationToken).ConfigureAwait(false);
            var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
            var descends = query["sort_order"] == "desc";
            var last = pages * PageSize;
            var after =
                query["after"] is { } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture)
                : descends ? last + 1
                : 0;
            var ids = Enumerable
                .Range(1, PageSize)
                .Select(step => descends ? after - step : after + step)
                .Where(id => id > 0 && id <= last)
                .ToList();
            var response = new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(
                    $"[{string.Join(',', ids.Select(static id => string.Create(CultureInfo.InvariantCulture, $$"""{"id":{{id}}}""")))}]",
                    Encoding.UTF8,
                    "application/json"
                ),
            };
            if (ids.Count > 0 && ids[^1] is var end && end > 1 && end < last)
            {
                response.Headers.Add("Pagination-Next", end.ToString(CultureInfo.InvariantCulture));
            }

            return response;
        }
    }
}
