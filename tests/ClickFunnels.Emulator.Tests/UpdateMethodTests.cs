using ClickFunnels.Emulator.ClickFunnels;

namespace ClickFunnels.Emulator.Tests;

/// <summary>PUT and PATCH reach the same operation where the contract has only one of them.</summary>
public sealed class UpdateMethodTests
{
    [Test]
    public async Task Every_update_takes_both_methods()
    {
        await using var api = await StartAsync();
        foreach (var operation in ClickFunnelsPlatform.Instance.Contract.Operations.Where(one => one.Method is "PUT" or "PATCH"))
        {
            var other = operation.Method == "PUT" ? "PATCH" : "PUT";
            var path = string.Join('/', operation.Segments.Select(segment => segment[0] == '{' ? "999999999" : segment));

            var reply = await api.SendAsync(other, "/" + path, "{}");

            Assert.That(reply.Error, Is.Not.EqualTo("No such route"), $"{other} {path}");
            Assert.That(
                ClickFunnelsPlatform.Instance.Contract.ById[api.Emulator.Requests[^1].OperationId!].Template,
                Is.EqualTo(operation.Template)
            );
        }
    }

    [Test]
    public async Task Patch_on_a_put_route_changes_the_record()
    {
        await using var api = await StartAsync();
        var contact = (await api.GetAsync($"{api.Workspace}/contacts")).Ids[0];

        var reply = await api.SendAsync("PATCH", $"/contacts/{contact}", new { contact = new { first_name = "Patched" } });

        Assert.That((reply.Status, reply.Json["first_name"]!.ToString()), Is.EqualTo((200, "Patched")));
    }

    [TestCase("POST", "/contacts/1")]
    [TestCase("PATCH", "/teams")]
    [TestCase("PUT", "/workspaces/1/contacts")]
    [TestCase("DELETE", "/courses/1")]
    public async Task Another_wrong_method_stays_an_error(string method, string path)
    {
        await using var api = await StartAsync();

        var reply = await api.SendAsync(method, path, "{}");

        Assert.That((reply.Status, reply.Error), Is.EqualTo((404, "No such route")));
    }

    [Test]
    public async Task A_fault_for_either_method_happens()
    {
        await using var api = await StartAsync();
        var contact = (await api.GetAsync($"{api.Workspace}/contacts")).Ids[0];
        api.Emulator.Faults.Add($"PATCH /contacts/{contact}", Fault.Error(503, "away"));

        var reply = await api.SendAsync("PATCH", $"/contacts/{contact}", new { contact = new { first_name = "A" } });

        Assert.That(reply.Status, Is.EqualTo(503));
    }

    private static Task<Api> StartAsync() => Api.StartAsync(contacts: 1, unrecorded: "the contract has one of the two methods");
}
