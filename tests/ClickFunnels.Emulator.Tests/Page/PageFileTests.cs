using System.Net;
using System.Text.RegularExpressions;

namespace ClickFunnels.Emulator.Tests.Page;

/// <summary>The files of the page.</summary>
public sealed partial class PageFileTests
{
    [Test]
    public async Task Are_served_with_a_strict_policy_and_need_nothing_else()
    {
        await using var api = await Api.StartAsync();
        using var page = new PageCalls(api.Emulator);
        (string Name, string Type)[] files =
        [
            ("", "text/html"),
            ("page.css", "text/css"),
            ("page.js", "text/javascript"),
            ("icon.svg", "image/svg+xml"),
        ];
        foreach (var (name, type) in files)
        {
            using var response = await page.Http.GetAsync(name);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), name);
            Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
            Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo((string[])["nosniff"]));
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.That(policy, Does.StartWith("default-src 'self';").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"));
            var text = await response.Content.ReadAsStringAsync();
            Assert.That(Foreign().Matches(text).Select(match => match.Value), Is.Empty, $"{name} refers to another host.");
            Assert.That(
                Inline().Matches(text).Select(match => match.Value),
                Is.Empty,
                $"{name} has a script or style inline, or sets HTML."
            );
        }

        Assert.That(api.Emulator.Requests, Is.Empty);
    }

    [Test]
    public async Task The_address_without_a_slash_leads_to_the_page()
    {
        await using var api = await Api.StartAsync();
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        using var response = await http.GetAsync(new Uri(api.Emulator.Url, "/_emulator"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo("/_emulator/"));
    }

    [GeneratedRegex("(https?:)?//(?!www\\.w3\\.org/2000/svg)[a-z0-9]+\\.[a-z]")]
    private static partial Regex Foreign();

    [GeneratedRegex(
        "<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=\"|innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\("
    )]
    private static partial Regex Inline();
}
