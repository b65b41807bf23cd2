namespace ClickFunnels.Emulator.Tests;

/// <summary>Several teams, workspaces and tokens in one emulator.</summary>
public sealed class AccountTests
{
    [Test]
    public async Task Tokens_see_only_their_workspaces()
    {
        await using var api = await StartAsync();
        var (first, branch, other) = (api.Emulator.Workspaces[0], api.Emulator.Workspaces[1], api.Emulator.Workspaces[2]);
        var mine = (await api.GetAsync("/teams")).Ids;
        var contact = (await api.GetAsync($"/workspaces/{first.Id}/contacts")).Ids[0];
        var workspaces = (await api.GetAsync($"/teams/{first.TeamId}/workspaces")).Ids;

        api.Token = api.Emulator.AccessTokens[1];

        Assert.That(mine, Is.EqualTo(new[] { first.TeamId }));
        Assert.That(workspaces, Is.EqualTo(new[] { first.Id, branch.Id }));
        Assert.That((await api.GetAsync("/teams")).Ids, Is.EqualTo(new[] { other.TeamId }));
        Assert.That((await api.GetAsync($"/workspaces/{other.Id}/contacts")).Ids, Has.Exactly(4).Items);
        foreach (
            var path in new[]
            {
                $"/workspaces/{first.Id}/contacts",
                $"/contacts/{contact}",
                $"/teams/{first.TeamId}",
                $"/workspaces/{first.Id}",
                $"/teams/{first.TeamId}/workspaces",
            }
        )
        {
            Assert.That((await api.GetAsync(path)).Error, Is.EqualTo("Not found: Record missing"), path);
        }
    }

    [Test]
    public async Task A_token_may_see_one_workspace_of_a_team()
    {
        await using var api = await StartAsync();
        api.Token = api.Emulator.AccessTokens[2];

        Assert.That(
            (await api.GetAsync($"/teams/{api.Emulator.TeamId}/workspaces")).Ids,
            Is.EqualTo(new[] { api.Emulator.Workspaces[1].Id })
        );
        Assert.That(api.Token, Is.EqualTo("branch-token"));
    }

    [Test]
    public async Task Records_of_another_workspace_cannot_be_named()
    {
        await using var api = await StartAsync();
        var contact = (await api.GetAsync(api.Workspace + "/contacts")).Ids[0];
        var course = api.Emulator.Workspaces[1].CourseIds[0];

        var reply = await api.PostAsync($"/courses/{course}/enrollments", new { courses_enrollment = new { contact_id = contact } });

        Assert.That(reply.Error, Is.EqualTo("Request unprocessable: Contact must exist"));
    }

    [TestCase("branch.example.com", 1)]
    [TestCase("elsewhere.example.com", 0)]
    public async Task Routes_without_workspace_go_by_the_host(string host, int expected)
    {
        await using var api = await StartAsync(unrecorded: "a deprecated operation is called");

        var reply = await api.SendAsync(
            "POST",
            "/fulfillments/locations",
            new
            {
                fulfillments_location = new
                {
                    name = "A",
                    address_name = "A",
                    email_address = "a@example.com",
                    external_app = true,
                },
            },
            request => request.Headers.Host = host
        );

        Assert.That(reply.Json["workspace_id"]!.GetValue<long>(), Is.EqualTo(api.Emulator.Workspaces[expected].Id));
    }

    [Test]
    public async Task Ids_are_the_same_in_every_run()
    {
        await using var one = await Api.StartAsync(contacts: 3, options => options.FirstId = 7);
        await using var two = await Api.StartAsync(contacts: 3, options => options.FirstId = 7);

        Assert.That((one.Emulator.TeamId, one.Emulator.WorkspaceId), Is.EqualTo((7, 8)));
        Assert.That(
            (await one.GetAsync(one.Workspace + "/contacts")).Json[2]!["public_id"]!.GetValue<string>(),
            Is.EqualTo((await two.GetAsync(two.Workspace + "/contacts")).Json[2]!["public_id"]!.GetValue<string>()).And.Length.EqualTo(6)
        );
        Assert.That(one.Token, Is.Not.EqualTo(two.Token).And.StartsWith("emulator-"));
    }

    [Test]
    public void Impossible_options_are_refused()
    {
        Assert.That(() => Api.StartAsync(contacts: -1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Api.StartAsync(configure: options => options.AccessToken = "two words"), Throws.ArgumentException);
        Assert.That(
            () => Api.StartAsync(configure: options => options.ListenOn = new Uri("https://127.0.0.1:1")),
            Throws.ArgumentException
        );
        Assert.That(() => Api.StartAsync(configure: options => options.Tokens.Add(new TokenSeed("nowhere"))), Throws.ArgumentException);
        Assert.That(
            () => Api.StartAsync(configure: options => options.Workspaces.Add(new WorkspaceSeed("myworkspace"))),
            Throws.ArgumentException
        );
        Assert.That(
            () => Api.StartAsync(configure: options => options.SnapshotPath = "no-such-file.json"),
            Throws.InstanceOf<FileNotFoundException>()
        );
    }

    private static Task<Api> StartAsync(string? unrecorded = null) =>
        Api.StartAsync(
            contacts: 2,
            unrecorded: unrecorded,
            configure: options =>
            {
                options.Workspaces.Add(new WorkspaceSeed("branch"));
                options.Workspaces.Add(new WorkspaceSeed("other") { Team = "Other Team", Contacts = 4 });
                options.Tokens.Add(new TokenSeed("other"));
                options.Tokens.Add(new TokenSeed("branch") { AccessToken = "branch-token" });
            }
        );
}
