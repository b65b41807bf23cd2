using System.Globalization;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Tests.Webhooks;

/// <summary>The verification of deliveries, and the reasons to refuse one.</summary>
public sealed class WebhookVerifierTests
{
    private const string Secret = "whsec-current";
    private const string OldSecret = "whsec-before";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly byte[] Body = """{"event_id":"1","event_type":"contact.created"}"""u8.ToArray();

    private readonly WebhookVerifier _verifier = new(
        new WebhookVerifierOptions { Secrets = [Secret, OldSecret], TimeProvider = new FixedClock(Now) }
    );

    [TestCase(0, WebhookVerificationResult.Valid)]
    [TestCase(-600, WebhookVerificationResult.Valid)]
    [TestCase(600, WebhookVerificationResult.Valid)]
    [TestCase(-601, WebhookVerificationResult.TimestampTooOld)]
    [TestCase(601, WebhookVerificationResult.TimestampTooNew)]
    public void The_tolerance_is_600_seconds_in_both_directions(int seconds, WebhookVerificationResult expected)
    {
        var signed = WebhookSignature.Sign(Body, Secret, Now.AddSeconds(seconds));

        Assert.That(_verifier.Verify(Body, signed.Signature, signed.Timestamp).Result, Is.EqualTo(expected));
    }

    [Test]
    public void The_tolerance_is_an_option()
    {
        var strict = new WebhookVerifier(
            new WebhookVerifierOptions
            {
                Secrets = [Secret],
                Tolerance = TimeSpan.FromSeconds(5),
                TimeProvider = new FixedClock(Now),
            }
        );
        var signed = WebhookSignature.Sign(Body, Secret, Now.AddSeconds(-6));

        Assert.That(strict.Verify(Body, signed.Signature, signed.Timestamp).Result, Is.EqualTo(WebhookVerificationResult.TimestampTooOld));
    }

    [TestCase(Secret, 0)]
    [TestCase(OldSecret, 1)]
    public void While_a_secret_is_changed_both_are_valid_and_the_result_says_which(string secret, int index)
    {
        var signed = WebhookSignature.Sign(Body, secret, Now);

        Assert.That(
            _verifier.Verify(Body, signed.Signature, signed.Timestamp),
            Is.EqualTo(new WebhookVerification(WebhookVerificationResult.Valid, Now, index))
        );
    }

    [Test]
    public void Another_secret_is_a_mismatch()
    {
        var signed = WebhookSignature.Sign(Body, "whsec-of-somebody-else", Now);

        Assert.That(
            _verifier.Verify(Body, signed.Signature, signed.Timestamp),
            Is.EqualTo(new WebhookVerification(WebhookVerificationResult.SignatureMismatch, Now, -1))
        );
    }

    [TestCase(null, WebhookVerificationResult.SignatureMissing)]
    [TestCase("", WebhookVerificationResult.SignatureMissing)]
    [TestCase("279b9f2b", WebhookVerificationResult.SignatureMalformed)]
    [TestCase("279B9F2BD5F2DD981EFDA532CC4BF3B653884935319FD30B61D22F9E146BEAEA", WebhookVerificationResult.SignatureMalformed)]
    [TestCase("g79b9f2bd5f2dd981efda532cc4bf3b653884935319fd30b61d22f9e146beaea", WebhookVerificationResult.SignatureMalformed)]
    [TestCase("279b9f2bd5f2dd981efda532cc4bf3b653884935319fd30b61d22f9e146beaea", WebhookVerificationResult.SignatureMismatch)]
    public void A_signature_is_64_lower_case_digits(string? signature, WebhookVerificationResult expected) =>
        Assert.That(
            _verifier.Verify(Body, signature, Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)).Result,
            Is.EqualTo(expected)
        );

    [TestCase(null, WebhookVerificationResult.TimestampMissing)]
    [TestCase("", WebhookVerificationResult.TimestampMissing)]
    [TestCase("now", WebhookVerificationResult.TimestampMalformed)]
    [TestCase("-1700000000", WebhookVerificationResult.TimestampMalformed)]
    [TestCase(" 1700000000", WebhookVerificationResult.TimestampMalformed)]
    [TestCase("1700000000.0", WebhookVerificationResult.TimestampMalformed)]
    [TestCase("１７００００００００", WebhookVerificationResult.TimestampMalformed)]
    [TestCase("99999999999999999999", WebhookVerificationResult.TimestampMalformed)]
    [TestCase("999999999999", WebhookVerificationResult.TimestampMalformed)]
    [TestCase("1", WebhookVerificationResult.TimestampTooOld)]
    public void A_timestamp_is_a_number_of_seconds(string? timestamp, WebhookVerificationResult expected)
    {
        var signed = WebhookSignature.Sign(Body, Secret, Now);

        Assert.That(_verifier.Verify(Body, signed.Signature, timestamp).Result, Is.EqualTo(expected));
    }

    [Test]
    public void Settings_that_anybody_could_sign_with_are_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                () => new WebhookVerifier(new WebhookVerifierOptions()),
                Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("Secrets is empty")
            );
            Assert.That(
                () => new WebhookVerifier(Secret, " "),
                Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("Secrets[1] is empty").And.Message.Not.Contains(Secret)
            );
            foreach (var damaged in (string[])[Secret + "\n", Secret + "\r\n", " " + Secret, Secret[..4] + "\0" + Secret[4..]])
            {
                Assert.That(
                    () => new WebhookVerifier(Secret, damaged),
                    Throws
                        .TypeOf<ApiConfigurationException>()
                        .With.Message.Contains("Secrets[1] starts or ends with")
                        .And.Message.Not.Contains(Secret[..4])
                );
            }

            Assert.That(
                () => new WebhookVerifier(new WebhookVerifierOptions { Secrets = [Secret], Tolerance = TimeSpan.Zero }),
                Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("Tolerance")
            );
        });
    }
}
