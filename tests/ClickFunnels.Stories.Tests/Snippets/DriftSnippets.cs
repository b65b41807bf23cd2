namespace ClickFunnels.Stories.Snippets;

public class DriftSnippets
{
    [Test]
    public void Recording()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Assert.That(new TrafficRecorder(folder.FullName).Failure, Is.Null);
        }
        finally
        {
            folder.Delete();
        }
    }

    // Needs a token: compiled, not called.
    public static void RecordingAsShown()
    {
        var recorder = new TrafficRecorder("traffic");
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = Environment.GetEnvironmentVariable("CLICKFUNNELS_API_KEY"),
                UserAgent = "AcmeShop/1.0",
                WorkspaceId = 42,
                TrafficRecorder = recorder,
            }
        );
    }
}
