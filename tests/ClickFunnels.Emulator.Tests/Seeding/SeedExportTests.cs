using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Hosting;
using ClickFunnels.Emulator.Store;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Emulator.Tests.Seeding;

/// <summary>A state that is exported, and seeded into another emulator, is the same state with other ids.</summary>
public sealed class SeedExportTests
{
    private const int Requests = 400;

    private static IEnumerable<string> Apis => Platforms.All.Select(platform => platform.Api);

    [TestCaseSource(nameof(Apis))]
    public void A_random_state_comes_back(string api) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => RoundTripAsync(api, seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(4).WithQuietOnSuccess(true));

    [Test]
    public async Task The_file_is_readable_and_has_no_secrets()
    {
        await using var api = await Api.StartAsync(configure: options => options.TimeProvider = new ManualTimeProvider());
        api.Emulator.Seed(
            """
            replace: true
            workspace: {name: "Shop: one", currency: EUR}
            records:
              ContactTag: {t: {name: VIP}}
              Contact:
                a: {email_address: ada.l@example.com, first_name: Ada, last_name: L, tags: [$t], custom_attributes: {note: "$$5 off: yes"}}
                b: {email_address: ben@example.com}
              WebhookEndpoint: {w: {url: "http://127.0.0.1:9/", name: Hook, event_type_ids: [contact.created]}}
            """
        );

        var text = api.Emulator.ExportSeed();

        Assert.That(
            text,
            Does.StartWith(
                """
                api: clickfunnels
                replace: true
                effects: false
                workspace:
                  subdomain: myworkspace
                  team: My Team
                  name: "Shop: one"
                  currency: eur
                records:
                  Contact:
                    ada_l:
                      email_address: ada.l@example.com
                      first_name: Ada
                      last_name: L
                """
            )
        );
        Assert.That(text, Does.Contain("note: \"$$5 off: yes\"").And.Contain("tag_ids: [$vip]").And.Contain("    ben:\n"));
        Assert.That(text, Does.Not.Contain("secret").And.Not.Contain(api.Emulator.Seeded["a"].PublicId!).And.Not.Contain("updated_at"));
    }

    [Test]
    public async Task A_workspace_whose_name_is_its_subdomain_comes_back()
    {
        await using var api = await Api.StartAsync();
        api.Emulator.Seed("replace: true\nworkspace: {subdomain: acme, name: acme}\n");
        await using var other = await Api.StartAsync();

        other.Emulator.Seed(api.Emulator.ExportSeed());

        Assert.That(other.Emulator.ExportSeed(), Is.EqualTo(api.Emulator.ExportSeed()));
        Assert.That(other.Emulator.Host.Store.Of("Workspace")[0].Text("name"), Is.EqualTo("acme"));
    }

    private static async Task RoundTripAsync(string api, int seed)
    {
        var clock = new ManualTimeProvider();
        await using var emulator = await SeedTestEmulator.StartAsync(
            api,
            options =>
            {
                options.TimeProvider = clock;
                options.DemoShop = seed % 2 == 0;
                if (options is ClickFunnelsEmulatorOptions clickFunnels)
                {
                    clickFunnels.Contacts = 3;
                    clickFunnels.ProcessorOrders = true;
                    clickFunnels.Workspaces.Add(new WorkspaceSeed("second") { Team = "Others", Contacts = 2 });
                    clickFunnels.Tokens.Add(new TokenSeed("second"));
                }
            }
        );
        using (var state = new RandomState(emulator))
        {
            await state.PlayAsync(seed, Requests);
        }

        var text = emulator.ExportSeed();
        clock.Advance(TimeSpan.FromHours(1));
        await using var other = await SeedTestEmulator.StartAsync(
            api,
            options =>
            {
                options.TimeProvider = clock;
                options.FirstId = 700_000;
            }
        );
        try
        {
            other.Seed(text);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n{text}", exception);
        }

        var again = other.ExportSeed();
        if (again != text)
        {
            var (old, now) = (text.Split('\n'), again.Split('\n'));
            var line = Enumerable.Range(0, Math.Min(old.Length, now.Length)).FirstOrDefault(index => old[index] != now[index]);
            throw new InvalidOperationException(
                $"Line {line}:\n{string.Join('\n', old.Skip(line - 10).Take(20))}\n=====\n{string.Join('\n', now.Skip(line - 10).Take(20))}"
            );
        }

        Compare(emulator.Store, other.Store, Platforms.Named(api).Webhooks?.EventResource);
    }

    // The ids differ, always in the same way.
    private static void Compare(RecordStore one, RecordStore other, string? events)
    {
        var ids = new Dictionary<long, long>();
        var resources = one.All.Select(record => record.Resource).Distinct().Where(name => name != events).ToList();
        var pairs = resources.SelectMany(name => Ordered(one, name).Zip(Ordered(other, name))).ToList();
        foreach (var (record, copy) in pairs)
        {
            ids.Add(record.Id, copy.Id);
        }

        foreach (var name in resources)
        {
            Require(one.Of(name).Count == other.Of(name).Count, name);
        }

        foreach (var (record, copy) in pairs)
        {
            Same(Compared(record), copy.Fields, record.Resource);
        }

        // Of the tenants, a file has the settings only.
        static JsonObject Compared(Record record)
        {
            var fields = (JsonObject)record.Fields.DeepClone();
            string[] own = record.Resource == "Team" ? ["locale", "time_zone", "created_at", "updated_at"] : ["created_at", "updated_at"];
            foreach (var name in record.IsTenant ? own : [])
            {
                fields.Remove(name);
            }

            return fields;
        }

        static IEnumerable<Record> Ordered(RecordStore store, string name) =>
            store.Of(name).OrderBy(record => record.TeamId).ThenBy(record => record.WorkspaceId).ThenBy(record => record.Id);

        void Same(JsonNode? value, JsonNode? copy, string at)
        {
            switch (value)
            {
                case JsonObject map:
                    var given = map.Where(field => field.Value is not null && field.Key is not ("secret" or "token")).ToList();
                    var found = (copy as JsonObject ?? [])
                        .Where(field => field.Value is not null)
                        .ToDictionary(field => Key(field.Key), field => field.Value);
                    foreach (var (name, field) in given)
                    {
                        Same(field, found.GetValueOrDefault(Key(name)), $"{at}.{name}");
                    }

                    Require(copy is JsonObject, at);
                    break;
                case JsonArray list:
                    Require(copy is JsonArray items && items.Count == list.Count, at);
                    for (var index = 0; index < list.Count; index++)
                    {
                        Same(list[index], copy![index], $"{at}.{index}");
                    }

                    break;
                case JsonValue scalar when !JsonNode.DeepEquals(value, copy):
                    Require(
                        copy is not null && Id(scalar) is { } id && Id(copy) is { } now && (ids.TryAdd(id, now) || ids[id] == now),
                        $"{at}: {value} {copy}"
                    );
                    break;
            }
        }

        static string Key(string name) => name.IndexOf('=', StringComparison.Ordinal) is > 0 and var end ? name[end..] : name;

        static long? Id(JsonNode node) =>
            node.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue<long>(out var id) ? id
            : PublicIdCode.TryDecode(node.ToString(), out var decoded) ? decoded
            : node.ToString() is { Length: 36 } uuid && uuid.StartsWith("c11cf000", StringComparison.Ordinal)
                ? long.Parse(uuid[24..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : null;

        // Not an assertion: FsCheck tries again to make the case smaller.
        static void Require(bool condition, string message)
        {
            if (!condition)
            {
                throw new InvalidOperationException(message);
            }
        }
    }
}
