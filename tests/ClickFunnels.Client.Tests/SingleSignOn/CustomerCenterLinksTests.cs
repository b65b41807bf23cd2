using System.Globalization;
using ClickFunnels.SingleSignOn;
using ClickFunnels.Tests.Webhooks;
using JWT.Algorithms;
using JWT.Builder;
using JWT.Exceptions;

namespace ClickFunnels.Tests.SingleSignOn;

/// <summary>Links to the customer center; another library (JWT.Net) verifies their tokens.</summary>
public sealed class CustomerCenterLinksTests
{
    private const string Key = "2G1CktMD3-secret-MARKER";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    [TestCase("jane@example.com", "acme.myclickfunnels.com")]
    [TestCase("jane+test@example.com", "www.acme.example")]
    [TestCase("zoë@example.com", "acme.myclickfunnels.com")]
    public void An_independent_verifier_accepts_the_token(string email, string domain)
    {
        var link = Links(domain).Create(email, new Uri($"https://{domain}/customers/orders?a=1"));

        Assert.That(
            Verify(Query(link)["token"], Key),
            Is.EqualTo(
                new Dictionary<string, string>
                {
                    ["sub"] = $"{email}:{domain}",
                    ["nbf"] = Seconds(Now),
                    ["exp"] = Seconds(Now.AddHours(1)),
                    ["iat"] = Seconds(Now),
                    ["redirect_to"] = $"https://{domain}/customers/orders?a=1",
                }
            )
        );
    }

    [Test]
    public void It_refuses_the_token_of_another_key_and_one_that_expired()
    {
        var token = Query(Links().Create("jane@example.com"))["token"];
        var old = Query(
            new CustomerCenterLinks(
                new CustomerCenterOptions
                {
                    SecretKey = Key,
                    Domain = "acme.myclickfunnels.com",
                    TimeProvider = new FixedClock(Now.AddHours(-2)),
                }
            ).Create("jane@example.com")
        )["token"];

        Assert.That(() => Verify(token, "another key"), Throws.TypeOf<SignatureVerificationException>());
        Assert.That(() => Verify(old, Key), Throws.TypeOf<TokenExpiredException>());
    }

    [Test]
    public void The_address_is_built_as_documented()
    {
        var link = Links("www.acme.example").Create("user+test@example.com");

        Assert.That(
            link.AbsoluteUri,
            Does.StartWith("https://www.acme.example/sso?identifier=user%2Btest%40example.com&strategy=email&token=ey")
        );
        Assert.That(Verify(Query(link)["token"], Key), Does.Not.ContainKey("redirect_to"));
    }

    [TestCase("")]
    [TestCase("jane")]
    [TestCase("@example.com")]
    [TestCase(" jane@example.com")]
    [TestCase("jane@example.com:www.acme.example")]
    [TestCase("jane@exa\r\nmple.com")]
    [TestCase("jane@example.com\n")]
    [TestCase("jane\0@example.com")]
    [TestCase("jane\u007f@example.com")]
    [TestCase("jane\u202e@example.com")]
    [TestCase("jane\u200b@example.com")]
    [TestCase("jane@doe@example.com")]
    [TestCase("<jane@example.com>")]
    [TestCase("jane@example.com,joe@example.com")]
    public void A_text_that_is_not_one_plain_e_mail_address_is_refused(string email) =>
        Assert.That(() => Links().Create(email), Throws.ArgumentException.With.Property("ParamName").EqualTo("emailAddress"));

    /// <summary>A separate test, because an attribute cannot hold half a surrogate pair.</summary>
    [Test]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.That(() => Links().Create("jane" + '\ud800' + "@example.com"), Throws.ArgumentException);

    [TestCase("http://acme.example/")]
    [TestCase("javascript:alert(1)")]
    [TestCase("/customers")]
    [TestCase("https://evil.example/")]
    [TestCase("https://acme.myclickfunnels.com@evil.example/")]
    [TestCase("https://user@acme.myclickfunnels.com/")]
    [TestCase("https://acme.myclickfunnels.com.evil.example/")]
    [TestCase("https://acme.myclickfunnels.com:8443/")]
    public void Contacts_are_sent_only_to_https_on_the_host_of_the_workspace(string redirect) =>
        Assert.That(
            () => Links().Create("jane@example.com", new Uri(redirect, UriKind.RelativeOrAbsolute)),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("redirectTo")
        );

    [TestCase(null)]
    [TestCase("acme")]
    [TestCase("https://acme.example")]
    [TestCase("acme.example/x")]
    [TestCase("acme.")]
    public void A_domain_is_a_host_name(string? domain) =>
        Assert.That(
            () => Links(domain!),
            Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("Domain").And.Message.Not.Contains("MARKER")
        );

    [TestCase("secret-MARKER\n")]
    [TestCase("secret-MARKER\r\n")]
    [TestCase(" secret-MARKER")]
    [TestCase("secret\0-MARKER")]
    [TestCase("\n")]
    public void A_secret_that_was_copied_with_a_line_end_is_refused(string secret) =>
        Assert.That(
            () => new CustomerCenterLinks(new CustomerCenterOptions { SecretKey = secret, Domain = "www.acme.example" }),
            Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("SecretKey").And.Message.Not.Contains("MARKER")
        );

    private static CustomerCenterLinks Links(string domain = "acme.myclickfunnels.com") =>
        new(
            new CustomerCenterOptions
            {
                SecretKey = Key,
                Domain = domain,
                TimeProvider = new FixedClock(Now),
            }
        );

    private static Dictionary<string, string> Verify(string token, string key) =>
        new JwtBuilder()
            .WithAlgorithm(new HMACSHA256Algorithm())
            .WithSecret(key)
            .MustVerifySignature()
            .Decode<Dictionary<string, object>>(token)
            .ToDictionary(static claim => claim.Key, static claim => Convert.ToString(claim.Value, CultureInfo.InvariantCulture)!);

    private static Dictionary<string, string> Query(Uri link) =>
        link
            .Query.TrimStart('?')
            .Split('&')
            .Select(static pair => pair.Split('=', 2))
            .ToDictionary(static pair => pair[0], static pair => pair[1]);

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
