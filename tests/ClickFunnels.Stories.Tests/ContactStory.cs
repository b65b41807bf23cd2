namespace ClickFunnels.Stories;

public class ContactStory
{
    [Test]
    public async Task A_contact_is_created_updated_upserted_and_deleted_softly()
    {
        await using var emulated = await Emulated.StartAsync();
        var contacts = emulated.Client.Contacts;

        var created = await contacts.CreateAsync(
            new ContactCreate
            {
                EmailAddress = "jane@example.com",
                FirstName = "Jane",
                LastName = "Doe",
            }
        );
        var updated = await contacts.UpdateAsync(created.Id, new ContactUpdate { FirstName = null, PhoneNumber = "+15550100" });
        var upserted = await contacts.UpsertAsync(new ContactUpsert { EmailAddress = "jane@example.com", FirstName = "Janet" });
        var byPublicId = await contacts.GetAsync(created.PublicId!);
        await contacts.DeleteAsync(created.Id);
        var deleted = await contacts.GetAsync(created.Id);
        var listed = await contacts.ListAsync().ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(updated.FirstName, Is.Null, "null was sent");
            Assert.That(updated.LastName, Is.EqualTo("Doe"), "what was not set stays");
            Assert.That(upserted.Id, Is.EqualTo(created.Id));
            Assert.That(byPublicId.FirstName, Is.EqualTo("Janet"));
            Assert.That(deleted.DeletedAt, Is.Not.Null);
            Assert.That(listed, Is.Empty);
        });
    }

    [Test]
    public async Task A_refused_contact_says_why_without_repeating_the_data()
    {
        await using var emulated = await Emulated.StartAsync();

        var refused = await Assert.ThrowsAsync<ApiBadRequestException>(() =>
            emulated.Client.Contacts.CreateAsync(
                new ContactCreate
                {
                    EmailAddress = "jane@example.com",
                    CustomAttributes = new Dictionary<string, string?> { [""] = "secret" },
                }
            )
        );

        Assert.Multiple(() =>
        {
            Assert.That(refused!.Errors, Is.Not.Empty);
            Assert.That(
                refused.ToString(),
                Does.Not.Contain("jane").And.Not.Contain("secret").And.Not.Contain(emulated.Server.AccessToken)
            );
        });
    }
}
