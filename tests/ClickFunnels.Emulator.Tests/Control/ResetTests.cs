using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Control;

/// <summary>Reset, and states and snapshots that are restored.</summary>
public sealed class ResetTests
{
    private static readonly string[] Apis = [.. BehaviorCatalog.Apis];
    private string _folder = "";

    private string File => Path.Combine(_folder, "state.json");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("emulator-reset-").FullName;

    [TearDown]
    public void DeleteFolder()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public async Task After_random_requests_a_reset_is_as_good_as_a_new_start(
        [ValueSource(nameof(Apis))] string api,
        [Values(1, 2, 3)] int seed
    )
    {
        var clock = new ManualTimeProvider();
        await using var controlled = await Controlled.StartAsync(api, options => options.TimeProvider = clock);
        await using var fresh = await Controlled.StartAsync(api, options => options.TimeProvider = clock);
        var start = await controlled.SnapshotAsync();
        Assert.That(await fresh.SnapshotAsync(), Is.EqualTo(start));

        for (var round = 0; round < 2; round++)
        {
            Assert.That(await controlled.SendRandomAsync(seed, 150), Is.Empty);
            Assert.That(await controlled.SnapshotAsync(), Is.Not.EqualTo(start));
            controlled.Emulator.Faults.Add("*", Fault.BadGateway(), times: 3);
            controlled.Emulator.Clock.Freeze(clock.GetUtcNow().AddDays(100));
            await controlled.DoAsync("POST", "/reset");

            Assert.That(await controlled.SnapshotAsync(), Is.EqualTo(start), $"round {round}");
            Assert.That(controlled.Emulator.Faults.Unconsumed, Is.Empty);
            Assert.That(controlled.Emulator.Requests, Is.Empty);
            Assert.That(controlled.Emulator.Deliveries, Is.Empty);
            Assert.That(controlled.Emulator.Clock, Has.Property("IsFrozen").False.And.Property("Offset").EqualTo(TimeSpan.Zero));
        }

        // It also goes on like a new start.
        var resource = api == "elasticfunnels" ? "Customer" : "Contact";
        Assert.That(
            controlled.Emulator.AddRecords(resource, [new JsonObject(), new JsonObject()]),
            Is.EqualTo(fresh.Emulator.AddRecords(resource, [new JsonObject(), new JsonObject()]))
        );
        Assert.That(await controlled.SnapshotAsync(), Is.EqualTo(await fresh.SnapshotAsync()));
    }

    [Test]
    public async Task Requests_that_run_during_a_reset_are_carried_out_before_or_after_it([ValueSource(nameof(Apis))] string api)
    {
        await using var controlled = await Controlled.StartAsync(api);
        var start = await controlled.SnapshotAsync();
        await controlled.SendRandomAsync(99, 100);
        controlled.Emulator.KeepState("other");
        using var stop = new CancellationTokenSource();
        var senders = Enumerable
            .Range(0, 6)
            .Select(seed =>
                Task.Run(async () =>
                {
                    var failures = new List<string>();
                    for (var round = 0; !stop.IsCancellationRequested; round++)
                    {
                        failures.AddRange(await controlled.SendRandomAsync((seed * 1000) + round, 20));
                    }

                    return failures;
                })
            )
            .ToList();

        for (var round = 0; round < 25; round++)
        {
            await controlled.Emulator.RestoreStateAsync("other");
            await controlled.Emulator.ResetAsync();
        }

        await stop.CancelAsync();
        Assert.That((await Task.WhenAll(senders)).SelectMany(failures => failures), Is.Empty);
        await controlled.Emulator.ResetAsync();
        Assert.That(await controlled.SnapshotAsync(), Is.EqualTo(start));
    }

    [Test]
    public async Task A_list_that_was_begun_before_a_reset_shows_one_state_only()
    {
        // Each state has contacts of one name only, and more of them than one batch.
        await using var controlled = await Controlled.StartAsync(
            "clickfunnels",
            options => ((ClickFunnelsEmulatorOptions)options).Contacts = 0
        );
        var emulator = (ClickFunnelsEmulator)controlled.Emulator;
        foreach (var name in new[] { "red", "blue" })
        {
            await emulator.ResetAsync();
            emulator.AddRecords("Contact", Enumerable.Range(0, 400).Select(_ => new JsonObject { ["first_name"] = name }));
            emulator.KeepState(name);
        }

        using var stop = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            var mixed = new List<string>();
            while (!stop.IsCancellationRequested)
            {
                var page = await controlled.CallAsync("GET", $"/workspaces/{emulator.WorkspaceId}/contacts?sort_order=desc");
                var names = page.Json.AsArray().Select(one => one!["first_name"]!.ToString()).Distinct().ToList();
                if (page.Status != 200 || names.Count != 1)
                {
                    mixed.Add($"{page.Status} {string.Join(' ', names)}");
                }
            }

            return mixed;
        });
        for (var round = 0; round < 40; round++)
        {
            await emulator.RestoreStateAsync(round % 2 == 0 ? "red" : "blue");
        }

        await stop.CancelAsync();
        Assert.That(await reader, Is.Empty);
    }

    [Test]
    public async Task No_delivery_of_the_state_before_arrives_after_a_reset()
    {
        await using var listening = await Listening.StartAsync(["contact.created"]);
        var emulator = listening.Api.Emulator;
        var resets = 0;
        var late = 0;
        listening.Receiver.Respond = async (received, context) =>
        {
            // Contacts are named after the number of resets before them.
            if (int.Parse(received.Json["data"]!["first_name"]!.ToString(), null) != Volatile.Read(ref resets))
            {
                Interlocked.Increment(ref late);
            }

            await Task.Yield();
            context.Response.StatusCode = 500;
        };
        for (var round = 0; round < 10; round++)
        {
            if (round > 0)
            {
                await Listening.RegisterAsync(listening.Api, listening.Receiver.Url, "contact.created");
            }

            emulator.WebhookFaults.Add("contact.created", WebhookFault.HoldUntilNext);
            var writers = Enumerable
                .Range(0, 8)
                .Select(_ => listening.Api.PostAsync($"{listening.Api.Workspace}/contacts", Contact(round)))
                .ToList();
            await Task.WhenAny(writers);
            await emulator.ResetAsync();
            Interlocked.Increment(ref resets);
            await Task.WhenAll(writers);
            await emulator.ResetAsync();
            emulator.Clock.Advance(TimeSpan.FromDays(3));
            await emulator.WaitForDeliveriesAsync();
        }

        Assert.That(late, Is.Zero);
        Assert.That(listening.Receiver.Received, Is.Not.Empty);
        Assert.That(emulator.Deliveries, Is.Empty);
        Assert.That(emulator.WebhookFaults.Unconsumed, Is.Empty);
    }

    [Test]
    public async Task A_receiver_that_does_not_respond_does_not_keep_a_reset_waiting()
    {
        await using var listening = await Listening.StartAsync(["contact.created"]);
        listening.Receiver.Respond = (_, context) =>
            Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        await listening.MakeContactAsync();
        await listening.Receiver.NextAsync();
        listening.Api.Emulator.Clock.Freeze();

        await listening.Api.Emulator.ResetAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That(listening.Api.Emulator.Deliveries, Is.Empty);
        await listening.Api.Emulator.WaitForDeliveriesAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Test]
    public async Task A_call_that_waits_by_a_fault_ends_although_the_clock_is_reset()
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        var clock = controlled.Emulator.Clock;
        clock.Freeze(clock.GetUtcNow().AddDays(500));
        controlled.Emulator.Faults.Add("listTeams", Fault.Delay(TimeSpan.FromMinutes(1)));
        var call = controlled.CallAsync("GET", "/teams");
        while (controlled.Emulator.Faults.Unconsumed.Count > 0)
        {
            await Task.Yield();
        }

        await controlled.Emulator.ResetAsync();

        // The timer starts a moment after the fault was taken.
        while (!call.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.That((await call).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Retries_of_days_happen_at_once_when_the_clock_is_advanced()
    {
        await using var listening = await Listening.StartAsync(["contact.created"]);
        listening.Receiver.RespondWith(503);
        var emulator = listening.Api.Emulator;
        await listening.MakeContactAsync();

        // Whether the first attempt has ended already makes no difference.
        emulator.Clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await listening.SettledAsync(), Has.Exactly(6).Items, "after 0 s, 1 s, 16 s, 76 s, 376 s and 1276 s");
        emulator.Clock.Set(emulator.Clock.GetUtcNow().AddHours(48));

        Assert.That(await listening.SettledAsync(), Has.Exactly(9).Items);
        Assert.That(emulator.Deliveries[^1].Outcome, Is.EqualTo(WebhookDeliveryOutcome.GivenUp));
    }

    [Test]
    public async Task After_a_reset_and_a_crash_the_next_start_shows_the_reset_state()
    {
        void Configure(ApiEmulatorOptions options) => (options.SnapshotPath, options.SaveSnapshotOnStop) = (File, true);

        string start;
        string kept;
        string end;
        await using (var controlled = await Controlled.StartAsync("clickfunnels", Configure))
        {
            start = await controlled.SnapshotAsync();
            await controlled.SendRandomAsync(1, 60);
            kept = await controlled.SnapshotAsync();
            controlled.Emulator.KeepState("kept");
            await controlled.Emulator.ResetAsync();
            await controlled.Emulator.StopAsync(save: false);
        }

        await using (var controlled = await Controlled.StartAsync("clickfunnels", Configure))
        {
            Assert.That(await controlled.SnapshotAsync(), Is.EqualTo(start));
            await controlled.DoAsync("PUT", "/snapshot", kept);
            await controlled.Emulator.StopAsync(save: false);
        }

        await using (var controlled = await Controlled.StartAsync("clickfunnels", Configure))
        {
            Assert.That(await controlled.SnapshotAsync(), Is.EqualTo(kept));
            await controlled.SendRandomAsync(2, 60);
            await controlled.Emulator.ResetAsync();
            Assert.That(await controlled.SnapshotAsync(), Is.EqualTo(kept), "the start is that of the file");
            await controlled.SendRandomAsync(3, 60);
            end = await controlled.SnapshotAsync();
            await controlled.Emulator.StopAsync(save: false);
        }

        await using (var controlled = await Controlled.StartAsync("clickfunnels", Configure))
        {
            Assert.That(await controlled.SnapshotAsync(), Is.EqualTo(end), "changes after a reset are in the log");
            await controlled.Emulator.StopAsync(save: false);
        }
    }

    [Test]
    public async Task Deliveries_that_wait_are_gone_after_a_reset_and_a_crash()
    {
        void Configure(ClickFunnelsEmulatorOptions options) =>
            (options.SnapshotPath, options.SaveSnapshotOnStop, options.WebhookSecret) = (File, true, "known");

        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.RespondWith(500);
        await using (var api = await Api.StartAsync(configure: Configure))
        {
            await Listening.RegisterAsync(api, receiver.Url, "contact.created");
            api.Emulator.KeepState("with-endpoint");
            await api.MakeAsync($"{api.Workspace}/contacts", Contact(1));
            await api.Emulator.WaitForDeliveriesAsync();
            await api.Emulator.RestoreStateAsync("with-endpoint");
            await api.Emulator.StopAsync(save: false);
        }

        var received = receiver.Received.Count;
        await using var again = await Api.StartAsync(configure: Configure);
        again.Emulator.Clock.Advance(TimeSpan.FromDays(3));
        await again.Emulator.WaitForDeliveriesAsync();

        Assert.That(receiver.Received, Has.Count.EqualTo(received));
        await again.MakeAsync($"{again.Workspace}/contacts", Contact(2));
        await again.Emulator.WaitForDeliveriesAsync();
        Assert.That(receiver.Received[^1].Json["data"]!["first_name"]!.ToString(), Is.EqualTo("2"));
        await again.Emulator.StopAsync(save: false);
    }

    [Test]
    public async Task When_the_snapshot_cannot_be_written_nothing_is_reset()
    {
        await using var controlled = await Controlled.StartAsync(
            "clickfunnels",
            options => (options.SnapshotPath, options.SaveSnapshotOnStop) = (File, true)
        );
        await controlled.SendRandomAsync(1, 40);
        controlled.Emulator.Faults.Add("*", Fault.BadGateway());
        var before = await controlled.SnapshotAsync();
        Directory.Delete(_folder, recursive: true);

        var reply = await controlled.ControlAsync("POST", "/reset");

        Assert.That(reply.Status, Is.EqualTo(503), reply.Text);
        Assert.That(await controlled.SnapshotAsync(), Is.EqualTo(before));
        Assert.That(controlled.Emulator.Faults.Unconsumed, Has.Count.EqualTo(1));
        await controlled.Emulator.StopAsync(save: false);
    }

    [Test]
    public async Task A_kept_state_has_tokens_of_applications_and_secrets_of_endpoints()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var application = new OAuthApplication("acme") { ClientSecret = "hush" };
        await using var api = await Api.StartAsync(configure: options => options.OAuthApplications.Add(application));
        var emulator = api.Emulator;
        var secret = (await Listening.RegisterAsync(api, receiver.Url, "contact.created")).Secret;
        var early = await TokenAsync(emulator);
        emulator.KeepState("connected");
        var late = await TokenAsync(emulator);

        await emulator.RestoreStateAsync("connected");
        Assert.That((await StatusAsync(api, early), await StatusAsync(api, late)), Is.EqualTo((200, 401)));
        await api.MakeAsync($"{api.Workspace}/contacts", Contact(1));
        await emulator.WaitForDeliveriesAsync();
        Assert.That(receiver.Received.Single(), Has.Property("Signature").EqualTo(receiver.Received[0].Expected(secret)));

        await emulator.ResetAsync();
        Assert.That((await StatusAsync(api, early), await StatusAsync(api, emulator.AccessToken)), Is.EqualTo((401, 200)));
        Assert.That(emulator.KeptStates, Is.EqualTo(new[] { "connected" }));
        await emulator.RestoreStateAsync("connected");
        Assert.That(await StatusAsync(api, early), Is.EqualTo(200));
    }

    [Test]
    public async Task A_pending_consent_ends_with_the_state()
    {
        await using var api = await Api.StartAsync();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        browser.DefaultRequestHeaders.UserAgent.ParseAdd("browser/1.0");
        var page = await browser.GetStringAsync(
            new Uri(
                api.Emulator.Url,
                $"/oauth/authorize?response_type=code&client_id={api.Emulator.OAuthApplication.ClientId}&redirect_uri=http://127.0.0.1/back"
            )
        );
        var ticket = System.Text.RegularExpressions.Regex.Match(page, "name=\"request\" value=\"([0-9a-f]+)\"").Groups[1].Value;
        Assert.That(ticket, Is.Not.Empty);

        await api.Emulator.ResetAsync();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("request", ticket)]);
        using var response = await browser.PostAsync(new Uri(api.Emulator.Url, "/oauth/authorize"), form);

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
    }

    [Test]
    public async Task A_snapshot_of_another_emulator_gets_the_credentials_of_this_one()
    {
        await using var other = await Api.StartAsync(contacts: 7, options => (options.FirstId, options.Subdomain) = (9_000_000, "other"));
        await other.Emulator.SaveSnapshotAsync(File);
        await using var api = await Api.StartAsync();
        api.Emulator.Clock.Advance(TimeSpan.FromDays(1));
        api.Emulator.Faults.Add("listTeams", Fault.BadGateway());

        await api.Emulator.RestoreSnapshotAsync(File);

        Assert.That(
            (api.Emulator.Subdomain, api.Emulator.WorkspaceId, api.Emulator.TeamId),
            Is.EqualTo(("other", other.Emulator.WorkspaceId, other.Emulator.TeamId))
        );
        Assert.That((await api.GetAsync($"{api.Workspace}/contacts")).Ids, Has.Count.EqualTo(7));
        Assert.That(api.Emulator.Clock.Offset, Is.EqualTo(TimeSpan.FromDays(1)), "the clock stays");
        Assert.That(api.Emulator.Faults.Unconsumed, Has.Count.EqualTo(1), "faults stay");
        await api.Emulator.ResetAsync();
        Assert.That(api.Emulator.Subdomain, Is.EqualTo("myworkspace"));
        Assert.That((await api.GetAsync("/teams")).Ids, Is.EqualTo(new[] { api.Emulator.TeamId }));
    }

    [Test]
    public async Task A_snapshot_that_tokens_do_not_fit_is_refused()
    {
        await using var other = await Api.StartAsync();
        await other.Emulator.SaveSnapshotAsync(File);
        await using var api = await Api.StartAsync(configure: options =>
        {
            options.Workspaces.Add(new WorkspaceSeed("second"));
            options.Tokens.Add(new TokenSeed("second"));
        });

        Assert.That(() => api.Emulator.RestoreSnapshotAsync(File), Throws.ArgumentException.With.Message.Contains("second"));
        Assert.That(api.Emulator.Workspaces, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Settings_of_reads_are_those_of_the_start_again()
    {
        await using var api = await Api.StartAsync(configure: options => options.FilteredReads.MaxConcurrent = 2);
        (api.Emulator.FilteredReads.MaxConcurrent, api.Emulator.FilteredReads.CountsTooSlowly) = (7, true);

        await api.Emulator.ResetAsync();

        Assert.That((api.Emulator.FilteredReads.MaxConcurrent, api.Emulator.FilteredReads.CountsTooSlowly), Is.EqualTo((2, false)));
    }

    [Test]
    public async Task States_have_names_and_are_not_too_many()
    {
        await using var api = await Api.StartAsync();
        foreach (var wrong in new[] { "", "a b", "a/b", "ä", new string('a', 101) })
        {
            Assert.That(() => api.Emulator.KeepState(wrong), Throws.ArgumentException, wrong);
        }

        for (var number = 0; number < 100; number++)
        {
            api.Emulator.KeepState($"s{number}");
        }

        Assert.That(() => api.Emulator.KeepState("one-more"), Throws.InvalidOperationException);
        api.Emulator.KeepState("s5");
        Assert.That((api.Emulator.ForgetState("s7"), api.Emulator.ForgetState("s7")), Is.EqualTo((true, false)));
        api.Emulator.KeepState("one-more");
        Assert.That(() => api.Emulator.RestoreStateAsync("s7"), Throws.InstanceOf<KeyNotFoundException>());
    }

    [Test]
    public async Task A_stopped_emulator_cannot_be_reset()
    {
        var api = await Api.StartAsync();
        await api.DisposeAsync();

        Assert.That(api.Emulator.ResetAsync, Throws.InstanceOf<ObjectDisposedException>());
    }

    private static object Contact(int name) =>
        new { contact = new { first_name = name.ToString(System.Globalization.CultureInfo.InvariantCulture) } };

    private static async Task<string> TokenAsync(ClickFunnelsEmulator emulator)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.UserAgent.ParseAdd("server/1.0");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes("acme:hush"))
        );
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["username"] = "acme",
                ["password"] = "hush",
            }
        );
        using var response = await http.PostAsync(new Uri(emulator.Url, "/oauth/token"), form);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(200), text);
        return JsonNode.Parse(text)!["access_token"]!.ToString();
    }

    private static async Task<int> StatusAsync(Api api, string token)
    {
        var reply = await api.SendAsync("GET", "/teams", change: request => request.Headers.Authorization = new("Bearer", token));
        return reply.Status;
    }
}
