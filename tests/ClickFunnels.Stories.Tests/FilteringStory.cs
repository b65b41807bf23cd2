namespace ClickFunnels.Stories;

public class FilteringStory
{
    [Test]
    public async Task Values_of_one_attribute_are_alternatives_and_attributes_narrow_each_other()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 45);
        var known = (await emulated.Client.Contacts.ListAsync().FirstPageAsync()).Items;

        var two = await emulated
            .Client.Contacts.ListAsync(new() { Filter = new() { EmailAddress = [known[3].EmailAddress!, known[7].EmailAddress!] } })
            .ToListAsync();
        var one = await emulated
            .Client.Contacts.ListAsync(
                new()
                {
                    Filter = new() { EmailAddress = known[3].EmailAddress!, Id = [known[3].Id, known[7].Id] },
                }
            )
            .ToListAsync();
        var none = await emulated
            .Client.Contacts.ListAsync(
                new()
                {
                    Filter = new() { EmailAddress = known[3].EmailAddress!, Id = known[7].Id },
                }
            )
            .ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(two.Select(contact => contact.Id), Is.EquivalentTo(new[] { known[3].Id, known[7].Id }));
            Assert.That(one.Select(contact => contact.Id), Is.EqualTo(new[] { known[3].Id }));
            Assert.That(none, Is.Empty);
        });
    }

    [Test]
    public async Task An_address_with_a_plus_sign_is_found()
    {
        await using var emulated = await Emulated.StartAsync();
        await emulated.Client.Contacts.CreateAsync(new ContactCreate { EmailAddress = "jane+shop@example.com" });

        var found = await emulated
            .Client.Contacts.ListAsync(new() { Filter = new() { EmailAddress = "jane+shop@example.com" } })
            .ToListAsync();

        Assert.That(found, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Expandable_parts_are_absent_unless_requested()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 1);

        var plain = (await emulated.Client.Contacts.ListAsync().FirstPageAsync()).Items[0];
        var expanded = await emulated.Client.Contacts.GetAsync(plain.Id, new() { Expand = [ContactExpand.EmailEngagement] });

        Assert.Multiple(() =>
        {
            Assert.That(plain.ToJson(), Does.Not.Contain("email_engagement"));
            Assert.That(expanded.ToJson(), Does.Contain("email_engagement"));
        });
    }
}
