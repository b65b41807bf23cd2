namespace Simvoly.Tests;

/// <summary>A client of the fake service.</summary>
internal static class SimvolyFake
{
    public static SimvolyClientOptions Options(this HttpMessageHandler service, Action<SimvolyClientOptions>? configure = null)
    {
        var options = new SimvolyClientOptions
        {
            Site = "example.simvoly.com",
            AccessToken = FakeService.Token,
            UserAgent = "SimvolyTests/1.0",
            HttpHandler = service,
            RetryDelay = TimeSpan.Zero,
            CheckRequiredFields = service is not FakeService { CheckRequiredFields: false },
        };
        configure?.Invoke(options);
        return options;
    }

    public static SimvolyClient Client(this HttpMessageHandler service, Action<SimvolyClientOptions>? configure = null) =>
        new(service.Options(configure));
}
