using System.Text;

namespace ElasticFunnels.Tests;

/// <summary>Postbacks are accepted if and only if they were signed with a known secret a short time ago.</summary>
public sealed class PostbackTests
{
    private const string Secret = "whsec-example-7f3a";
    private const string Other = "whsec-example-old";

    private static readonly DateTimeOffset Now = new(2026, 4, 18, 13, 45, 21, TimeSpan.Zero);

    // Computed with openssl: printf '1776519921.{"event":"purchase"}' | openssl dgst -sha256 -hmac whsec-example-7f3a
    private const string KnownSignature = "sha256=b8774949ff5faad9afaf9bb0ce4d5c4a6f9bdfec3a4738046ca46c2fa4b895cc";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"event":"purchase"}""");

    private readonly ManualTimeProvider _clock = new();

    [SetUp]
    public void SetClock() => _clock.Advance(Now - _clock.GetUtcNow());

    [Test]
    public void A_known_signature_is_valid()
    {
        var signed = PostbackSignature.Sign(Body, Secret, Now);

        Assert.That(signed, Is.EqualTo(new SignedPostback(KnownSignature, "1776519921")));
        Assert.That(
            Verifier().Verify(Body, KnownSignature, "1776519921"),
            Is.EqualTo(new PostbackVerification(PostbackVerificationResult.Valid, Now, 0))
        );
    }

    [Test]
    public void Each_secret_is_tried()
    {
        var signed = PostbackSignature.Sign(Body, Other, Now);

        Assert.That(Verifier(Secret, Other).Verify(Body, signed.Signature, signed.Timestamp).SecretIndex, Is.EqualTo(1));
        Assert.That(
            Verifier().Verify(Body, signed.Signature, signed.Timestamp).Result,
            Is.EqualTo(PostbackVerificationResult.SignatureMismatch)
        );
    }

    [TestCase(300, PostbackVerificationResult.Valid)]
    [TestCase(301, PostbackVerificationResult.TimestampTooOld)]
    [TestCase(-300, PostbackVerificationResult.Valid)]
    [TestCase(-301, PostbackVerificationResult.TimestampTooNew)]
    public void The_window_is_five_minutes(int age, PostbackVerificationResult expected)
    {
        var signed = PostbackSignature.Sign(Body, Secret, Now.AddSeconds(-age));

        Assert.That(Verifier().Verify(Body, signed.Signature, signed.Timestamp).Result, Is.EqualTo(expected));
    }

    private static IEnumerable<TestCaseData> Forgeries()
    {
        var signed = PostbackSignature.Sign(Body, Secret, Now);
        var hash = signed.Signature["sha256=".Length..];
        yield return new TestCaseData(null, signed.Timestamp, PostbackVerificationResult.SignatureMissing);
        yield return new TestCaseData("", signed.Timestamp, PostbackVerificationResult.SignatureMissing);
        yield return new TestCaseData(signed.Signature, null, PostbackVerificationResult.TimestampMissing);
        yield return new TestCaseData(signed.Signature, "", PostbackVerificationResult.TimestampMissing);
        foreach (
            var timestamp in new[]
            {
                "soon",
                "-1776519921",
                "+1776519921",
                " 1776519921",
                "1776519921.0",
                "9999999999999",
                "１７７６５１９９２１",
            }
        )
        {
            yield return new TestCaseData(signed.Signature, timestamp, PostbackVerificationResult.TimestampMalformed);
        }

        foreach (
            var signature in new[]
            {
                hash,
                "sha256=",
                "SHA256=" + hash,
                "sha1=" + hash,
                "sha256=" + hash.ToUpperInvariant(),
                signed.Signature + "0",
                signed.Signature[..^1],
                "sha256= " + hash[1..],
                signed.Signature + "," + signed.Signature,
            }
        )
        {
            yield return new TestCaseData(signature, signed.Timestamp, PostbackVerificationResult.SignatureMalformed);
        }

        yield return new TestCaseData("sha256=" + new string('0', 64), signed.Timestamp, PostbackVerificationResult.SignatureMismatch);
        yield return new TestCaseData(signed.Signature, "1776519922", PostbackVerificationResult.SignatureMismatch);
        yield return new TestCaseData(signed.Signature, "01776519921", PostbackVerificationResult.SignatureMismatch);
    }

    [TestCaseSource(nameof(Forgeries))]
    public void A_forgery_is_refused(string? signature, string? timestamp, PostbackVerificationResult expected) =>
        Assert.That(Verifier().Verify(Body, signature, timestamp).Result, Is.EqualTo(expected));

    [Test]
    public void Every_changed_bit_of_the_body_is_noticed()
    {
        var signed = PostbackSignature.Sign(Body, Secret, Now);
        var verifier = Verifier();

        for (var bit = 0; bit < Body.Length * 8; bit++)
        {
            var changed = (byte[])Body.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(
                verifier.Verify(changed, signed.Signature, signed.Timestamp).Result,
                Is.EqualTo(PostbackVerificationResult.SignatureMismatch)
            );
        }
    }

    [Test]
    public void Settings_are_checked_and_no_message_holds_a_secret()
    {
        var options = new PostbackVerifierOptions { Secrets = ["", "secret-7f3a\n"], Tolerance = TimeSpan.Zero };

        var failure = Assert.Catch<ApiConfigurationException>(() => _ = new PostbackVerifier(options));

        Assert.That(failure.Message, Does.Contain("Secrets[0]").And.Contain("Secrets[1]").And.Contain("Tolerance").And.Not.Contain("7f3a"));
        Assert.That(() => new PostbackVerifier(new PostbackVerifierOptions()), Throws.TypeOf<ApiConfigurationException>());
        Assert.That(() => PostbackSignature.Sign(Body, "", Now), Throws.ArgumentException);
    }

    [Test]
    public void A_postback_is_typed_and_open()
    {
        var body = Encoding.UTF8.GetBytes(
            """
            {"event":"refund","event_id":"ef_evt_1","occurred_at":"2026-04-18T13:45:21+00:00","test":false,"brand_id":42,
            "merchant":{"id":17,"gateway":"stripe","name":"Main"},
            "order":{"public_order_id":"EF-1","original_conversion_code":"abc","subscription":{"status":"cancelled","retry_count":2}},
            "customer":{"email":"lee@example.com"},"amounts":{"currency":"USD","total":-49.10,"taxes":0.0},
            "products":[{"code":"a","product_id":901,"quantity":1,"price":45.0,"type":"main","color":"red"}],
            "tracking":null,"affiliate":{"id":12},"new_part":{"a":[1]}}
            """
        );

        var postback = Postback.Parse(body);

        Assert.Multiple(() =>
        {
            Assert.That(postback.Event, Is.EqualTo(PostbackEvent.Refund));
            Assert.That((postback.EventId, postback.OccurredAt, postback.Test), Is.EqualTo(("ef_evt_1", Now, (bool?)false)));
            Assert.That(postback.Order!.Subscription!.Status, Is.EqualTo("cancelled"));
            Assert.That(postback.Amounts!.Total, Is.EqualTo(-49.10m));
            Assert.That(postback.Products!.Single().Type, Is.EqualTo(ProductClassification.Main));
            Assert.That(postback.Products!.Single().AdditionalProperties["color"].ToString(), Is.EqualTo("red"));
            Assert.That(postback.Affiliate!.Id, Is.EqualTo("12"));
            Assert.That(postback.Tracking, Is.Null);
            Assert.That(postback.AdditionalProperties, Does.ContainKey("new_part"));
            Assert.That(postback.ToString(), Does.Not.Contain("lee"));
        });
        Assert.That(Postback.Parse(new ReadOnlyMemory<byte>([0, .. body, 0], 1, body.Length)).EventId, Is.EqualTo("ef_evt_1"));
        Assert.That(Postback.Parse("""{"event":"something_new"}"""u8.ToArray()).Event!.Value.Value, Is.EqualTo("something_new"));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"event":null}""")]
    [TestCase("""{"event":" "}""")]
    [TestCase("""{"event":{"a":1}}""")]
    [TestCase("""{"event":"purchase","customer":{"email":"lee@example.com" """)]
    [TestCase("""{"event":"purchase"} lee""")]
    public void Anything_else_is_not_a_postback(string body) =>
        Assert.That(
            () => Postback.Parse(Encoding.UTF8.GetBytes(body)),
            Throws.TypeOf<WebhookFormatException>().With.Message.Not.Contains("lee").And.InnerException.Null
        );

    private PostbackVerifier Verifier(params string[] secrets) =>
        new(new PostbackVerifierOptions { Secrets = secrets.Length == 0 ? [Secret] : secrets, TimeProvider = _clock });
}
