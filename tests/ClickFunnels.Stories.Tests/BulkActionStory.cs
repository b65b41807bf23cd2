namespace ClickFunnels.Stories;

public class BulkActionStory
{
    [Test]
    public async Task Contacts_are_tagged_in_bulk_and_the_action_is_waited_for()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 3);
        var client = emulated.Client;
        var contacts = await client.Contacts.ListAsync().ToListAsync();
        var tag = await client.Contacts.Tags.CreateAsync(new ContactTagCreate { Name = "VIP" });

        var action = await client.Contacts.TagActions.CreateAsync(
            new ContactTagActionCreate(ContactTarget.Contacts(contacts.Take(2))) { TagIds = [tag.PublicId] }
        );
        var done = await client.Contacts.TagActions.WaitForCompletionAsync(action.Id, new PollingOptions { FirstDelay = TimeSpan.Zero });
        var tagged = await client.Contacts.ListAsync(new() { Filter = new() { TagIds = tag.Id } }).ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(done.CompletedAt, Is.Not.Null);
            Assert.That(tagged.Select(contact => contact.Id), Is.EquivalentTo(contacts.Take(2).Select(contact => contact.Id)));
        });
    }
}
