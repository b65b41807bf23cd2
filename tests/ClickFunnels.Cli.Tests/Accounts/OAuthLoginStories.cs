using System.Net;
using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests.Accounts;

/// <summary>Logging in with a browser, against the OAuth pages of the emulator.</summary>
public sealed class OAuthLoginStories
{
    private const string Callback = "http://127.0.0.1/callback";

    [Test]
    public async Task A_person_logs_in_with_a_public_client_and_logs_out()
    {
        await using var emulator = await StartAsync(null);
        using var person = new LoginPerson(emulator);
        using var cli = new Cli { Browser = person.Open };

        var login = (await cli.RunAsync(Login(emulator) + " -w second")).Succeeds();
        await person.Done;
        (await cli.RunAsync("contacts list")).Succeeds();
        var token = emulator.Requests[^1];
        var logout = (await cli.RunAsync("logout")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(person.Page, Does.Contain("You can close this window"));
            Assert.That(login.Error, Does.Contain("Log in with the browser: " + emulator.Url));
            Assert.That(login.Error + login.Output, Does.Not.Contain(person.Code));
            Assert.That(token.Path, Does.Contain("/contacts"));
            Assert.That(logout.Error, Does.Contain("was revoked and removed"));
            Assert.That(emulator.Requests.Select(request => request.Path), Does.Contain("/oauth/revoke"));
        }

        (await cli.RunAsync("contacts list")).Fails(5, "clickfunnels login --profile default");
    }

    [Test]
    public async Task An_installation_with_a_secret_connects_one_workspace()
    {
        await using var emulator = await StartAsync("hush");
        using var person = new LoginPerson(emulator) { WorkspaceId = emulator.Workspaces[1].Id };
        using var cli = new Cli { Browser = person.Open, Input = "hush\n" };

        var login = (await cli.RunAsync(Login(emulator) + " --installation --client-secret-stdin --scope read")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(login.Json["workspace"]!.GetValue<string>(), Is.EqualTo($"{emulator.Workspaces[1].Id}"));
            Assert.That(login.Error + login.Output, Does.Not.Contain("hush"));
        }
    }

    [Test]
    public async Task A_refusal_is_reported_and_nothing_is_stored()
    {
        await using var emulator = await StartAsync(null);
        using var person = new LoginPerson(emulator) { Denies = true };
        using var cli = new Cli { Browser = person.Open };

        (await cli.RunAsync(Login(emulator))).Fails(10, "access_denied");

        await person.Done;
        Assert.That(person.Page, Does.Contain("not connected"));
        Assert.That((await cli.RunAsync("profiles list")).Succeeds().Json.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_callback_of_another_page_changes_nothing()
    {
        await using var emulator = await StartAsync(null);
        using var person = new LoginPerson(emulator) { ForgedQueries = ["?code=x&state=guessed", "?error=access_denied", ""] };
        using var cli = new Cli { Browser = person.Open };

        (await cli.RunAsync(Login(emulator))).Succeeds();

        await person.Done;
        Assert.That(person.ForgedStatuses, Is.EqualTo([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound]));
    }

    [Test]
    public async Task A_canceled_login_ends_at_once()
    {
        await using var emulator = await StartAsync(null);
        using var stop = new CancellationTokenSource();
        using var cli = new Cli { Browser = _ => StopNow(stop) };

        (await cli.RunAsync(Login(emulator), stop.Token)).Fails(130, "Canceled");
    }

    private static bool StopNow(CancellationTokenSource stop)
    {
        stop.Cancel();
        return true;
    }

    private static Task<ClickFunnelsEmulator> StartAsync(string? secret)
    {
        var application = new OAuthApplication("app") { ClientSecret = secret };
        if (secret is null)
        {
            // A public client may return to any port of it.
            application.RedirectUris.Add(Callback);
        }

        return ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { OAuthApplications = { application }, Workspaces = { new WorkspaceSeed("second") } }
        );
    }

    private static string Login(ClickFunnelsEmulator emulator) =>
        $"login --oauth --client-id app --authorization-server {emulator.Url} --base-url {emulator.Url}";

    /// <summary>Acts as a person whose browser is opened.</summary>
    private sealed class LoginPerson(ClickFunnelsEmulator emulator) : IDisposable
    {
        private readonly Browser _browser = new();

        public long? WorkspaceId { get; init; }

        public bool Denies { get; init; }

        public string[] ForgedQueries { get; init; } = [];

        public List<HttpStatusCode> ForgedStatuses { get; } = [];

        public string Page { get; private set; } = "";

        public string Code { get; private set; } = "none";

        public Task Done { get; private set; } = Task.CompletedTask;

        public bool Open(Uri address)
        {
            Done = ConsentAsync(address);
            return true;
        }

        public void Dispose() => _browser.Dispose();

        private async Task ConsentAsync(Uri address)
        {
            var page = await _browser.OpenAsync(address);
            var back = Denies ? new Uri(page.DenyUrl) : (await _browser.ConsentAsync(page, WorkspaceId ?? emulator.WorkspaceId)).Location!;
            foreach (var query in ForgedQueries)
            {
                using var refused = await _browser.Http.GetAsync(back.GetLeftPart(UriPartial.Path) + query);
                ForgedStatuses.Add(refused.StatusCode);
            }

            Code = System.Web.HttpUtility.ParseQueryString(back.Query)["code"] ?? "none";
            Page = (await _browser.OpenAsync(back)).Html;
        }
    }
}
