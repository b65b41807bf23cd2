using System.Security.Cryptography;
using System.Text;
using Simvoly.Webhooks;

namespace Simvoly.Tests.Webhooks;

/// <summary>The signature of a delivery: HMAC-SHA512 of the raw body, in lower-case hexadecimal digits.</summary>
public sealed class WebhookVerifierTests
{
    private const string Secret = "secret-MARKER-71";
    private static readonly byte[] Body = """{"id":7,"name":"Zoë"}"""u8.ToArray();
    private static readonly string Signature = Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(Secret), Body));

    private static IEnumerable<TestCaseData> Forgeries
    {
        get
        {
            (string Name, byte[] Body)[] bodies =
            [
                ("as signed", Body),
                ("empty", []),
                ("another id", """{"id":8,"name":"Zoë"}"""u8.ToArray()),
                ("with a space", """{"id":7, "name":"Zoë"}"""u8.ToArray()),
                ("with a line end", [.. Body, (byte)'\n']),
                ("cut off", Body[..^1]),
                ("escaped", """{"id":7,"name":"Zo\u00eb"}"""u8.ToArray()),
            ];
            (string Name, string? Signature)[] signatures =
            [
                ("of the service", Signature),
                ("missing", null),
                ("empty", ""),
                ("in upper case", Signature.ToUpperInvariant()),
                ("of another secret", WebhookSignature.Sign(Body, "another")),
                ("with another digit", Signature[..^1] + (Signature[^1] == '0' ? '1' : '0')),
                ("cut off", Signature[..^1]),
                ("too long", Signature + "0"),
                ("with a prefix", "sha512=" + Signature),
                ("in base64", Convert.ToBase64String(HMACSHA512.HashData(Encoding.UTF8.GetBytes(Secret), Body))),
                ("SHA256", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Body))),
                ("without a key", Convert.ToHexStringLower(SHA512.HashData(Body))),
                ("not hexadecimal", new string('g', 128)),
                ("beyond ASCII", new string('\uff10', 128)),
            ];
            foreach (var (bodyName, body) in bodies)
            {
                foreach (var (name, signature) in signatures.Where(entry => body != Body || entry.Name != "of the service"))
                {
                    yield return new TestCaseData(body, signature).SetArgDisplayNames($"body {bodyName}", $"signature {name}");
                }
            }
        }
    }

    [TestCaseSource(nameof(Forgeries))]
    public void A_forgery_is_refused(byte[] body, string? signature)
    {
        var verification = new WebhookVerifier("unused", Secret).Verify(body, signature);

        Assert.That(verification.IsValid, Is.False);
        Assert.That(verification.SecretIndex, Is.EqualTo(-1));
        Assert.That(
            verification.Result,
            Is.EqualTo(
                string.IsNullOrEmpty(signature) ? WebhookVerificationResult.SignatureMissing
                : signature.Length == 128 && signature.All(char.IsAsciiHexDigitLower) ? WebhookVerificationResult.SignatureMismatch
                : WebhookVerificationResult.SignatureMalformed
            )
        );
    }

    [Test]
    public void A_delivery_is_accepted_with_the_current_and_the_previous_secret()
    {
        Assert.That(
            new WebhookVerifier(Secret).Verify(Body, Signature),
            Is.EqualTo(new WebhookVerification(WebhookVerificationResult.Valid, 0))
        );
        Assert.That(new WebhookVerifier("new", Secret).Verify(Body, Signature).SecretIndex, Is.EqualTo(1));
        Assert.That(WebhookSignature.Sign(Body, Secret), Is.EqualTo(Signature));
        var large = new byte[1_000_000];
        Assert.That(new WebhookVerifier(Secret).Verify(large, WebhookSignature.Sign(large, Secret)).IsValid, Is.True);
    }

    [TestCase("", "is empty, so anyone could sign")]
    [TestCase(" ", "is empty, so anyone could sign")]
    [TestCase("secret-MARKER\n", "line end")]
    [TestCase(" secret-MARKER", "starts or ends with a space")]
    public void A_secret_that_cannot_be_meant_is_refused(string secret, string problem) =>
        Assert.That(
            () => new WebhookVerifier(Secret, secret),
            Throws
                .TypeOf<ApiConfigurationException>()
                .With.Message.Contains("Secrets[1]")
                .And.Message.Contains(problem)
                .And.Message.Not.Contains("MARKER")
        );

    [Test]
    public void More_secrets_than_a_rotation_needs_are_refused() =>
        Assert.That(
            () => new WebhookVerifier(Secret, [.. Enumerable.Range(0, 10).Select(static number => $"secret-{number}")]),
            Throws.TypeOf<ApiConfigurationException>()
        );

    [Test]
    public void It_can_be_mocked_and_shows_no_secret()
    {
        Assert.That(new Mocked().Verify([], null).IsValid, Is.True);
        Assert.That(() => new Unset().Verify([], null), Throws.TypeOf<NotSupportedException>());
        Assert.That(new WebhookVerifier(Secret).ToString(), Does.Not.Contain("MARKER"));
        Assert.That(
            () => Newtonsoft.Json.JsonConvert.SerializeObject(new WebhookVerifier(Secret)),
            Throws.InstanceOf<NotSupportedException>()
        );
        Assert.That(
            () => System.Text.Json.JsonSerializer.Serialize(new WebhookVerifier(Secret)),
            Throws.InstanceOf<NotSupportedException>()
        );
        Assert.That(() => WebhookSignature.Sign(Body, ""), Throws.ArgumentException);
    }

    private sealed class Unset : WebhookVerifier;

    private sealed class Mocked : WebhookVerifier
    {
        public override WebhookVerification Verify(ReadOnlySpan<byte> body, string? signature) => new(WebhookVerificationResult.Valid, 0);
    }
}
