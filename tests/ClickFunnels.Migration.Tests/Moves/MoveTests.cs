namespace ClickFunnels.Migration.Tests.Moves;

/// <summary>Moves invented shops into the emulator, over real HTTP.</summary>
public sealed class MoveTests
{
    private static readonly MigrationRules Rules = new()
    {
        Subscriptions = new SubscriptionRules { Cycles = CycleRule.Payments, FirstChargeFree = FirstChargeRule.FreeTrial },
        Contacts = new ContactRules { UnknownConsent = UnknownConsentRule.Subscribed },
    };

    [Test]
    public async Task A_shop_is_moved_compared_and_taken_back()
    {
        await using var move = await Move.StartAsync(RandomShop.Create(1, products: 12, contacts: 60), Rules);

        var plan = await move.Migration.PlanAsync();
        Assert.That(plan.Questions, Is.Empty);
        Assert.That(await move.CountAsync(), Is.EqualTo(new RecordTotals()), "A dry run changes nothing.");

        var applied = await move.Migration.ApplyAsync();
        Assert.That(applied.Notes, Is.Empty);
        Assert.That(applied.Unfinished, Is.Empty);
        Assert.That(applied.Rejected, Is.Empty);
        var again = await move.Migration.ApplyAsync();
        Assert.That(again.Counts, Is.EqualTo(applied.Counts));

        var compared = await move.Migration.ReconcileAsync();
        Assert.That(compared.Differences, Is.Empty);
        Assert.That(compared.Counts.Single(counts => counts.Kind == ShopRecordKind.Product).Done, Is.EqualTo(12));

        var undone = await move.Migration.UndoAsync();
        Assert.That(await move.CountAsync(), Is.EqualTo(new RecordTotals()), string.Join("\n", undone.Notes));
    }
}
