namespace ClickFunnels.Emulator.Tests.Sturdiness;

/// <summary>Many clients write at the same time; nothing of it is lost.</summary>
public sealed class ParallelWriterTests
{
    private const int Writers = 200;
    private const int Contacts = 5;

    [Test]
    public async Task Two_hundred_writers_add_up()
    {
        await using var api = await Api.StartAsync();
        var shared = (await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Shared" } }))["id"]!;
        var attributes = Enumerable.Range(0, Writers).Select(static writer => $"writer_{writer}").ToList();

        var made = await Task.WhenAll(Enumerable.Range(0, Writers).Select(WriteAsync));

        var pages = await api.PagesAsync($"{api.Workspace}/contacts");
        var read = (await api.GetAsync($"/contacts/{shared}")).Json;
        var tags = await api.PagesAsync($"/contacts/{shared}/applied_tags");
        Assert.Multiple(() =>
        {
            Assert.That(made.SelectMany(static ids => ids), Is.Unique);
            Assert.That(
                pages.SelectMany(static page => page.Ids),
                Is.EquivalentTo(made.SelectMany(static ids => ids).Append((long)shared))
            );
            Assert.That(read["tags"]!.AsArray(), Has.Count.EqualTo(Writers));
            Assert.That(tags.Sum(static page => page.Ids.Count), Is.EqualTo(Writers));
            Assert.That(
                read["custom_attributes"]!.AsObject().Select(static one => one.Key),
                Is.EquivalentTo(attributes),
                "attributes are added to those that are there"
            );
        });

        async Task<List<long>> WriteAsync(int writer)
        {
            var tag = await api.MakeAsync($"{api.Workspace}/contacts/tags", new { contacts_tag = new { name = $"Tag {writer}" } });
            await api.MakeAsync($"/contacts/{shared}/applied_tags", new { contacts_applied_tag = new { tag_id = tag["id"] } });
            var change = await api.PutAsync(
                $"/contacts/{shared}",
                new { contact = new { custom_attributes = new Dictionary<string, string> { [attributes[writer]] = "yes" } } }
            );
            Assert.That(change.Status, Is.EqualTo(200), change.Text);
            var ids = new List<long>();
            for (var count = 0; count < Contacts; count++)
            {
                ids.Add(
                    (long)
                        (
                            await api.MakeAsync(
                                $"{api.Workspace}/contacts",
                                new { contact = new { email_address = $"{writer}.{count}@example.com" } }
                            )
                        )["id"]!
                );
            }

            return ids;
        }
    }
}
