using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>Accounts side by side keep to themselves; clients of one account share its connection.</summary>
public sealed class SeveralAccountsTests
{
    private readonly FakeService _service = new();

    [Test]
    public async Task Each_account_sends_its_own_token_to_its_own_host()
    {
        _service.Always(200, """{"id":1}""");
        using var first = _service.Client(static options => options.AccessToken = "first");
        using var second = _service.Client(static options =>
        {
            options.AccessToken = "second";
            options.Subdomain = "beta";
        });
        await Task.WhenAll(Enumerable.Range(1, 40).Select(id => (id % 2 == 0 ? first : second).Contacts.GetAsync(id)));

        Assert.That(
            _service.Sent,
            Has.All.Matches<SentRequest>(static request =>
                (request!.Headers["Authorization"], new Uri(request.Url).Host)
                    is
                        ("Bearer first", "acme.myclickfunnels.com")
                        or
                        ("Bearer second", "beta.myclickfunnels.com")
            )
        );
        Assert.That(_service.Sent.Count(static request => request.Headers["Authorization"] == "Bearer first"), Is.EqualTo(20));
    }

    [Test]
    public async Task Workspaces_of_one_account_stand_side_by_side()
    {
        _service.Respond(200, "[]").Respond(200, "[]");
        var client = _service.Client();
        await client.ForWorkspace(1, "one").Forms.ListAsync().ToListAsync();
        await client.Forms.ListAsync().ToListAsync();

        Assert.That(
            _service.Sent.Select(static request => request.Url),
            Is.EqualTo(
                new[]
                {
                    "https://one.myclickfunnels.com/api/v2/workspaces/1/forms",
                    "https://acme.myclickfunnels.com/api/v2/workspaces/42/forms",
                }
            )
        );
    }

    [Test]
    public void A_disposed_client_says_so()
    {
        var client = _service.Client();
        var bound = client.ForWorkspace(1, "one");
        client.Dispose();
        client.Dispose();

        Assert.Multiple(() =>
        {
            Assert.That(() => client.Contacts.GetAsync(1), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => bound.Contacts.GetAsync(1), Throws.TypeOf<ObjectDisposedException>());
        });
    }

    [Test]
    public async Task A_bound_client_does_not_close_the_connection_it_shares()
    {
        _service.Respond(200, """{"id":1}""");
        var client = _service.Client();
        client.ForWorkspace(1, "one").Dispose();

        Assert.That((await client.Contacts.GetAsync(1)).Id, Is.EqualTo(1));
    }

    [Test]
    public async Task A_given_connection_and_a_given_handler_stay_open()
    {
        _service.Always(200, """{"id":1}""");
        using var connection = new ClickFunnelsConnection(_service.Options());
        using (var first = new ClickFunnelsClient(connection))
        {
            await first.Contacts.GetAsync(1);
        }

        using (var own = _service.Client())
        {
            await own.Contacts.GetAsync(1);
        }

        using var second = new ClickFunnelsClient(connection);
        Assert.That((await second.Contacts.GetAsync(1)).Id, Is.EqualTo(1));
    }

    [TearDown]
    public void Dispose() => _service.Dispose();
}
