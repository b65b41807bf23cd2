using ClickFunnels.Emulator;

namespace ClickFunnels.Stories;

public class OAuthConnectStory
{
    [Test]
    public async Task The_sample_connects_a_workspace_and_takes_it_back()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { Workspaces = { new WorkspaceSeed("second") { Contacts = 3 } } }
        );
        await using var application = await OAuthConnect.ConnectApplication.StartAsync(emulator, CancellationToken.None);
        using var transcript = new StringWriter();
        var picked = emulator.Workspaces[1].Id;

        await OAuthConnect.Story.RunAsync(application, picked, transcript, CancellationToken.None);

        Assert.That(
            transcript.ToString(),
            Does.Contain($"workspace {picked} with 3 contacts")
                .And.Contain("rejected with 400")
                .And.Contain($"Workspace {picked} is not connected")
                .And.Contain("revoked token gives 401")
        );
    }

    [Test]
    public async Task The_sample_disconnects_nothing_without_its_own_form()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        await using var application = await OAuthConnect.ConnectApplication.StartAsync(emulator, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = application.Url };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["workspace_id"] = $"{emulator.WorkspaceId}" });

        using var response = await http.PostAsync(new Uri("/disconnect", UriKind.Relative), form);

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
    }
}
