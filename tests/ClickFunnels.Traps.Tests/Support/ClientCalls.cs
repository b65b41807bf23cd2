namespace ClickFunnels.Traps.Tests.Support;

/// <summary>Clients of a fake of the service.</summary>
internal static class ClientCalls
{
    // Read as a record without fields, and as an empty list in its envelope.
    private const string Empty = """{"refine_filters":[]}""";

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

    /// <summary>
    /// Asserts that the client rejects a call with these texts in the message and sends nothing, and that it sends the call when the checks
    /// are off.
    /// </summary>
    public static void Refuses(Func<ClickFunnelsClient, Task> call, params string[] message)
    {
        AlwaysRefuses(call, [.. message, nameof(ApiClientOptions.CheckRequiredFields)]);

        var service = new FakeService().Always(200, Empty);
        using var lenient = service.Client();
        Assert.That(() => call(lenient), Throws.Nothing, "The service decides when CheckRequiredFields is false.");
        Assert.That(service.Sent, Has.Count.EqualTo(1));
    }

    /// <summary>Asserts that a call throws with these texts in the message, and that nothing is sent.</summary>
    public static void AlwaysRefuses(Func<ClickFunnelsClient, Task> call, params string[] message)
    {
        var service = new FakeService { CheckRequiredFields = true }.Always(200, Empty);
        using var client = service.Client();
        Assert.That(
            () => call(client),
            message.Aggregate(
                (NUnit.Framework.Constraints.IResolveConstraint)Throws.InstanceOf<ArgumentException>(),
                static (constraint, text) => ((NUnit.Framework.Constraints.Constraint)constraint).With.Message.Contains(text)
            )
        );
        Assert.That(service.Sent, Is.Empty, "Nothing is sent.");
    }

    /// <summary>Asserts that the client sends a call.</summary>
    public static void Accepts(Func<ClickFunnelsClient, Task> call)
    {
        var service = new FakeService { CheckRequiredFields = true }.Always(200, Empty);
        using var client = service.Client();
        Assert.That(() => call(client), Throws.Nothing);
        Assert.That(service.Sent, Has.Count.EqualTo(1));
    }

    /// <summary>Reads a record as a program reads it that gets its requests as JSON.</summary>
    public static T Read<T>(string json)
        where T : Model => Newtonsoft.Json.JsonConvert.DeserializeObject<T>(json)!;
}
