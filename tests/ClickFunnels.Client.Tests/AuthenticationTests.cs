using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>Every request carries the bearer token, whichever host it goes to.</summary>
public sealed class AuthenticationTests
{
    private readonly FakeService _service = new();

    [Test]
    public async Task The_token_is_sent_as_bearer_to_both_hosts()
    {
        var client = _service.Respond(200, """{"id":1}""").Respond(200, """{"id":1}""").Client();
        await client.Teams.GetAsync(1);
        await client.Contacts.GetAsync(1);

        Assert.That(
            _service.Sent.Select(static request => request.Headers["Authorization"]),
            Is.All.EqualTo("Bearer " + FakeService.Token)
        );
    }

    [Test]
    public async Task The_token_is_sent_again_with_a_retry()
    {
        await _service.Respond(503).Respond(200, """{"id":1}""").Client().Teams.GetAsync(1);

        Assert.That(
            _service.Sent.Select(static request => request.Headers["Authorization"]),
            Is.EqualTo(Enumerable.Repeat("Bearer " + FakeService.Token, 2))
        );
    }

    [Test]
    public async Task Json_is_asked_for()
    {
        await _service.Respond(200, """{"id":1}""").Client().Teams.GetAsync(1);

        Assert.That(_service.Only.Headers["Accept"], Is.EqualTo("application/json"));
    }

    [Test]
    public async Task A_body_is_sent_as_json_and_none_without_a_record()
    {
        var client = _service.Respond(201, """{"id":1}""").Respond(200, """{"id":1}""").Client();
        await client.Contacts.CreateAsync(new ContactCreate { FirstName = "A" });
        await client.Products.ArchiveAsync(1);

        Assert.Multiple(() =>
        {
            Assert.That(_service.Sent[0].Headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
            Assert.That(_service.Sent[1].BodyBytes, Is.Null);
        });
    }

    [Test]
    public void A_redirect_is_not_followed_with_the_token()
    {
        _service.Respond(302, "", "text/html", ("Location", "https://evil.example/"));

        Assert.That(
            () => _service.Client().Teams.GetAsync(1),
            Throws.TypeOf<ApiStatusException>().With.Property("StatusCode").EqualTo(302).And.Message.Contains("redirects are not followed")
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [TearDown]
    public void Dispose() => _service.Dispose();
}
