using ClickFunnels.Emulator.ClickFunnels;
using ClickFunnels.Emulator.Contract;
using ClickFunnels.Emulator.Events;

namespace ClickFunnels.Emulator.Tests.Events;

/// <summary>Causes every event that operations cause, and holds what arrives against the table.</summary>
public sealed class EveryEventTests
{
    private static IEnumerable<string> Caused => WebhookEventDefinition.All.Where(one => one.Cause is not null).Select(one => one.Type);

    [Test]
    public void The_table_has_every_type_once() =>
        Assert.That(WebhookEventDefinition.All.Select(one => one.Type), Is.EquivalentTo(PublishedEventTypes.All));

    [Test]
    public void There_is_a_scenario_for_each_type_that_is_caused() => Assert.That(EventScenarios.All.Keys, Is.EquivalentTo(Caused));

    [TestCaseSource(nameof(Caused))]
    public async Task Is_delivered(string type)
    {
        var api = await Api.StartAsync(contacts: 5, options => options.ProcessorOrders = true);
        var world = await World.MakeAsync(api);
        await using var listening = await Listening.ToAsync(api, type);

        await EventScenarios.All[type](world);

        var received = await listening.SettledAsync();
        Assert.That(received.Select(one => one.EventType), Is.Not.Empty.And.All.EqualTo(type));
        var last = received[^1].Json;
        var rule = EventTable.ByType[type];
        Assert.That(last["subject_type"]!.GetValue<string>(), Is.EqualTo(rule.SubjectType));
        Assert.That(last["data"]!["id"]!.GetValue<long>(), Is.EqualTo(last["subject_id"]!.GetValue<long>()));
        Assert.That(
            last["data"]!.AsObject().Select(pair => pair.Key),
            Is.SubsetOf(ApiContract.Embedded.Schema(rule.Schema!).Properties.Keys)
        );
        Assert.That(last["workspace_id"]!.GetValue<long>(), Is.EqualTo(api.Emulator.WorkspaceId));
        Assert.That(received[^1].Signature, Is.EqualTo(received[^1].Expected(listening.Secret)));
        Assert.That(
            api.Emulator.Deliveries.Where(one => one.EndpointId == listening.EndpointId).Select(one => one.Outcome),
            Is.All.EqualTo(WebhookDeliveryOutcome.Delivered)
        );
    }

    [Test]
    public async Task The_documentation_shows_the_table()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "emulator.md"));

        foreach (var one in WebhookEventDefinition.All)
        {
            Assert.That(
                text,
                Does.Contain($"| `{one.Type}` | {one.SubjectType} | {one.Cause ?? "not caused by any operation of the API"} |")
            );
        }
    }
}
