namespace ClickFunnels.Tests.Support;

/// <summary>A client of the fake, and its pages, in the form of ClickFunnels.</summary>
internal static class ClickFunnelsFake
{
    public static ClickFunnelsClientOptions Options(this FakeService service, Action<ClickFunnelsClientOptions>? configure = null)
    {
        var options = new ClickFunnelsClientOptions
        {
            AccessToken = FakeService.Token,
            UserAgent = "ClickFunnelsTests/1.0",
            WorkspaceId = 42,
            Subdomain = "acme",
            HttpHandler = service,
            RetryDelay = TimeSpan.Zero,
            CheckRequiredFields = service.CheckRequiredFields,
        };
        configure?.Invoke(options);
        return options;
    }

    public static ClickFunnelsClient Client(this FakeService service, Action<ClickFunnelsClientOptions>? configure = null) =>
        new(service.Options(configure));

    /// <summary>Responds to the next request with a page of records whose ids start at <paramref name="first" />.</summary>
    public static FakeService Page(this FakeService service, int first, int count, string? next) =>
        service.Respond(
            200,
            $"[{string.Join(",", Enumerable.Range(first, count).Select(static id => $$"""{"id":{{id}},"workspace_id":42}"""))}]",
            FakeService.Json,
            next is null ? [] : [("Pagination-Next", next)]
        );
}
