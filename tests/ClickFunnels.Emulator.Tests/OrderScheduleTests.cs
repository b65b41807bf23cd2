using System.Globalization;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Moves of the end of a trial and of the next renewal.</summary>
public sealed class OrderScheduleTests
{
    private static readonly DateTimeOffset Now = new ManualTimeProvider().GetUtcNow();

    [TestCase(true, 200)]
    [TestCase(false, 202)]
    public async Task A_move_shows_later_and_the_status_says_whether_it_was_confirmed(bool confirms, int status)
    {
        await using var api = await StartAsync(settings =>
        {
            settings.ConfirmsScheduleChanges = confirms;
            settings.ReadsUntilScheduleChanges = 2;
        });
        var order = await OrderAsync(api, "payments_ai");
        var before = (await api.GetAsync($"/orders/{order}")).Json["renewal_at"]!.ToString();
        var wanted = At(40);

        var moved = await UpdateAsync(api, order, new JsonObject { ["renewal_at"] = wanted, ["notes"] = "moved" });

        Assert.That(moved.Status, Is.EqualTo(status), moved.Text);
        Assert.That(moved.Json["renewal_at"]!.ToString(), Is.EqualTo(before), "The response shows the old date.");
        Assert.That(moved.Json["notes"]!.ToString(), Is.EqualTo("moved"), "Other fields change at once.");
        var reads = new List<string>();
        for (var index = 0; index < 3; index++)
        {
            reads.Add((await api.GetAsync($"/orders/{order}")).Json["renewal_at"]!.ToString());
        }

        Assert.That(reads.Select(Parse), Is.EqualTo(new[] { Parse(before), Parse(before), Parse(wanted) }));
    }

    [Test]
    public async Task What_was_read_can_be_sent_back()
    {
        await using var api = await StartAsync();
        var order = await OrderAsync(api, "stripe");
        var read = (await api.GetAsync($"/orders/{order}")).Json;

        var reply = await UpdateAsync(
            api,
            order,
            new JsonObject { ["renewal_at"] = read["renewal_at"]!.DeepClone(), ["trial_end_at"] = null }
        );

        Assert.That(reply.Status, Is.EqualTo(200), reply.Text);
        Assert.That((await api.GetAsync($"/orders/{order}")).Json["renewal_at"]!.ToString(), Is.EqualTo(read["renewal_at"]!.ToString()));
    }

    [Test]
    public async Task A_trial_moves_on_both_processors_while_it_lasts()
    {
        await using var api = await StartAsync();
        foreach (var processor in (string[])["stripe", "payments_ai"])
        {
            var order = Trial(api, processor, 5);
            var moved = await UpdateAsync(api, order, new JsonObject { ["trial_end_at"] = At(9) });
            Assert.That(moved.Status, Is.EqualTo(200), moved.Text);
            await api.GetAsync($"/orders/{order}");
            Assert.That(Parse((await api.GetAsync($"/orders/{order}")).Json["trial_end_at"]!.ToString()), Is.EqualTo(Parse(At(9))));
        }
    }

    private static IEnumerable<TestCaseData> Refused =>
        [
            Case("payments_ai", null, new() { ["trial_end_at"] = At(9) }, "can only be adjusted during a trial"),
            Case("stripe", null, new() { ["renewal_at"] = At(9) }, "can't be changed for Stripe"),
            Case("payments_ai", null, new() { ["renewal_at"] = At(-1) }, "must be in the future"),
            Case("payments_ai", null, new() { ["renewal_at"] = At(800) }, "within two years"),
            Case("payments_ai", null, new() { ["renewal_at"] = "2027-02-01" }, "valid timestamp"),
            Case("payments_ai", null, new() { ["renewal_at"] = "2027-02-01T10:00:00" }, "valid timestamp"),
            Case("payments_ai", 20, new() { ["renewal_at"] = At(10) }, "can't be before the end of the trial"),
            Case("payments_ai", 20, new() { ["renewal_at"] = At(30), ["trial_end_at"] = At(29) }, "must match"),
            Case("external", null, new() { ["renewal_at"] = At(9) }, "no schedule"),
        ];

    [TestCaseSource(nameof(Refused))]
    public async Task A_move_that_the_rules_forbid_changes_nothing(string processor, int? trialDays, string changes, string message)
    {
        await using var api = await StartAsync(unrecorded: "dates are sent in other forms");
        var order =
            trialDays is { } days ? Trial(api, processor, days)
            : processor == "external" ? External(api)
            : await OrderAsync(api, processor);
        var before = (await api.GetAsync($"/orders/{order}")).Text;

        var reply = await UpdateAsync(api, order, JsonNode.Parse(changes)!.AsObject());

        Assert.That(reply.Status, Is.EqualTo(422), reply.Text);
        Assert.That(reply.Error, Does.Contain(message));
        await api.GetAsync($"/orders/{order}");
        Assert.That((await api.GetAsync($"/orders/{order}")).Text, Is.EqualTo(before));
    }

    [Test]
    public async Task The_service_status_of_a_processor_order_is_ignored()
    {
        await using var api = await StartAsync();
        var order = await OrderAsync(api, "stripe");

        var reply = await UpdateAsync(api, order, new JsonObject { ["service_status"] = "paused" });

        Assert.That((reply.Status, reply.Json["service_status"]!.ToString()), Is.EqualTo((200, "active")));
    }

    private static TestCaseData Case(string processor, int? trialDays, JsonObject changes, string message) =>
        new(processor, trialDays, changes.ToJsonString(), message);

    private static Task<Api> StartAsync(Action<WorkspaceSettings>? configure = null, string? unrecorded = null) =>
        Api.StartAsync(
            1,
            options =>
            {
                options.ProcessorOrders = true;
                options.TimeProvider = new ManualTimeProvider();
                configure?.Invoke(options.Settings);
            },
            unrecorded
        );

    private static Task<Reply> UpdateAsync(Api api, long order, JsonObject changes) =>
        api.PutAsync($"/orders/{order}", new JsonObject { ["order"] = changes }.ToJsonString());

    private static async Task<long> OrderAsync(Api api, string processor) =>
        (await api.GetAsync($"{api.Workspace}/orders"))
            .Json.AsArray()
            .Single(order => order!["payment_processor"]!.ToString() == processor)!["id"]!.GetValue<long>();

    private static long Trial(Api api, string processor, int days) =>
        Add(
            api,
            new JsonObject
            {
                ["payment_processor"] = processor,
                ["order_type"] = "subscription-order",
                ["service_status"] = "active",
                ["in_trial"] = true,
                ["trial_end_at"] = At(days),
                ["renewal_at"] = At(days),
            }
        );

    private static long External(Api api) =>
        Add(
            api,
            new JsonObject
            {
                ["payment_processor"] = "external",
                ["order_type"] = "subscription-order",
                ["service_status"] = "active",
            }
        );

    private static long Add(Api api, JsonObject order)
    {
        order["contact_id"] = api.Emulator.Store.Of("Contact")[0].Id;
        return api.Emulator.AddRecords("Order", [order])[0];
    }

    private static string At(int days) => Now.AddDays(days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
