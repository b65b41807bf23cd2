using ClickFunnels.Emulator;
using Microsoft.Extensions.DependencyInjection;

namespace ClickFunnels.Stories;

public class SeveralAccountsStory
{
    [Test]
    public async Task Two_accounts_side_by_side_do_not_see_each_other()
    {
        await using var first = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 3 });
        await using var second = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 5 });
        var services = new ServiceCollection();
        services.AddClickFunnels(options => Configure(options, first));
        services.AddClickFunnels("agency", options => Configure(options, second));
        await using var provider = services.BuildServiceProvider();

        var own = await provider.GetRequiredService<ClickFunnelsClient>().Contacts.ListAsync().ToListAsync();
        var agency = await provider.GetRequiredKeyedService<ClickFunnelsClient>("agency").Contacts.ListAsync().ToListAsync();

        Assert.That((own.Count, agency.Count), Is.EqualTo((3, 5)));

        static void Configure(ClickFunnelsClientOptions options, ClickFunnelsEmulator server)
        {
            options.AccessToken = server.AccessToken;
            options.UserAgent = "Stories/1.0";
            options.BaseAddress = server.Url;
            options.WorkspaceId = server.WorkspaceId;
        }
    }

    [Test]
    public async Task From_the_token_alone_one_finds_the_way_to_the_contacts()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 2, options => options.WorkspaceId = default);
        var client = emulated.Client;

        var team = (await client.Teams.ListAsync().FirstPageAsync()).Items[0];
        var workspace = (await client.Workspaces.ListAsync(team.Id).FirstPageAsync()).Items[0];
        var contacts = await client.ForWorkspace(workspace).Contacts.ListAsync().ToListAsync();

        Assert.That(contacts, Has.Count.EqualTo(2));
    }
}
