using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Tests;

/// <summary>The log of changes beside a snapshot: what survives, what is dropped, and what is refused.</summary>
public sealed class ChangeLogTests
{
    private string _folder = "";

    private string Snapshot => Path.Combine(_folder, "state.json");

    private string Log => ChangeLog.PathOf(Snapshot);

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("emulator-log-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Every_kind_of_change_is_there_after_a_crash()
    {
        string before;
        var api = await StartAsync(options => (options.Contacts, options.ProcessorOrders) = (5, true));
        var world = await World.MakeAsync(api);
        await using (var listening = await Listening.ToAsync(api, [.. EventScenarios.All.Keys]))
        {
            foreach (var (type, scenario) in EventScenarios.All)
            {
                // A scenario may meet what an earlier one left, for example a contact that is deleted.
                await Ignoring(() => scenario(world), type);
            }

            await listening.SettledAsync();
            before = await CrashAsync(api);
        }

        var again = await StartAsync();

        Assert.That(await CrashAsync(again), Is.EqualTo(before));
    }

    [Test]
    public async Task A_failed_call_leaves_nothing_in_the_log()
    {
        var api = await StartAsync();
        var length = LogLength();
        await api.PostAsync($"{api.Workspace}/contacts", new { contact = new { email_address = "wrong" } });
        await api.GetAsync($"{api.Workspace}/contacts");

        Assert.That(LogLength(), Is.EqualTo(length));
        await CrashAsync(api);
    }

    [TestCase(1)]
    [TestCase(40)]
    public async Task A_torn_last_entry_is_dropped_and_the_rest_stays(int missing)
    {
        await CrashedWithContactsAsync(3);
        var whole = await File.ReadAllBytesAsync(Log);
        await File.WriteAllBytesAsync(Log, whole[..^missing]);

        await using var again = await StartAsync();

        Assert.That((await again.GetAsync($"{again.Workspace}/contacts")).Ids, Has.Count.EqualTo(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_damaged_or_missing_entry_is_refused_with_its_position(bool isMissing)
    {
        await CrashedWithContactsAsync(4);
        var lines = await File.ReadAllLinesAsync(Log);
        var position = lines.Take(2).Sum(line => Encoding.UTF8.GetByteCount(line) + 1);
        lines[2] = lines[2].Replace("Person 1", "Person 7", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Log, string.Concat(lines.Where((_, index) => !isMissing || index != 2).Select(line => line + "\n")));
        var snapshot = await File.ReadAllBytesAsync(Snapshot);

        Assert.That(
            () => StartAsync(),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains($"{Log} is damaged at line 3, byte {position}.")
        );
        Assert.That(await File.ReadAllBytesAsync(Snapshot), Is.EqualTo(snapshot), "nothing was changed");
    }

    [Test]
    public async Task The_log_of_another_snapshot_or_of_none_is_refused()
    {
        await CrashedWithContactsAsync(1);
        var log = await File.ReadAllBytesAsync(Log);
        var snapshot = await File.ReadAllTextAsync(Snapshot);
        File.Delete(Snapshot);
        Assert.That(() => StartAsync(), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("does not exist"));

        var other = JsonNode.Parse(snapshot)!;
        other["log"] = "another";
        await File.WriteAllTextAsync(Snapshot, other.ToJsonString());
        Assert.That(() => StartAsync(), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("of another snapshot"));
        Assert.That(await File.ReadAllBytesAsync(Log), Is.EqualTo(log), "nothing was changed");
    }

    [Test]
    public async Task A_crash_between_the_snapshot_and_the_emptying_of_its_log_changes_nothing()
    {
        await CrashedWithContactsAsync(2);
        var log = await File.ReadAllBytesAsync(Log);
        var compacted = await StartAsync();
        var before = await CrashAsync(compacted);
        await File.WriteAllBytesAsync(Log, log);

        var again = await StartAsync();

        Assert.That(await CrashAsync(again), Is.EqualTo(before));
    }

    [Test]
    public async Task Two_emulators_cannot_use_one_file()
    {
        await using var api = await StartAsync();

        Assert.That(() => StartAsync(), Throws.InstanceOf<IOException>().With.Message.Contains("another process uses it"));
        Assert.That(
            () => Api.StartAsync(configure: options => options.SnapshotPath = Snapshot),
            Throws.InstanceOf<IOException>().With.Message.Contains("another process uses it")
        );
        await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Ada" } });
    }

    [Test]
    public async Task A_snapshot_that_is_only_read_has_the_changes_of_its_log()
    {
        await CrashedWithContactsAsync(2);
        var log = await File.ReadAllBytesAsync(Log);

        await using var reader = await Api.StartAsync(configure: options => options.SnapshotPath = Snapshot);

        Assert.That((await reader.GetAsync($"{reader.Workspace}/contacts")).Ids, Has.Count.EqualTo(2));
        Assert.That(await File.ReadAllBytesAsync(Log), Is.EqualTo(log));
    }

    [Test]
    public async Task A_clean_stop_moves_the_log_into_the_snapshot()
    {
        await CrashedWithContactsAsync(2);
        await using (await StartAsync()) { }

        Assert.That(LogLength(), Is.Zero);
        await using var again = await StartAsync();
        Assert.That((await again.GetAsync($"{again.Workspace}/contacts")).Ids, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_log_that_grows_is_moved_into_the_snapshot()
    {
        var api = await StartAsync();
        var contact = await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Ada" } });
        var large = new string('x', 900_000);
        var largest = 0L;
        for (var index = 0; index < 24; index++)
        {
            await api.PutAsync(
                $"/contacts/{contact["id"]}",
                new { contact = new { custom_attributes = new Dictionary<string, string> { ["large"] = $"{index}{large}" } } }
            );
            largest = Math.Max(largest, LogLength());
        }

        Assert.That(largest, Is.GreaterThan(2_000_000).And.LessThan(10_000_000));
        await CrashAsync(api);
        await using var again = await StartAsync();
        var text = (await again.GetAsync($"/contacts/{contact["id"]}")).Json["custom_attributes"]!["large"]!.ToString();
        Assert.That(text[..3], Is.EqualTo("23x"));
    }

    [Test]
    public async Task A_change_that_cannot_be_written_returns_503_and_is_not_made()
    {
        var isFull = false;
        var api = await StartAsync(options =>
            options.BeforeLogWrite = () =>
            {
                if (isFull)
                {
                    throw new IOException("No space left on device");
                }
            }
        );
        var contact = await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Ada" } });
        await using (var listening = await Listening.ToAsync(api, "contact.created", "contact.updated", "contact.deleted"))
        {
            isFull = true;
            var refused = new[]
            {
                await api.PostAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Ben" } }),
                await api.PutAsync($"/contacts/{contact["id"]}", new { contact = new { first_name = "Eve" } }),
                await api.SendAsync("DELETE", $"/contacts/{contact["id"]}"),
            };
            Assert.That(refused.Select(reply => reply.Status), Is.All.EqualTo(503));
            Assert.That(refused[0].Error, Does.Contain("not saved").And.Not.Contain(_folder));
            Assert.That(
                (await api.GetAsync($"{api.Workspace}/contacts")).Json.AsArray().Select(one => one!["first_name"]!.ToString()),
                Is.EqualTo(new[] { "Ada" })
            );
            isFull = false;
            var made = await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Chiara" } });
            Assert.That(
                (await listening.SettledAsync()).Select(one => one.Json["subject_id"]!.ToString()),
                Is.EqualTo(new[] { made["id"]!.ToString() })
            );
            await CrashAsync(api);
        }

        await using var again = await StartAsync();
        Assert.That(
            (await again.GetAsync($"{again.Workspace}/contacts")).Json.AsArray().Select(one => one!["first_name"]!.ToString()),
            Is.EqualTo(new[] { "Ada", "Chiara" })
        );
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Deliveries_that_wait_survive_the_end_of_the_emulator(bool isCrash)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Respond = (_, context) => Task.FromResult(context.Response.StatusCode = 503);
        void Secret(ClickFunnelsEmulatorOptions options) => options.WebhookSecret = "known";
        var api = await StartAsync(Secret);
        await Listening.RegisterAsync(api, receiver.Url, "contact.created");
        var contact = await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Ada" } });
        await api.Emulator.WaitForDeliveriesAsync();
        await (isCrash ? CrashAsync(api) : StopAsync(api));
        var failed = receiver.Received.Count;
        receiver.Respond = (_, _) => Task.CompletedTask;

        var again = await StartAsync(Secret);
        await again.Emulator.WaitForDeliveriesAsync();

        var resumed = receiver.Received.Skip(failed).ToList();
        Assert.That(resumed.Select(one => one.Json["subject_id"]!.ToString()), Is.EqualTo(new[] { contact["id"]!.ToString() }));
        Assert.That(resumed[0].EventId, Is.EqualTo(receiver.Received[0].EventId));
        Assert.That(resumed[0].Signature, Is.EqualTo(resumed[0].Expected("known")));
        await CrashAsync(again);
        await using var last = await StartAsync(Secret);
        await last.Emulator.WaitForDeliveriesAsync();
        Assert.That(receiver.Received, Has.Count.EqualTo(failed + 1), "what was delivered is not delivered again");
    }

    [Test]
    public async Task Concurrent_changes_are_flushed_to_the_disk_on_demand()
    {
        var api = await StartAsync(options => options.FlushToDisk = true);
        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(index => api.PostAsync($"{api.Workspace}/contacts", new { contact = new { first_name = $"P{index}" } }))
        );
        Assert.That(replies.Select(reply => reply.Status), Is.All.EqualTo(201));
        await CrashAsync(api);

        await using var again = await StartAsync();
        Assert.That((await again.PagesAsync($"{again.Workspace}/contacts")).SelectMany(page => page.Ids), Is.Unique.And.Exactly(40).Items);
    }

    [Test]
    public async Task The_files_are_private_to_the_user()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await CrashedWithContactsAsync(1);
        foreach (var file in Directory.GetFiles(_folder))
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        }

        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "state.json", "state.json.log" }));
    }

    [Test]
    public async Task The_log_has_no_token_and_no_secret()
    {
        var api = await StartAsync(options => options.WebhookSecret = "MARKER-secret");
        await Listening.RegisterAsync(api, new Uri("http://127.0.0.1:9/"), "contact.created");
        var token = api.Token;
        await CrashAsync(api);

        var text = await File.ReadAllTextAsync(Log);
        Assert.That(text, Does.Contain("WebhookEndpoint").And.Not.Contain(token).And.Not.Contain("MARKER"));
    }

    private long LogLength() => new FileInfo(Log).Length;

    private Task<Api> StartAsync(Action<ClickFunnelsEmulatorOptions>? configure = null) =>
        Api.StartAsync(configure: options =>
        {
            options.SnapshotPath = Snapshot;
            options.SaveSnapshotOnStop = true;
            configure?.Invoke(options);
        });

    private async Task CrashedWithContactsAsync(int count)
    {
        var api = await StartAsync();
        for (var index = 0; index < count; index++)
        {
            await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = $"Person {index}" } });
        }

        await CrashAsync(api);
    }

    // Ends without saving, and returns the records.
    private static async Task<string> CrashAsync(Api api)
    {
        await api.Emulator.StopAsync(save: false);
        var store = api.Emulator.Store;
        var records = store.All.Select(record =>
            $"{record.Resource} {record.Id} {record.TeamId} {record.WorkspaceId} {record.Fields.ToJsonString()}"
        );
        var text = $"next {store.NextId}\n{string.Join('\n', records)}";
        await api.DisposeAsync();
        return text;
    }

    private static async Task<string> StopAsync(Api api)
    {
        await api.DisposeAsync();
        return "";
    }

    private static async Task Ignoring(Func<Task> action, string name)
    {
        using var isolated = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is AssertionException or InvalidOperationException)
        {
            TestContext.Out.WriteLine($"{name}: {exception.Message}");
        }
    }
}
