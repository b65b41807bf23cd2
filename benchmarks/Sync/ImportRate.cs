using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using ClickFunnels.Emulator;
using ClickFunnels.Sync;

namespace ClickFunnels.Benchmarks.Sync;

/// <summary>
/// Imports contacts into a service that allows some requests per second without telling, in real time. No row may fail, and the share of
/// the allowed rate that was used is shown.
/// </summary>
internal static class ImportRate
{
    private const int PerSecond = 10;

    public static async Task<int> RunAsync(int rows)
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var sockets = new SocketsHttpHandler();
        using var limited = new LimitedHandler(sockets);
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = emulator.AccessToken,
                UserAgent = "Benchmarks/1.0",
                BaseAddress = emulator.Url,
                WorkspaceId = emulator.WorkspaceId,
                HttpHandler = limited,
            }
        );
        var text = new StringBuilder("email_address,first_name\n");
        for (var row = 0; row < rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"c{row}@example.com,Name {row}\n");
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var source = ImportSource.Csv("contacts.csv", () => new MemoryStream(bytes));
        var result = await new BulkImport(client, ImportTarget.Contacts, source).RunAsync();

        var failed = rows - result.Created - result.Updated;
        var share = rows / (double)PerSecond / result.Elapsed.TotalSeconds;
        Console.WriteLine("| rows | failed | seconds | share of the rate | refused requests | waiting of all requests |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {rows} | {failed} | {result.Elapsed.TotalSeconds:0.0} | {share:0.00} | {limited.Refused} "
                    + $"| {result.Waiting.TotalSeconds:0} s |"
            )
        );
        return failed == 0 ? 0 : 1;
    }

    /// <summary>A sliding window of one second; refused requests get 429 without a header.</summary>
    private sealed class LimitedHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly Lock _lock = new();
        private readonly Queue<long> _recent = [];

        public int Refused { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                while (_recent.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest) >= TimeSpan.FromSeconds(1))
                {
                    _recent.Dequeue();
                }

                if (_recent.Count >= PerSecond)
                {
                    Refused++;
                    return Task.FromResult(new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = request });
                }

                _recent.Enqueue(Stopwatch.GetTimestamp());
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
