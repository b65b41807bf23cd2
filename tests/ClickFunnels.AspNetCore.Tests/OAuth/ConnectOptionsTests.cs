using System.Security.Claims;
using System.Text.Encodings.Web;
using ClickFunnels.AspNetCore.Tests.Support;
using ClickFunnels.OAuth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore.Tests.OAuth;

/// <summary>Validation of the options at startup, and authorization of the pages.</summary>
public sealed class ConnectOptionsTests
{
    [Test]
    public async Task All_validation_errors_are_reported_at_once_and_without_secrets()
    {
        var secret = LogCapture.Forbid("secret-of-the-options");

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            ConnectSite.StartAsync(options =>
            {
                options.OAuth = new OAuthOptions
                {
                    ClientSecret = secret,
                    RedirectUri = "https://acme.example/callback/",
                    UserAgent = "Acme/1.0",
                };
                options.Client.MaxRetries = -1;
                options.Flow = OAuthFlow.User;
                options.Scopes = ["read write"];
                options.AttemptLifetime = TimeSpan.Zero;
                options.ReturnUrl = "//elsewhere.example";
            })
        );

        Assert.That(refused!.Failures.Count(), Is.EqualTo(7));
        foreach (
            var setting in new[]
            {
                "OAuth.ClientId",
                "OAuth.RedirectUri",
                "Client.MaxRetries",
                "OnConnected",
                "Scopes",
                "AttemptLifetime",
                "ReturnUrl",
            }
        )
        {
            Assert.That(refused.Message, Does.Contain(setting));
        }

        Assert.That(refused.Message, Does.Not.Contain(secret));
    }

    [Test]
    public async Task A_redirect_uri_that_leads_elsewhere_is_refused() =>
        Assert.That(
            (
                await Assert.ThrowsAsync<InvalidOperationException>(() =>
                    ConnectSite.StartAsync(map: static app => app.MapClickFunnelsConnect("/other"))
                )
            )!.Message,
            Does.Contain("/other/callback")
        );

    [TestCase("/")]
    [TestCase("/connect/{tenant}")]
    public async Task A_pattern_that_is_not_a_path_is_refused(string pattern) =>
        await Assert.ThrowsAsync<ArgumentException>(() => ConnectSite.StartAsync(map: app => app.MapClickFunnelsConnect(pattern)));

    [Test]
    public async Task Mapping_without_the_services_names_the_missing_call()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();

        Assert.That(
            () => app.MapClickFunnelsConnect("/connect"),
            Throws.InvalidOperationException.With.Message.Contain("AddClickFunnelsConnect")
        );
        var services = new ServiceCollection().AddClickFunnelsConnect(static _ => { });
        Assert.That(() => services.AddClickFunnelsConnect(static _ => { }), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_policy_applies_to_both_pages_and_an_attempt_belongs_to_its_user()
    {
        await using var site = await ConnectSite.StartAsync(
            services: static services =>
            {
                services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
                services.AddAuthorization();
            },
            map: static app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapClickFunnelsConnect(ConnectSite.Path).RequireAuthorization();
            }
        );
        using var browser = new Browser();

        Assert.That((await browser.OpenAsync(site.StartUrl)).Status, Is.EqualTo(401));
        Assert.That((await browser.OpenAsync(new Uri(site.StartUrl + "/callback"))).Status, Is.EqualTo(401));

        SignIn(browser, "jane");
        var callback = await site.ConsentAsync(browser);
        SignIn(browser, "joe");
        Assert.That((await browser.OpenAsync(callback)).Status, Is.EqualTo(400), "another user");

        callback = await site.ConsentAsync(browser);
        Assert.That((await browser.OpenAsync(callback)).Status, Is.EqualTo(302));
        LogCapture.Forbid((await site.Tokens.FindAsync(site.Service.WorkspaceId))!.AccessToken);
    }

    private static void SignIn(Browser browser, string user)
    {
        browser.Http.DefaultRequestHeaders.Remove("X-User");
        browser.Http.DefaultRequestHeaders.Add("X-User", user);
    }

    /// <summary>Signs in the user named in a header.</summary>
    private sealed class HeaderAuthentication(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(
                Request.Headers["X-User"] is [{ } user]
                    ? AuthenticateResult.Success(
                        new AuthenticationTicket(
                            new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "header")),
                            "header"
                        )
                    )
                    : AuthenticateResult.NoResult()
            );
    }
}
