using ClickFunnels.Emulator;

namespace ClickFunnels.Stories;

public class PagingStory
{
    [TestCase("asc")]
    [TestCase("desc")]
    public async Task Each_of_45_contacts_is_seen_once_in_either_order(string order)
    {
        await using var emulated = await Emulated.StartAsync(contacts: 45);

        var sizes = new List<int>();
        var ids = new List<long>();
        await foreach (var page in emulated.Client.Contacts.ListAsync(new() { SortOrder = new SortOrder(order) }).AsPages())
        {
            sizes.Add(page.Items.Count);
            ids.AddRange(page.Items.Select(contact => contact.Id));
        }

        Assert.Multiple(() =>
        {
            Assert.That(sizes, Is.EqualTo(new[] { 20, 20, 5 }));
            Assert.That(ids, order == "asc" ? Is.Ordered.Ascending : Is.Ordered.Descending);
            Assert.That(ids, Is.Unique);
        });
    }

    [Test]
    public async Task An_interrupted_enumeration_goes_on_from_its_cursor()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 45);
        var contacts = emulated.Client.Contacts.ListAsync();
        var first = await contacts.FirstPageAsync();

        var rest = await emulated.Client.Contacts.ListAsync(new() { After = first.NextCursor }).ToListAsync();

        Assert.That(rest, Has.Count.EqualTo(25));
        Assert.That(rest.Select(contact => contact.Id), Has.None.AnyOf(first.Items.Select(contact => (object)contact.Id).ToArray()));
    }

    [Test]
    public async Task A_lost_connection_in_the_middle_of_a_list_is_not_noticed()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 45);
        emulated.Server.Faults.Add("listContacts", Fault.CutBefore());
        emulated.Server.Faults.Add("listContacts", Fault.BadGateway());

        var contacts = await emulated.Client.Contacts.ListAsync().ToListAsync();

        Assert.That(contacts, Has.Count.EqualTo(45));
        Assert.That(emulated.Server.Faults.Unconsumed, Is.Empty);
    }
}
