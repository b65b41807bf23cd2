using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using ClickFunnels.AspNetCore.Tests.Support;

namespace ClickFunnels.AspNetCore.Tests.Handling;

/// <summary>
/// Two receiver processes share one PostgreSQL database and receive 5,000 events, and one of them is killed. Each event is handled,
/// and no event is handled again after its completion was recorded.
/// </summary>
public sealed class TwoProcessTests
{
    private const int Events = 5_000;
    private const int KillAfter = 2_000;

    private readonly string _secret = Deliveries.NewSecret();
    private readonly string _schema = PostgreSqlServer.NewSchema();

    [Test]
    [CancelAfter(300_000)]
    public async Task Each_event_is_handled_once_although_one_of_two_processes_is_killed(CancellationToken cancellationToken)
    {
        var server = PostgreSqlServer.Require();
        await server.ExecuteAsync($"create table {_schema}_handled (event_id text, process text, attempt integer, was_complete boolean)");
        await using var first = await ReceiverProcess.StartAsync(server, "first", _schema, _secret, cancellationToken);
        await using var second = await ReceiverProcess.StartAsync(server, "second", _schema, _secret, cancellationToken);

        var ids = Enumerable.Range(0, Events).Select(static _ => Deliveries.NewId()).ToArray();
        var duplicates = 0;
        var delivered = 0;
        await Parallel.ForAsync(
            0,
            Events,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken },
            async (index, _) =>
            {
                // Every fifth event is delivered to both processes, like by a sender that did not receive the first response.
                var body = Deliveries.Event(ids[index]);
                var (one, other) = index % 2 == 0 ? (first, second) : (second, first);
                await DeliverAsync(body, one, other, cancellationToken);
                if (index % 5 == 0)
                {
                    await DeliverAsync(body, other, one, cancellationToken);
                    Interlocked.Increment(ref duplicates);
                }

                if (Interlocked.Increment(ref delivered) == KillAfter)
                {
                    first.Kill();
                }
            }
        );

        // Polled, because another process handles the events.
        while (await server.CountAsync($"select count(*) from {_schema}.events where state = 0") > 0)
        {
            await Task.Delay(50, cancellationToken);
        }

        Assert.That(first.IsKilled, Is.True);
        Assert.That(duplicates, Is.EqualTo(Events / 5));
        Assert.That(
            await server.CountAsync($"select count(*) from {_schema}.events"),
            Is.EqualTo(Events),
            "Every event was accepted once."
        );
        Assert.That(
            await server.CountAsync($"select count(*) from {_schema}.events where state = 1"),
            Is.EqualTo(Events),
            "Every event is complete."
        );
        Assert.That(
            await server.CountAsync($"select count(distinct event_id) from {_schema}_handled"),
            Is.EqualTo(Events),
            "Every event was handled."
        );
        Assert.That(
            await server.CountAsync($"select count(*) from {_schema}_handled where was_complete"),
            Is.Zero,
            "No event was handled after its completion was recorded."
        );
        Assert.That(
            await server.CountAsync($"select count(distinct process) from {_schema}_handled"),
            Is.EqualTo(2),
            "Both processes handled events."
        );

        // Only events that the killed process was handling can be handled twice, the second time by the other process.
        var twice = await server.CountAsync($"select count(*) - count(distinct event_id) from {_schema}_handled");
        Assert.That(twice, Is.LessThanOrEqualTo(8), "At most one event per worker of the killed process.");
        Assert.That(await server.CountAsync($"select count(*) from {_schema}_handled where attempt > 1 and process = 'first'"), Is.Zero);
        Assert.That(
            await server.CountAsync(
                $"select count(*) from (select event_id from {_schema}_handled group by event_id, attempt having count(*) > 1) doubled"
            ),
            Is.Zero
        );
        TestContext.Out.WriteLine(
            $"{Events} events and {duplicates} duplicates; handled by the killed process: "
                + $"{await server.CountAsync($"select count(*) from {_schema}_handled where process = 'first'")}, twice: {twice}."
        );
    }

    // Acts like a load balancer and a sender with retries: if one process does not respond, the other gets the delivery.
    private async Task DeliverAsync(byte[] body, ReceiverProcess one, ReceiverProcess other, CancellationToken cancellationToken)
    {
        for (var target = one; ; target = ReferenceEquals(target, one) ? other : one)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var status = await target.Http.SendAsync(body, _secret);
                Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
                return;
            }
            catch (HttpRequestException) when (target.IsKilled)
            {
                // The process was killed.
            }
        }
    }

    /// <summary>A receiver in its own process.</summary>
    private sealed class ReceiverProcess : IAsyncDisposable
    {
        private readonly Process _process;
        private volatile bool _isKilled;

        private ReceiverProcess(Process process, string url)
        {
            _process = process;
            Http = new HttpClient { BaseAddress = new Uri(url) };
        }

        public HttpClient Http { get; }

        public bool IsKilled => _isKilled;

        public static async Task<ReceiverProcess> StartAsync(
            PostgreSqlServer server,
            string name,
            string schema,
            string secret,
            CancellationToken cancellationToken
        )
        {
            var program = Path.Combine(AppContext.BaseDirectory, "ClickFunnels.AspNetCore.TestHost.dll");
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["RECEIVER_DATABASE"] = server.ConnectionString,
                    ["RECEIVER_SCHEMA"] = schema,
                    ["RECEIVER_NAME"] = name,
                    ["RECEIVER_SECRET"] = secret,
                },
            };
            var process = Process.Start(start)!;
            var lines = new ConcurrentQueue<string>();
            process.ErrorDataReceived += (_, line) => Capture(lines, line.Data);
            process.BeginErrorReadLine();
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                Capture(lines, line);
                if (!line.StartsWith("listening ", StringComparison.Ordinal))
                {
                    continue;
                }

                _ = CaptureRestAsync(process.StandardOutput, lines);
                return new ReceiverProcess(process, line["listening ".Length..]);
            }

            throw new InvalidOperationException("The receiver did not start: " + string.Join("\n", lines));
        }

        /// <summary>Kills the process with SIGKILL, so that nothing in it can clean up.</summary>
        public void Kill()
        {
            _isKilled = true;
            _process.Kill();
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            if (!_process.HasExited)
            {
                _process.Kill();
            }

            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        private static async Task CaptureRestAsync(StreamReader output, ConcurrentQueue<string> lines)
        {
            while (await output.ReadLineAsync() is { } line)
            {
                Capture(lines, line);
            }
        }

        private static void Capture(ConcurrentQueue<string> lines, string? line)
        {
            if (line is null)
            {
                return;
            }

            lines.Enqueue(line);
            LogCapture.Write("receiver process: " + line);
        }
    }
}
