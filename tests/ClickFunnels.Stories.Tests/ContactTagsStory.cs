namespace ClickFunnels.Stories;

/// <summary>Upsert that tells what happened, a record that becomes its own update, and tags by name.</summary>
public sealed class ContactTagsStory
{
    [Test]
    public async Task An_upsert_tells_if_the_contact_was_created()
    {
        await using var emulated = await Emulated.StartAsync();
        var seen = new List<int>();
        var contact = new ContactUpsert { EmailAddress = "jane@example.com" };
        var options = new ContactsUpsertOptions { OnResponse = response => seen.Add(response.StatusCode) };

        var first = await emulated.Client.Contacts.CreateOrUpdateAsync(contact, options);
        var second = await emulated.Client.Contacts.CreateOrUpdateAsync(contact, options);

        Assert.That((first.IsCreated, second.IsCreated), Is.EqualTo((true, false)));
        Assert.That(second.Contact.Id, Is.EqualTo(first.Contact.Id));
        Assert.That(second.ToString(), Is.EqualTo($"Contact {first.Contact.Id} updated"));
        Assert.That(seen, Is.EqualTo(new[] { 201, 200 }), "The handler of the caller is called, too.");
    }

    [Test]
    public async Task A_contact_that_was_read_becomes_its_own_update()
    {
        await using var emulated = await Emulated.StartAsync();
        var contact = await emulated.Client.Contacts.CreateAsync(
            new ContactCreate { EmailAddress = "jane@example.com", FirstName = "Jane" }
        );

        var update = contact.ConvertTo<ContactUpdate>();
        update.FirstName = "Janet";
        var updated = await emulated.Client.Contacts.UpdateAsync(contact.Id, update);

        Assert.That((updated.FirstName, updated.EmailAddress), Is.EqualTo(("Janet", "jane@example.com")));
        Assert.That((update.Has("id"), update.AdditionalProperties.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task Tags_are_applied_and_removed_by_name()
    {
        await using var emulated = await Emulated.StartAsync();
        var contacts = emulated.Client.Contacts;
        var contact = await contacts.CreateAsync(new ContactCreate { EmailAddress = "jane@example.com" });
        var existing = await contacts.Tags.EnsureAsync("vip");

        await contacts.ApplyTagsAsync(contact.Id, ["vip", "new, 2026", "vip"]);
        await contacts.ApplyTagsAsync(contact.Id, ["vip"]);
        var applied = await contacts.AppliedTags.ListAsync(contact.Id).ToListAsync();

        Assert.That(applied, Has.Count.EqualTo(2));
        Assert.That(applied.Select(static tag => tag.TagId), Does.Contain(existing.Id));
        Assert.That(
            (await contacts.Tags.ListAsync().ToListAsync()).Select(static tag => tag.Name),
            Is.SupersetOf(new[] { "vip", "new, 2026" })
        );

        Assert.That(await contacts.RemoveTagsAsync(contact.Id, ["new, 2026", "unknown"]), Is.EqualTo(1));
        Assert.That(await contacts.AppliedTags.ListAsync(contact.Id).ToListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_tag_that_another_program_creates_at_the_same_time_is_found()
    {
        await using var emulated = await Emulated.StartAsync();
        var tags = emulated.Client.Contacts.Tags;

        var ensured = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tags.EnsureAsync("vip")));

        Assert.That(ensured.Select(static tag => tag.Id).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_blank_name_of_a_tag_is_refused()
    {
        await using var emulated = await Emulated.StartAsync();

        await Assert.ThatAsync(() => emulated.Client.Contacts.Tags.EnsureAsync(" "), Throws.ArgumentException);
        await Assert.ThatAsync(() => emulated.Client.Contacts.ApplyTagsAsync(1, ["vip", ""]), Throws.ArgumentException);
    }
}
