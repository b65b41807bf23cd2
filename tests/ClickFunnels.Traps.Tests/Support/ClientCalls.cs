namespace ClickFunnels.Traps.Tests.Support;

/// <summary>Clients of a fake of the service.</summary>
internal static class ClientCalls
{
    /// <summary>Creates a client that repeats requests without a delay.</summary>
    public static ClickFunnelsClient Client(this FakeService service) =>
        new(
            new ClickFunnelsClientOptions
            {
                AccessToken = FakeService.Token,
                UserAgent = "ClickFunnelsTests/1.0",
                WorkspaceId = 42,
                Subdomain = "acme",
                HttpHandler = service,
                RetryDelay = TimeSpan.Zero,
                CheckRequiredFields = service.CheckRequiredFields,
            }
        );

    /// <summary>Asserts that the client rejects a call with this text in the message, and sends nothing.</summary>
    public static void Refuses(Func<ClickFunnelsClient, Task> call, string message)
    {
        var service = new FakeService().Always(200, "{}");
        using var client = service.Client();
        Assert.That(() => call(client), Throws.InstanceOf<ArgumentException>().With.Message.Contains(message));
        Assert.That(service.Sent, Is.Empty, "Nothing is sent.");
    }
}
