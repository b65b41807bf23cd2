using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Page;

/// <summary>The list of requests.</summary>
public sealed class RequestEndpointTests
{
    [Test]
    public async Task Lists_requests_by_number_and_filter()
    {
        await using var api = await Api.StartAsync(contacts: 3, unrecorded: "requests that break the contract");
        using var page = new PageCalls(api.Emulator);
        await api.GetAsync($"{api.Workspace}/contacts");
        await api.PostAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Ada", firstname = "Ada" } });
        await api.GetAsync("/contacts/9");
        await api.GetAsync("/nothing");

        var all = await page.GetAsync("requests");
        Assert.That(Numbers(all), Is.EqualTo((long[])[1, 2, 3, 4]), "Newest last; requests to the control are not listed.");
        Assert.That((long)all["last"]!, Is.EqualTo(4));
        Assert.That(
            all["requests"]!.AsArray().Select(one => (string?)one!["operation"]),
            Is.EqualTo((string?[])["listContacts", "createContacts", "getContacts", null])
        );
        Assert.That(Numbers(await page.GetAsync("requests?limit=2")), Is.EqualTo((long[])[3, 4]));
        var next = await page.GetAsync("requests?after=1&limit=2");
        Assert.That(Numbers(next), Is.EqualTo((long[])[2, 3]));
        Assert.That((long)next["last"]!, Is.EqualTo(3), "The number to go on from.");
        Assert.That((long)(await page.GetAsync("requests?after=1&status=2xx"))["last"]!, Is.EqualTo(4), "The rest was looked at.");

        (string Query, long[] Numbers)[] filters =
        [
            ("status=2xx", [1, 2]),
            ("status=404", [3, 4]),
            ("status=cut", []),
            ("method=post", [2]),
            ("operation=getContacts", [3]),
            ("path=/CONTACTS/", [3]),
            ("q=POST%20/api/v2/w", [2]),
            ("q=listcontacts", [1]),
            ("violations=true", [2, 4]),
            ("violations=false", [1, 3]),
            ("status=404&violations=true", [4]),
        ];
        foreach (var (query, numbers) in filters)
        {
            Assert.That(Numbers(await page.GetAsync("requests?" + query)), Is.EqualTo(numbers), query);
        }

        foreach (
            var wrong in (string[])
                ["limit=0", "limit=1001", "after=x", "status=9xx", "status=abc", "violations=1", "q=" + new string('x', 201)]
        )
        {
            await page.ErrorAsync("GET", "requests?" + wrong, null, 400);
        }
    }

    [Test]
    public async Task Shows_a_request_without_its_secrets()
    {
        await using var api = await Api.StartAsync(unrecorded: "an unknown field");
        using var page = new PageCalls(api.Emulator);
        var (_, secret) = await Listening.RegisterAsync(api, new Uri("http://127.0.0.1:9/hooks"), "contact.created");
        await api.PostAsync(
            $"{api.Workspace}/contacts?access_token=hidden-in-query",
            new { contact = new { first_name = "Ada", nick = "A" } }
        );

        var first = await page.GetAsync("requests/1");
        var second = await page.GetAsync("requests/2");
        var everything = first.ToJsonString() + second.ToJsonString() + (await page.GetAsync("requests")).ToJsonString();
        Assert.That(everything, Does.Not.Contain(api.Token).And.Not.Contain(secret).And.Not.Contain("hidden-in-query"));
        Assert.That(first["body"]!["text"]!.ToString(), Does.Contain("contact.created"));
        Assert.That(first["response_body"]!["text"]!.ToString(), Does.Contain("\"webhook_secret\":\"[redacted]\""));
        Assert.That(
            first["headers"]!.AsArray().Single(one => (string?)one!["name"] == "Authorization")!["value"]!.ToString(),
            Is.EqualTo("[redacted]")
        );
        Assert.That((string?)second["violations"]![0]!["where"], Does.Contain("access_token").Or.Contain("contact.nick"));
        await page.ErrorAsync("GET", "requests/3", null, 404);
        await page.ErrorAsync("GET", "requests/abc", null, 404);
    }

    [Test]
    public async Task Forgets_requests_and_keeps_counting()
    {
        await using var api = await Api.StartAsync();
        using var page = new PageCalls(api.Emulator);
        await api.GetAsync("/teams");
        await page.DeleteAsync("requests");
        Assert.That(api.Emulator.Requests, Is.Empty);
        await page.ErrorAsync("GET", "requests/1", null, 404);
        await api.GetAsync("/teams");
        Assert.That(Numbers(await page.GetAsync("requests?after=1")), Is.EqualTo((long[])[2]));
    }

    [Test]
    public async Task A_log_that_dropped_requests_returns_those_that_it_has()
    {
        await using var api = await Api.StartAsync(configure: options => options.RequestLogCapacity = 2);
        using var page = new PageCalls(api.Emulator);
        for (var count = 0; count < 5; count++)
        {
            await api.GetAsync("/teams");
        }

        Assert.That(Numbers(await page.GetAsync("requests?after=1")), Is.EqualTo((long[])[4, 5]));
        await page.ErrorAsync("GET", "requests/3", null, 404);
        Assert.That((long)(await page.GetAsync("requests/4"))["number"]!, Is.EqualTo(4));
    }

    private static long[] Numbers(JsonNode page) => [.. page["requests"]!.AsArray().Select(one => (long)one!["number"]!)];
}
