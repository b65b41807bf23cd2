using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>The host of each call: the accounts host for teams and workspaces, the workspace's subdomain for everything else.</summary>
public sealed class HostRoutingTests
{
    private const string Record = """{"id":1,"workspace_id":42}""";

    private readonly FakeService _service = new();

    [Test]
    public async Task Teams_are_served_by_the_accounts_host()
    {
        await _service.Respond(200, """{"id":7}""").Client().Teams.GetAsync(7);

        Assert.That(_service.Only.Url, Is.EqualTo("https://accounts.myclickfunnels.com/api/v2/teams/7"));
    }

    [Test]
    public async Task Workspaces_are_served_by_the_accounts_host()
    {
        var client = _service.Respond(200, "[]").Respond(200, """{"id":42}""").Client();
        await client.Workspaces.ListAsync(7).ToListAsync();
        await client.Workspaces.GetAsync(42);

        Assert.That(
            _service.Sent.Select(static request => request.Url),
            Is.EqualTo(
                new[]
                {
                    "https://accounts.myclickfunnels.com/api/v2/teams/7/workspaces",
                    "https://accounts.myclickfunnels.com/api/v2/workspaces/42",
                }
            )
        );
    }

    [Test]
    public async Task A_nested_route_carries_the_workspace_on_its_own_host()
    {
        await _service.Respond(200, "[]").Client().Contacts.ListAsync().ToListAsync();

        Assert.That(_service.Only.Url, Is.EqualTo("https://acme.myclickfunnels.com/api/v2/workspaces/42/contacts"));
    }

    [Test]
    public async Task A_member_route_does_not_carry_the_workspace()
    {
        await _service.Respond(200, Record).Client().Contacts.GetAsync(1);

        Assert.That(_service.Only.Url, Is.EqualTo("https://acme.myclickfunnels.com/api/v2/contacts/1"));
    }

    [Test]
    public async Task The_accounts_host_needs_no_workspace()
    {
        await _service.Respond(200, "[]").Client(Unbound).Teams.ListAsync().ToListAsync();

        Assert.That(_service.Only.Url, Is.EqualTo("https://accounts.myclickfunnels.com/api/v2/teams"));
    }

    [Test]
    public async Task A_workspace_by_id_and_subdomain_needs_no_lookup()
    {
        await _service.Respond(200, "[]").Client(Unbound).ForWorkspace(5, "other").Forms.ListAsync().ToListAsync();

        Assert.That(_service.Only.Url, Is.EqualTo("https://other.myclickfunnels.com/api/v2/workspaces/5/forms"));
    }

    [Test]
    public async Task A_fetched_workspace_needs_no_lookup()
    {
        var workspace = new Workspace { Id = 5, Subdomain = "other" };
        await _service.Respond(200, "[]").Client(Unbound).ForWorkspace(workspace).Forms.ListAsync().ToListAsync();

        Assert.That(_service.Only.Url, Is.EqualTo("https://other.myclickfunnels.com/api/v2/workspaces/5/forms"));
    }

    [Test]
    public async Task A_workspace_by_id_is_looked_up_once()
    {
        _service.Respond(200, """{"id":5,"subdomain":"found"}""").Respond(200, "[]").Respond(200, Record);
        var client = _service.Client(Unbound).ForWorkspace(5);
        await client.Forms.ListAsync().ToListAsync();
        await client.Contacts.GetAsync(1);

        Assert.That(
            _service.Sent.Select(static request => request.Url),
            Is.EqualTo(
                new[]
                {
                    "https://accounts.myclickfunnels.com/api/v2/workspaces/5",
                    "https://found.myclickfunnels.com/api/v2/workspaces/5/forms",
                    "https://found.myclickfunnels.com/api/v2/contacts/1",
                }
            )
        );
    }

    [Test]
    public async Task Options_without_a_subdomain_look_it_up()
    {
        _service.Respond(200, """{"id":42,"subdomain":"found"}""").Respond(200, "[]");
        await _service.Client(static options => options.Subdomain = null).Forms.ListAsync().ToListAsync();

        Assert.That(_service.Sent[1].Url, Is.EqualTo("https://found.myclickfunnels.com/api/v2/workspaces/42/forms"));
    }

    [Test]
    public async Task A_public_id_becomes_the_numeric_one_by_the_lookup()
    {
        _service.Respond(200, """{"id":5,"public_id":"dCHKcl","subdomain":"found"}""").Respond(200, "[]");
        var client = _service.Client(Unbound).ForWorkspace("dCHKcl");
        await client.Forms.ListAsync().ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(_service.Sent[0].Url, Is.EqualTo("https://accounts.myclickfunnels.com/api/v2/workspaces/dCHKcl"));
            Assert.That(_service.Sent[1].Url, Is.EqualTo("https://found.myclickfunnels.com/api/v2/workspaces/5/forms"));
            Assert.That(client.WorkspaceId, Is.EqualTo((ResourceId)5));
        });
    }

    [Test]
    public async Task Fifty_first_calls_at_once_look_up_once()
    {
        var lookup = new TaskCompletionSource();
        _service.Always(async request =>
        {
            if (request.RequestUri!.Host == "accounts.myclickfunnels.com")
            {
                await lookup.Task;
                return FakeService.Response(200, """{"id":5,"subdomain":"found"}""");
            }

            return FakeService.Response(200, Record);
        });
        var client = _service.Client(Unbound).ForWorkspace(5);
        var calls = Enumerable.Range(1, 50).Select(id => Task.Run(() => client.Contacts.GetAsync(id))).ToList();
        lookup.SetResult();
        await Task.WhenAll(calls);

        Assert.Multiple(() =>
        {
            Assert.That(
                _service.Sent.Count(static request => request.Url.StartsWith("https://accounts.", StringComparison.Ordinal)),
                Is.EqualTo(1)
            );
            Assert.That(_service.Sent, Has.Count.EqualTo(51));
        });
    }

    [Test]
    public async Task A_lookup_that_failed_is_tried_again_by_the_next_call()
    {
        _service
            .Respond(401, """{"error":"API key missing or invalid"}""")
            .Respond(200, """{"id":5,"subdomain":"found"}""")
            .Respond(200, Record);
        var client = _service.Client(Unbound).ForWorkspace(5);

        Assert.That(() => client.Contacts.GetAsync(1), Throws.TypeOf<ApiUnauthorizedException>());
        var contact = await client.Contacts.GetAsync(1);

        Assert.That(contact.Id, Is.EqualTo(1));
    }

    [Test]
    public async Task A_canceled_lookup_does_not_spoil_the_calls_that_wait_for_it()
    {
        var first = new TaskCompletionSource();
        var lookups = 0;
        _service.Always(async request =>
        {
            if (request.RequestUri!.Host == "accounts.myclickfunnels.com")
            {
                if (Interlocked.Increment(ref lookups) == 1)
                {
                    first.SetResult();
                    await new TaskCompletionSource().Task;
                }

                return FakeService.Response(200, """{"id":5,"subdomain":"found"}""");
            }

            return FakeService.Response(200, Record);
        });
        var client = _service.Client(Unbound).ForWorkspace(5);
        using var cancellation = new CancellationTokenSource();
        var canceled = client.Contacts.GetAsync(1, cancellationToken: cancellation.Token);
        await first.Task;
        var waiting = client.Contacts.GetAsync(2);
        await cancellation.CancelAsync();

        Assert.That(() => canceled, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await waiting).Id, Is.EqualTo(1));
    }

    [TestCase("evil.example/x")]
    [TestCase("evil.example#")]
    [TestCase("user@evil")]
    [TestCase("a.b")]
    [TestCase("")]
    [TestCase("-a")]
    [TestCase("ümlaut")]
    public void A_looked_up_subdomain_that_leads_elsewhere_gets_no_token(string subdomain)
    {
        _service.Respond(200, $$"""{"id":5,"subdomain":"{{subdomain}}"}""");

        Assert.That(
            () => _service.Client(Unbound).ForWorkspace(5).Contacts.GetAsync(1),
            Throws.TypeOf<ApiResponseException>().With.Message.Contains("ubdomain")
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1), "Nothing may be sent to the other host.");
    }

    [TestCase("evil.example/x")]
    [TestCase("evil.example")]
    [TestCase("user:pass@evil.example")]
    [TestCase("evil.example?")]
    [TestCase("evil\n")]
    [TestCase("a b")]
    [TestCase("-a")]
    [TestCase("a-")]
    [TestCase("")]
    public void A_given_subdomain_that_leads_elsewhere_is_refused(string subdomain)
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => _service.Client().ForWorkspace(5, subdomain), Throws.ArgumentException.With.Message.Contains("subdomain"));
            Assert.That(() => _service.Client(options => options.Subdomain = subdomain), Throws.TypeOf<ApiConfigurationException>());
        });
    }

    [TestCase("http://127.0.0.1:4010", "http://127.0.0.1:4010/api/v2")]
    [TestCase("http://127.0.0.1:4010/", "http://127.0.0.1:4010/api/v2")]
    [TestCase("http://localhost:4010/api/v2", "http://localhost:4010/api/v2")]
    [TestCase("http://[::1]:4010/api/v2/", "http://[::1]:4010/api/v2")]
    [TestCase("https://proxy.example/clickfunnels", "https://proxy.example/clickfunnels/api/v2")]
    public async Task A_base_address_replaces_both_hosts_without_a_lookup(string address, string expected)
    {
        var client = _service
            .Respond(200, """{"id":7}""")
            .Respond(200, "[]")
            .Client(options =>
            {
                options.BaseAddress = new Uri(address);
                options.Subdomain = null;
            });
        await client.Teams.GetAsync(7);
        await client.Forms.ListAsync().ToListAsync();

        Assert.That(
            _service.Sent.Select(static request => request.Url),
            Is.EqualTo(new[] { expected + "/teams/7", expected + "/workspaces/42/forms" })
        );
    }

    [Test]
    public async Task Choosing_a_workspace_by_id_for_each_web_request_looks_the_subdomain_up_once_an_hour()
    {
        var clock = new ManualTimeProvider();
        using var client = _service
            .Always(200, """{"id":7,"subdomain":"other"}""")
            .Client(options =>
            {
                options.WorkspaceId = default;
                options.Subdomain = null;
                options.TimeProvider = clock;
            });
        for (var call = 0; call < 3; call++)
        {
            await client.ForWorkspace(7).Contacts.GetAsync(1);
        }

        Assert.That(_service.Sent, Has.Count.EqualTo(4));

        clock.Advance(TimeSpan.FromHours(1));
        await client.ForWorkspace(7).Contacts.GetAsync(1);
        Assert.That(_service.Sent.Count(static request => request.Url.EndsWith("/workspaces/7", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public void A_client_bound_to_nothing_says_how_to_bind_it()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                () => _service.Client(Unbound).Contacts.GetAsync(1),
                Throws.InvalidOperationException.With.Message.Contains("ForWorkspace(id)")
            );
            Assert.That(
                () => _service.Client(Unbound).Contacts.ListAsync().ToListAsync(),
                Throws.InvalidOperationException.With.Message.Contains("ForWorkspace(id)")
            );
            Assert.That(_service.Sent, Is.Empty);
        });
    }

    [Test]
    public async Task A_subdomain_alone_serves_member_routes()
    {
        var client = _service.Respond(200, Record).Client(static options => options.WorkspaceId = default);
        await client.Contacts.GetAsync(1);

        Assert.Multiple(() =>
        {
            Assert.That(_service.Only.Url, Is.EqualTo("https://acme.myclickfunnels.com/api/v2/contacts/1"));
            Assert.That(
                () => client.Contacts.ListAsync().ToListAsync(),
                Throws.InvalidOperationException.With.Message.Contains("WorkspaceId")
            );
        });
    }

    [Test]
    public void A_base_address_does_not_stand_for_the_workspace_of_a_nested_route()
    {
        var client = _service.Client(static options =>
        {
            options.BaseAddress = new Uri("http://127.0.0.1:4010");
            options.WorkspaceId = default;
        });

        Assert.That(() => client.Contacts.ListAsync().ToListAsync(), Throws.InvalidOperationException);
    }

    [Test]
    public void An_empty_workspace_id_is_refused()
    {
        Assert.That(() => _service.Client().ForWorkspace(default(ResourceId)), Throws.ArgumentException.With.Message.Contains("empty"));
    }

    [TearDown]
    public void Nothing_is_left_over()
    {
        _service.AllResponsesWereUsed();
        _service.Dispose();
    }

    private static void Unbound(ClickFunnelsClientOptions options)
    {
        options.WorkspaceId = default;
        options.Subdomain = null;
    }
}
