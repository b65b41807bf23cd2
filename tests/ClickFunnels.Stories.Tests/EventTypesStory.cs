using ClickFunnels.Webhooks;

namespace ClickFunnels.Stories;

public class EventTypesStory
{
    // In the guide of 2025-11, and no longer in the catalog of 2026-08 that the emulator lists.
    private static readonly string[] NoLongerListed = ["renewal-invoice-payment-declined"];

    [Test]
    public async Task The_client_has_a_class_for_each_type_that_is_listed_and_for_no_other()
    {
        await using var emulated = await Emulated.StartAsync();

        var listed = await emulated.Client.Webhooks.EventTypes.ListAsync().ToListAsync();

        Assert.That(listed.Select(type => type.Id).Concat(NoLongerListed), Is.Unique.And.EquivalentTo(WebhookEventTypes.Known));
    }
}
