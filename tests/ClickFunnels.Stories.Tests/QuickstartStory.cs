using ClickFunnels.Emulator;

namespace ClickFunnels.Stories;

public class QuickstartStory
{
    [Test]
    public async Task The_quickstart_tells_its_story_to_the_end()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 45 });
        using var client = Emulated.ClientOf(emulator, options => options.WorkspaceId = default);
        using var transcript = new StringWriter();

        await Quickstart.Story.RunAsync(client, emulator.Subdomain, transcript, CancellationToken.None);

        Assert.That(
            transcript.ToString(),
            Does.Contain("45 contacts").And.Contain("Complete: 18 of 18 steps done.").And.Contain("billing paid")
        );
    }
}
