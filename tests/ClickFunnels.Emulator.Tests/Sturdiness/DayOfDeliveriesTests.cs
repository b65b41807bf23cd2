using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Emulator.Tests.Sturdiness;

/// <summary>
/// A day of virtual time in which receivers fail, events are duplicated and held, and the emulator is stopped and crashes.
/// </summary>
public sealed class DayOfDeliveriesTests
{
    private const string Secret = "a-secret-of-the-day";
    private const int Events = 60;
    private const int Attempts = 9;

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private static int Days => int.TryParse(Environment.GetEnvironmentVariable("EMULATOR_DELIVERY_DAYS"), out var days) ? days : 3;

    [Test]
    public void Lose_no_event() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => LiveAsync(new Random(seed)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Days).WithQuietOnSuccess(true));

    private static async Task LiveAsync(Random random)
    {
        var folder = Directory.CreateTempSubdirectory("emulator-day-").FullName;
        try
        {
            await using var receiver = await WebhookReceiver.StartAsync();
            var faults = new ReceiverFaults(random.Next());
            receiver.Respond = faults.RespondAsync;
            var clock = new ManualTimeProvider();
            var api = await StartAsync(folder, clock);
            try
            {
                await Listening.RegisterAsync(api, receiver.Url, "contact.created");
                for (var made = 0; made < Events; made++)
                {
                    if (random.Next(3) == 0)
                    {
                        api.Emulator.WebhookFaults.Add("contact.created", Enum.GetValues<WebhookFault>()[random.Next(4)]);
                    }

                    await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = $"Contact {made}" } });
                    await api.Emulator.WaitForDeliveriesAsync();
                    clock.Advance(Day * random.NextDouble() * 2 / Events);
                    if (random.Next(12) == 0)
                    {
                        // What was not delivered is delivered after the next start, which is a first attempt again.
                        await api.Emulator.StopAsync(save: random.Next(2) == 0);
                        await api.DisposeAsync();
                        api = await StartAsync(folder, clock);
                    }
                }

                // The last event needs another one to be let go, if it is held. Then every wait passes.
                await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "The last one" } });
                for (var attempt = 0; attempt <= Attempts; attempt++)
                {
                    await api.Emulator.WaitForDeliveriesAsync();
                    clock.Advance(Day);
                }

                await api.Emulator.WaitForDeliveriesAsync();
                var recorded = (await api.PagesAsync($"{api.Workspace}/webhooks/outgoing/events"))
                    .SelectMany(static page => page.Json.AsArray())
                    .Select(static one => one!["uuid"]!.GetValue<string>())
                    .ToList();
                var lost = recorded.Except(faults.Taken).ToList();
                if (recorded.Count != Events + 1 || lost.Count > 0)
                {
                    throw new InvalidOperationException($"{lost.Count} of {recorded.Count} events were lost.");
                }
            }
            finally
            {
                await api.DisposeAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<Api> StartAsync(string folder, ManualTimeProvider clock) =>
        Api.StartAsync(configure: options =>
        {
            options.AccessToken = "a-token-of-the-day";
            options.SnapshotPath = Path.Combine(folder, "state.json");
            options.SaveSnapshotOnStop = true;
            options.WebhookSecret = Secret;
            options.TimeProvider = clock;
        });

    /// <summary>Takes each event at the latest when it would otherwise be given up.</summary>
    private sealed class ReceiverFaults(int seed)
    {
        private readonly Lock _gate = new();
        private readonly Random _random = new(seed);
        private readonly Dictionary<string, int> _failures = [];
        private readonly HashSet<string> _taken = [];

        public IReadOnlyCollection<string> Taken
        {
            get
            {
                lock (_gate)
                {
                    return [.. _taken];
                }
            }
        }

        public Task RespondAsync(Received received, Microsoft.AspNetCore.Http.HttpContext context)
        {
            lock (_gate)
            {
                // A receiver refuses what is not signed, or was signed long ago. Such an attempt counts, too.
                var isGenuine = received.Signature == received.Expected(Secret);
                var failures = _failures.GetValueOrDefault(received.EventId);
                if (!isGenuine || (failures < Attempts - 2 && _random.Next(2) == 0))
                {
                    _failures[received.EventId] = failures + 1;
                    if (_random.Next(3) == 0)
                    {
                        context.Abort();
                    }

                    context.Response.StatusCode = 500;
                }
                else
                {
                    _taken.Add(received.EventId);
                }
            }

            return Task.CompletedTask;
        }
    }
}
