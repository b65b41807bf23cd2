using ClickFunnels.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ClickFunnels.AspNetCore.Tests.OAuth;

/// <summary>Attempts that must not connect an account.</summary>
public sealed class ConnectRefusalTests
{
    private const string StartAgain = "The account was not connected. Start again.";

    [TestCase("/settings", true)]
    [TestCase("/settings?next=https://elsewhere.example", true)]
    [TestCase("/a//b", true)]
    [TestCase("//elsewhere.example", false)]
    [TestCase("/\\elsewhere.example", false)]
    [TestCase("/\t/elsewhere.example", false)]
    [TestCase("/\n/elsewhere.example", false)]
    [TestCase("\\\\elsewhere.example", false)]
    [TestCase("https://elsewhere.example/", false)]
    [TestCase("https:elsewhere.example", false)]
    [TestCase("javascript:alert(1)", false)]
    [TestCase("settings", false)]
    [TestCase(" /settings", false)]
    [TestCase("", false)]
    public async Task Only_paths_of_the_application_are_accepted_as_return_URL(string returnUrl, bool isLocal)
    {
        await using var site = await ConnectSite.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

        using var response = await http.GetAsync(new Uri(site.StartUrl + "?returnUrl=" + Uri.EscapeDataString(returnUrl)));

        Assert.That((int)response.StatusCode, Is.EqualTo(isLocal ? 302 : 400));
        Assert.That(response.Headers.Contains("Set-Cookie"), Is.EqualTo(isLocal));
        Assert.That(
            await response.Content.ReadAsStringAsync(),
            Is.EqualTo(isLocal ? "" : "The returnUrl must be a path of this application.")
        );
    }

    [Test]
    public void A_path_that_is_too_long_is_refused() =>
        Assert.That(
            (LocalUrl.IsLocal("/" + new string('a', 2047)), LocalUrl.IsLocal("/" + new string('a', 2048)), LocalUrl.IsLocal(null)),
            Is.EqualTo((true, false, false))
        );

    [Test]
    public async Task A_different_state_connects_nothing()
    {
        await using var site = await ConnectSite.StartAsync();
        using var browser = new Browser();
        var callback = await site.ConsentAsync(browser);

        await RefusedAsync(site, browser, new Uri(callback.AbsoluteUri.Replace("state=", "state=x", StringComparison.Ordinal)));
        await RefusedAsync(site, browser, callback, "the attempt has ended");
    }

    [Test]
    public async Task Two_states_or_a_missing_state_connect_nothing()
    {
        foreach (
            var change in new Func<string, string>[]
            {
                static url => url + "&state=x",
                static url => url[..url.IndexOf("&state=", StringComparison.Ordinal)],
            }
        )
        {
            await using var site = await ConnectSite.StartAsync();
            using var browser = new Browser();
            await RefusedAsync(site, browser, new Uri(change((await site.ConsentAsync(browser)).AbsoluteUri)));
        }
    }

    [Test]
    public async Task A_browser_without_the_cookie_connects_nothing()
    {
        await using var site = await ConnectSite.StartAsync();
        using var browser = new Browser();
        using var victim = new Browser();

        await RefusedAsync(site, victim, await site.ConsentAsync(browser));
    }

    [Test]
    public async Task An_attempt_of_another_browser_connects_nothing()
    {
        await using var site = await ConnectSite.StartAsync();
        using var browser = new Browser();
        using var victim = new Browser();
        await victim.OpenAsync(site.StartUrl);

        await RefusedAsync(site, victim, await site.ConsentAsync(browser));
    }

    [TestCase(599, 302)]
    [TestCase(600, 400)]
    public async Task An_attempt_expires_after_ten_minutes(int seconds, int status)
    {
        await using var site = await ConnectSite.StartAsync();
        using var browser = new Browser();
        var callback = await site.ConsentAsync(browser);

        site.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.That((await browser.OpenAsync(callback)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task A_callback_works_once_even_if_the_browser_keeps_its_cookie()
    {
        var reasons = new List<ClickFunnelsConnectFailure>();
        await using var site = await ConnectSite.StartAsync(Record(reasons));
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var browser = new Browser();
        using var start = await http.GetAsync(site.StartUrl);
        var cookie = start.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        LogCapture.Forbid(cookie);
        var back = await browser.ConsentAsync(await browser.OpenAsync(start.Headers.Location!));
        LogCapture.Forbid(back.Returned("code")!);

        Assert.That(await CallAsync(cookie), Is.EqualTo(302));
        LogCapture.Forbid((await site.Tokens.FindAsync(site.Service.WorkspaceId))!.AccessToken);
        Assert.That(await CallAsync(cookie), Is.EqualTo(418), "the code was already used");
        Assert.That(await CallAsync(cookie[..^4] + "AAAA"), Is.EqualTo(418), "a changed cookie");
        Assert.That(await CallAsync("clickfunnels-connect=x"), Is.EqualTo(418), "a forged cookie");
        Assert.That(
            reasons,
            Is.EqualTo(
                new[]
                {
                    ClickFunnelsConnectFailure.Refused,
                    ClickFunnelsConnectFailure.UnknownAttempt,
                    ClickFunnelsConnectFailure.UnknownAttempt,
                }
            )
        );

        async Task<int> CallAsync(string value)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, back.Location);
            request.Headers.Add("Cookie", value);
            using var response = await http.SendAsync(request);
            Assert.That(
                response.Headers.GetValues("Set-Cookie").Single(),
                Does.Contain("expires=Thu, 01 Jan 1970"),
                "the cookie is deleted"
            );
            return (int)response.StatusCode;
        }
    }

    [Test]
    public async Task A_customer_denies_access()
    {
        await using var site = await ConnectSite.StartAsync();
        using var browser = new Browser();
        var start = await browser.OpenAsync(site.StartUrl);
        var denied = new Uri((await browser.OpenAsync(start.Location!)).DenyUrl + "&error_description=%3Cscript%3Ealert(1)%3C%2Fscript%3E");

        var page = await browser.OpenAsync(denied);

        Assert.That((page.Status, page.Html), Is.EqualTo((400, "The account was not connected because access was denied.")));
        Assert.That(await site.Tokens.FindAsync(site.Service.WorkspaceId), Is.Null);
    }

    [TestCase("access_denied", ClickFunnelsConnectFailure.AccessDenied)]
    [TestCase("server_error", ClickFunnelsConnectFailure.Refused)]
    [TestCase("%3Cb%3E", ClickFunnelsConnectFailure.Refused)]
    public async Task OnFailed_gets_the_reason(string error, ClickFunnelsConnectFailure reason)
    {
        var reasons = new List<ClickFunnelsConnectFailure>();
        await using var site = await ConnectSite.StartAsync(Record(reasons));
        using var browser = new Browser();
        var start = await browser.OpenAsync(site.StartUrl);

        var page = await browser.OpenAsync(new Uri($"{site.StartUrl}/callback?error={error}&state={start.Returned("state")}"));

        Assert.That(page.Status, Is.EqualTo(418));
        Assert.That(reasons, Is.EqualTo(new[] { reason }));
    }

    [Test]
    public async Task A_wrong_secret_is_refused_and_not_revealed()
    {
        var wrong = LogCapture.Forbid("wrong-secret-of-the-application");
        await using var site = await ConnectSite.StartAsync(options => options.OAuth.ClientSecret = wrong);
        using var browser = new Browser();

        await RefusedAsync(site, browser, await site.ConsentAsync(browser));
    }

    [Test]
    public async Task A_service_that_is_unavailable_gives_503()
    {
        await using var site = await ConnectSite.StartAsync();
        using var browser = new Browser();
        var callback = await site.ConsentAsync(browser);
        await site.StopServiceAsync();

        var page = await browser.OpenAsync(callback);

        Assert.That(
            (page.Status, page.Html),
            Is.EqualTo((503, "The account was not connected because ClickFunnels did not respond. Try again later."))
        );
    }

    private static Action<ClickFunnelsConnectOptions> Record(List<ClickFunnelsConnectFailure> reasons) =>
        options =>
            options.OnFailed = context =>
            {
                reasons.Add(context.Reason);
                context.HttpContext.Response.StatusCode = StatusCodes.Status418ImATeapot;
                return Task.CompletedTask;
            };

    private static async Task RefusedAsync(ConnectSite site, Browser browser, Uri callback, string? why = null)
    {
        var page = await browser.OpenAsync(callback);
        Assert.That((page.Status, page.Html), Is.EqualTo((400, StartAgain)), why);
        foreach (var workspace in site.Service.Workspaces)
        {
            Assert.That(await site.Tokens.FindAsync(workspace.Id), Is.Null, why);
        }
    }
}
