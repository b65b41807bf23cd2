using System.Text;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Tests.Webhooks;

/// <summary>
/// Signatures against vectors of another program: <c>printf '%s' "{timestamp}.{body}" | openssl dgst -sha256 -hmac SECRET</c>.
/// </summary>
public sealed class WebhookSignatureTests
{
    private static IEnumerable<TestCaseData> Vectors() =>
        [
            new(
                "whsec-one",
                1700000000L,
                """{"event_type":"contact.created"}""",
                "279b9f2bd5f2dd981efda532cc4bf3b653884935319fd30b61d22f9e146beaea"
            ),
            new("whsec-one", 1700000000L, "", "4c188f281879305ddd2e37fe896811517a82be8d2f48464ea15f67ad047e9966"),
            new(
                "schlüssel-ü",
                1893456000L,
                """{"data":{"first_name":"Zoë"}}""",
                "4113d6bfdfb28b1395b486a220d0253ec09954d4b1cc828c4c304120d7187293"
            ),
            new(
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                1700000000L,
                new string('a', 10240),
                "d6369ed03c88e2c1c49ff190341226127e62b445ca4665363e33251e4c6438c1"
            ),
        ];

    [TestCaseSource(nameof(Vectors))]
    public void Openssl_gives_the_same_signature(string secret, long timestamp, string body, string signature)
    {
        var signed = WebhookSignature.Sign(Encoding.UTF8.GetBytes(body), secret, DateTimeOffset.FromUnixTimeSeconds(timestamp));

        Assert.That(
            signed,
            Is.EqualTo(new SignedWebhook(signature, timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        );
    }

    [TestCaseSource(nameof(Vectors))]
    public void A_signature_of_openssl_is_valid(string secret, long timestamp, string body, string signature)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(timestamp);
        var verifier = new WebhookVerifier(new WebhookVerifierOptions { Secrets = [secret], TimeProvider = new FixedClock(at) });

        Assert.That(
            verifier.Verify(Encoding.UTF8.GetBytes(body), signature, timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Is.EqualTo(new WebhookVerification(WebhookVerificationResult.Valid, at, 0))
        );
    }

    [Test]
    public void An_empty_secret_signs_nothing() =>
        Assert.That(() => WebhookSignature.Sign("{}"u8, "", DateTimeOffset.UnixEpoch), Throws.ArgumentException);
}
