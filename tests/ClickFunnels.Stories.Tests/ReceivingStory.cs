using ClickFunnels.Emulator;
using ClickFunnels.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ClickFunnels.Stories;

/// <summary>The emulator delivers to the receiver of this library.</summary>
public class ReceivingStory
{
    private static IEnumerable<string> Caused => EventScenarios.All.Keys;

    [TestCaseSource(nameof(Caused))]
    public async Task What_calls_cause_is_delivered_twice_and_handled_once(string type)
    {
        await using var api = await Api.StartAsync(contacts: 5, options => options.ProcessorOrders = true);
        var world = await World.MakeAsync(api);
        await using var receiving = await Receiving.StartAsync();
        using var client = Emulated.ClientOf(api.Emulator);
        var endpoint = await receiving.RegisterAsync(client, Caused);
        api.Emulator.WebhookFaults.Add(FaultTarget.Any, WebhookFault.Duplicate, times: int.MaxValue);

        await EventScenarios.All[type](world);
        await api.Emulator.WaitForDeliveriesAsync();
        await receiving.UntilIdleAsync();

        var delivered = api.Emulator.Deliveries.Where(delivery => delivery.EndpointId == endpoint).ToList();
        Assert.That(delivered.Select(delivery => delivery.Status), Is.All.EqualTo(200));
        Assert.That(delivered.GroupBy(delivery => delivery.EventId).Select(same => same.Count()), Is.All.EqualTo(2));
        Assert.That(
            receiving.Handled.Select(one => one.EventId),
            Is.Unique.And.EquivalentTo(delivered.Select(delivery => delivery.EventId).Distinct())
        );
        Assert.That(receiving.Handled.Select(one => one.EventType), Does.Contain(type));
        Assert.That(receiving.Handled, Has.None.InstanceOf<UnknownWebhookNotification>());
    }

    [Test]
    public async Task An_event_that_meets_an_outage_is_repeated_and_handled_once()
    {
        var clock = new ManualTimeProvider();
        var store = StoreWithOutage.Create(failures: 2, clock);
        var requests = 0;
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { TimeProvider = clock });
        await using var receiving = await Receiving.StartAsync(
            services => services.AddSingleton<TimeProvider>(clock).AddSingleton(store),
            app =>
                app.Use(
                    (context, next) =>
                    {
                        if (Interlocked.Increment(ref requests) > 1)
                        {
                            return next(context);
                        }

                        context.Response.StatusCode = 500;
                        return Task.CompletedTask;
                    }
                )
        );
        using var client = Emulated.ClientOf(emulator);
        await receiving.RegisterAsync(client, WebhookEventTypes.NameOf<ContactCreated>());

        var contact = await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada" });
        await emulator.WaitForDeliveriesAsync();
        foreach (var wait in (int[])[1, 15, 60])
        {
            Assert.That(receiving.Handled, Is.Empty);
            clock.Advance(TimeSpan.FromSeconds(wait));
            await emulator.WaitForDeliveriesAsync();
        }

        await receiving.UntilIdleAsync();
        clock.Advance(TimeSpan.FromDays(2));
        await emulator.WaitForDeliveriesAsync();
        await receiving.UntilIdleAsync();

        Assert.That(emulator.Deliveries.Select(delivery => delivery.Status), Is.EqualTo(new int?[] { 500, 503, 503, 200 }));
        Assert.That(receiving.Handled.Cast<ContactCreated>().Select(one => one.Data!.Id), Is.EqualTo(new[] { contact.Id }));
    }
}
