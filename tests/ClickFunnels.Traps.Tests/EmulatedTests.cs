using ClickFunnels.Emulator;
using ClickFunnels.Workflows;

namespace ClickFunnels.Traps.Tests;

/// <summary>What the client handles, over HTTP against the emulator.</summary>
public sealed class EmulatedTests
{
    [TestCase(true)]
    [TestCase(false)]
    [Trap(10, Protection.Handled)]
    public async Task A_renewal_is_moved_and_seen(bool isConfirmed)
    {
        await using var emulator = await StartAsync(options =>
        {
            options.ProcessorOrders = true;
            options.Settings.ConfirmsScheduleChanges = isConfirmed;
            options.Settings.ReadsUntilScheduleChanges = 3;
        });
        using var client = ClientOf(emulator);
        var order = (await client.Orders.ListAsync().ToListAsync()).Single(static order => order.PaymentProcessor == "payments_ai");
        var wanted = DateTimeOffset.UtcNow.AddDays(40);

        var change = await client.Orders.MoveScheduleAsync(order.Id, ScheduleMove.Renewal(wanted));
        var moved = await change.WaitAsync(new PollingOptions { FirstDelay = TimeSpan.Zero });

        Assert.That(change.IsConfirmed, Is.EqualTo(isConfirmed));
        Assert.That(moved.RenewalAt?.ToUnixTimeSeconds(), Is.EqualTo(wanted.ToUnixTimeSeconds()));
    }

    [Test]
    [Trap(21, Protection.Helper)]
    public async Task A_locked_discount_is_changed()
    {
        await using var emulator = await StartAsync();
        using var client = ClientOf(emulator);
        var discount = await client.Discounts.CreateAsync(
            new DiscountCreate
            {
                Name = "Spring",
                Code = "SPRING",
                DiscountType = "code",
                Percent = "10",
            }
        );
        await client.Discounts.ExpireAsync(discount.Id);
        Assert.That(
            () => client.Discounts.UpdateAsync(discount.Id, new DiscountUpdate { Name = "Autumn" }),
            Throws.TypeOf<ApiValidationException>(),
            "It is locked."
        );

        var changed = await client.Discounts.UpdateExpiredAsync(discount.Id, new DiscountUpdate { Name = "Autumn" });

        Assert.That(changed.Name, Is.EqualTo("Autumn"));
        Assert.That(
            () => client.Discounts.UpdateAsync(discount.Id, new DiscountUpdate { Name = "Winter" }),
            Throws.TypeOf<ApiValidationException>(),
            "It is locked again."
        );
    }

    [Test]
    [Trap(15, Protection.Handled)]
    public async Task A_product_workflow_stops_at_a_price_in_another_currency()
    {
        await using var emulator = await StartAsync();
        using var client = ClientOf(emulator);
        var workflow = new ProductWorkflow(client, new ProductWorkflowOptions { SettleDelay = TimeSpan.Zero });
        var plan = new ProductPlan { Name = "Mug", Prices = { PricePlan.OneTime(29m, "JPY") } };

        var stopped = (await Assert.ThrowsAsync<ProductWorkflowException>(() => workflow.ApplyAsync(plan)))!;

        Assert.That(stopped.Message, Does.Contain("the workspace sells in USD").And.Contain("JPY").And.Contain("archive"));
    }

    private static Task<ClickFunnelsEmulator> StartAsync(Action<ClickFunnelsEmulatorOptions>? configure = null)
    {
        var options = new ClickFunnelsEmulatorOptions { Contacts = 1 };
        configure?.Invoke(options);
        return ClickFunnelsEmulator.StartAsync(options);
    }

    private static ClickFunnelsClient ClientOf(ClickFunnelsEmulator emulator) =>
        new(
            new ClickFunnelsClientOptions
            {
                AccessToken = emulator.AccessToken,
                UserAgent = "ClickFunnelsTests/1.0",
                BaseAddress = emulator.Url,
                WorkspaceId = emulator.WorkspaceId,
                RetryDelay = TimeSpan.Zero,
            }
        );
}
