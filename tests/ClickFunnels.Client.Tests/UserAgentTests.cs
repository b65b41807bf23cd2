using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>Without a User-Agent the edge blocks a request, so none leaves without it.</summary>
public sealed class UserAgentTests
{
    private readonly FakeService _service = new();

    [TestCase("AcmeShop/1.0 (ops@acme.example)")]
    [TestCase("just words")]
    [TestCase("unbalanced (")]
    public async Task The_User_Agent_is_sent_as_it_was_given(string userAgent)
    {
        await _service.Respond(200, """{"id":1}""").Client(options => options.UserAgent = userAgent).Teams.GetAsync(1);

        Assert.That(_service.Only.Headers["User-Agent"], Is.EqualTo(userAgent));
    }

    [Test]
    public async Task A_retry_carries_it_once()
    {
        await _service.Respond(503).Respond(200, """{"id":1}""").Client().Teams.GetAsync(1);

        Assert.That(_service.Sent.Select(static request => request.Headers["User-Agent"]), Is.All.EqualTo("ClickFunnelsTests/1.0"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    [TestCase("Acme\r\nX-Evil: 1")]
    [TestCase("Ümlaut/1.0")]
    public void A_client_is_not_built_without_a_usable_one(string? userAgent)
    {
        Assert.That(
            () => _service.Client(options => options.UserAgent = userAgent),
            Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("UserAgent")
        );
    }

    [TearDown]
    public void Dispose() => _service.Dispose();
}
