using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Tags have unique names, and tag actions take both forms of their ids.</summary>
public sealed class TagTests
{
    [TestCase("contacts/tags", "contacts_tag")]
    [TestCase("orders/tags", "orders_tag")]
    [TestCase("products/tags", "products_tag")]
    [TestCase("funnels/tags", "funnels_tag")]
    public async Task A_name_is_taken_once(string path, string envelope)
    {
        await using var api = await Api.StartAsync();
        Dictionary<string, object> Named(string name) => new() { [envelope] = new { name, color = "#123456" } };
        var first = await api.MakeAsync($"{api.Workspace}/{path}", Named("fresh"));
        var other = await api.MakeAsync($"{api.Workspace}/{path}", Named("other"));

        var same = await api.PostAsync($"{api.Workspace}/{path}", Named("fresh"));
        var upper = await api.PostAsync($"{api.Workspace}/{path}", Named("FRESH"));
        var renamed = await api.PutAsync($"/{path}/{other["id"]}", Named("Fresh"));
        var kept = await api.PutAsync($"/{path}/{first["id"]}", Named("Fresh"));

        foreach (var reply in new[] { same, upper, renamed })
        {
            Assert.That((reply.Status, reply.Error), Is.EqualTo((422, "Request unprocessable: Name has already been taken")));
        }

        Assert.That(kept.Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_name_that_is_taken_in_one_workspace_is_free_in_another()
    {
        await using var api = await Api.StartAsync(configure: options => options.Workspaces.Add(new WorkspaceSeed("second")));
        foreach (var workspace in api.Emulator.Workspaces)
        {
            await api.MakeAsync($"/workspaces/{workspace.Id}/contacts/tags", new { contacts_tag = new { name = "vip" } });
        }

        Assert.That(api.Emulator.Workspaces, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_tag_action_takes_public_ids()
    {
        await using var api = await Api.StartAsync(contacts: 2);
        var tags = api.Emulator.Workspaces[0].ContactTagIds;
        var path = $"{api.Workspace}/contacts/tag_actions";

        foreach (var ids in new[] { new[] { PublicIdCode.Encode(tags[0]) }, [PublicIdCode.Encode(tags[0]), PublicIdCode.Encode(tags[1])] })
        {
            var action = await api.MakeAsync(path, new { contacts_tag_action = new { tag_ids = ids, target_all = true } });

            Assert.That(
                action["tag_ids"]!.AsArray().Select(id => id!.GetValue<long>()),
                Is.EqualTo(tags.Take(ids.Length)),
                string.Join(',', ids)
            );
        }
    }
}
