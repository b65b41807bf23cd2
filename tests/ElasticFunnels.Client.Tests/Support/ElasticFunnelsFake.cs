namespace ElasticFunnels.Tests.Support;

/// <summary>A client of the fake, and its pages, in the form of ElasticFunnels.</summary>
internal static class ElasticFunnelsFake
{
    public const string Address = "https://app.elasticfunnels.io/api";

    public static ElasticFunnelsClientOptions Options(
        this HttpMessageHandler service,
        Action<ElasticFunnelsClientOptions>? configure = null
    )
    {
        var options = new ElasticFunnelsClientOptions
        {
            AccessKey = FakeService.Token,
            UserAgent = "ElasticFunnelsTests/1.0",
            BrandId = 123,
            HttpHandler = service,
            RetryDelay = TimeSpan.Zero,
            CheckRequiredFields = service is not FakeService { CheckRequiredFields: false },
        };
        configure?.Invoke(options);
        return options;
    }

    public static ElasticFunnelsClient Client(this HttpMessageHandler service, Action<ElasticFunnelsClientOptions>? configure = null) =>
        new(service.Options(configure));

    /// <summary>Responds to the next request with a page of Laravel, whose ids start at <paramref name="first" />.</summary>
    public static FakeService Page(this FakeService service, int page, int lastPage, int total, int first, int count) =>
        service.Respond(
            200,
            $$"""
            {"current_page":{{page}},"data":[{{Records(first, count)}}],"first_page_url":"https://x/?page=1","from":{{first}},
            "last_page":{{lastPage}},"links":[{"url":null,"label":"&laquo; Previous","active":false}],"next_page_url":null,
            "path":"https://x","per_page":2,"prev_page_url":null,"to":{{first + count - 1}},"total":{{total}}}
            """
        );

    public static string Records(int first, int count) =>
        string.Join(",", Enumerable.Range(first, count).Select(static id => $$"""{"id":{{id}}}"""));
}
