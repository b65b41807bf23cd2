using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Page;

/// <summary>The stream of what happens.</summary>
public sealed class LiveStreamTests
{
    [Test]
    public async Task Tells_what_happens_and_goes_on_after_a_break()
    {
        await using var listening = await Listening.StartAsync(["contact.created"]);
        var api = listening.Api;
        using var page = new PageCalls(api.Emulator);
        string last;
        long number;
        using (var stream = await LiveEvents.OpenAsync(page))
        {
            var id = await listening.MakeContactAsync();
            var request = await stream.NextAsync("request");
            number = (long)request.Data["number"]!;
            Assert.That((string?)request.Data["operation"], Is.EqualTo("createContacts"));
            Assert.That((await stream.NextAsync("delivery")).Data["event_type"]!.ToString(), Is.EqualTo("contact.created"));

            await page.PatchAsync($"records/Contact/{id}", new { first_name = "Grace" });
            Assert.That((await stream.NextAsync("change", "Contact")).Data["resources"]!.ToJsonString(), Does.Contain("\"Contact\""));

            api.Emulator.Faults.Add(FaultTarget.Any, Fault.RateLimit());
            await stream.NextAsync("fault");
            Assert.That((await api.GetAsync("/teams")).Status, Is.EqualTo(429));
            Assert.That((string?)(await stream.NextAsync("request")).Data["fault"], Is.EqualTo("429"));
            last = (await stream.NextAsync("fault")).Id;
        }

        await api.GetAsync("/teams");
        await api.GetAsync("/teams");
        using (var stream = await LiveEvents.OpenAsync(page, last))
        {
            Assert.That((long)(await stream.NextAsync("request")).Data["number"]!, Is.EqualTo(number + 2));
            Assert.That((long)(await stream.NextAsync("request")).Data["number"]!, Is.EqualTo(number + 3));
            Assert.That((string?)(await stream.NextAsync("missed")).Data["what"], Is.EqualTo("records"), "Changes have no log.");
        }
    }

    [Test]
    public async Task Says_so_when_it_missed_something()
    {
        await using var api = await Api.StartAsync(configure: options => options.RequestLogCapacity = 3);
        using var page = new PageCalls(api.Emulator);
        string last;
        using (var stream = await LiveEvents.OpenAsync(page))
        {
            await api.GetAsync("/teams");
            last = (await stream.NextAsync("request")).Id;
        }

        for (var count = 0; count < 5; count++)
        {
            await api.GetAsync("/teams");
        }

        using (var stream = await LiveEvents.OpenAsync(page, last))
        {
            Assert.That((string?)(await stream.NextAsync("missed")).Data["what"], Is.EqualTo("requests"));
            await api.GetAsync("/teams");
            Assert.That((long)(await stream.NextAsync("request")).Data["number"]!, Is.EqualTo(7), "It goes on after the gap.");
        }

        // The id of another emulator, or of one before a reset, has no place in the log.
        using (var stream = await LiveEvents.OpenAsync(page, "other.500.0"))
        {
            await stream.NextAsync("reset");
        }

        using (var stream = await LiveEvents.OpenAsync(page))
        {
            await page.DeleteAsync("requests");
            await stream.NextAsync("reset");
            await api.GetAsync("/teams");
            Assert.That((long)(await stream.NextAsync("request")).Data["number"]!, Is.EqualTo(8));
        }
    }

    [Test]
    public async Task Many_requests_at_once_are_summed_up()
    {
        await using var api = await Api.StartAsync();
        using var page = new PageCalls(api.Emulator);
        using var stream = await LiveEvents.OpenAsync(page);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => api.GetAsync("/teams")));
        var seen = 0L;
        while (seen < 500)
        {
            var one = await stream.NextAsync("request", "missed");
            seen = one.Name == "request" ? (long)one.Data["number"]! : long.Parse(one.Id.Split('.')[1], null);
        }

        Assert.That(seen, Is.EqualTo(500), "No number is skipped without notice.");
    }

    [Test]
    public async Task Does_not_hold_up_the_end_of_the_emulator_and_is_limited_in_number()
    {
        var api = await Api.StartAsync();
        using var page = new PageCalls(api.Emulator);
        var streams = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => LiveEvents.OpenAsync(page)));
        await page.ErrorAsync("GET", "stream", null, 503);
        var watch = Stopwatch.StartNew();
        await api.DisposeAsync();
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1.5)), "The server waits two seconds for requests that go on.");
        foreach (var stream in streams)
        {
            await stream.EndAsync();
            stream.Dispose();
        }
    }

    private sealed record LiveEvent(string Name, string Id, JsonNode Data);

    /// <summary>A stream that is open.</summary>
    private sealed class LiveEvents : IDisposable
    {
        private readonly HttpResponseMessage _response;
        private readonly StreamReader _lines;

        private LiveEvents(HttpResponseMessage response, StreamReader lines) => (_response, _lines) = (response, lines);

        public static async Task<LiveEvents> OpenAsync(PageCalls page, string? last = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "stream");
            if (last is not null)
            {
                request.Headers.Add("Last-Event-ID", last);
            }

            var response = await page.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
            var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
            Assert.That(await lines.ReadLineAsync(), Is.EqualTo("retry: 1000"));
            return new LiveEvents(response, lines);
        }

        /// <summary>Returns the next event with one of the names; a resource among the names must be one of a change.</summary>
        public async Task<LiveEvent> NextAsync(params string[] names)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            var (name, id) = ("", "");
            while (await _lines.ReadLineAsync(limit.Token) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                {
                    name = line[7..];
                }
                else if (line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    id = line[4..];
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal) && names.Contains(name))
                {
                    var data = JsonNode.Parse(line[6..])!;
                    if (name != "change" || names.Any(one => data["resources"]!.AsArray().Any(resource => resource!.ToString() == one)))
                    {
                        return new LiveEvent(name, id, data);
                    }
                }
            }

            throw new InvalidOperationException("The stream ended.");
        }

        public async Task EndAsync()
        {
            while (await _lines.ReadLineAsync() is not null) { }
        }

        public void Dispose()
        {
            _lines.Dispose();
            _response.Dispose();
        }
    }
}
