using BenchmarkDotNet.Attributes;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Benchmarks;

/// <summary>Verifies a delivery of 10 KB: signed with the first secret, signed with the second of two secrets, and forged.</summary>
[MemoryDiagnoser]
public class WebhookVerification
{
    private readonly byte[] _body = new byte[10 * 1024];
    private readonly WebhookVerifier _one = new("whsec-current");
    private readonly WebhookVerifier _two = new("whsec-new", "whsec-current");
    private SignedWebhook _signed;

    [GlobalSetup]
    public void Sign()
    {
        new Random(1).NextBytes(_body);

        // Signed in the future, so that the signature stays within the tolerance during the run.
        _signed = WebhookSignature.Sign(_body, "whsec-current", DateTimeOffset.UtcNow.AddMinutes(9));
        if (!Valid() || !ValidWithTheSecond() || Forged())
        {
            throw new InvalidOperationException("The verifier accepts a forged delivery or rejects a valid one.");
        }
    }

    [Benchmark(Baseline = true)]
    public bool Valid() => _one.Verify(_body, _signed.Signature, _signed.Timestamp).IsValid;

    [Benchmark]
    public bool ValidWithTheSecond() => _two.Verify(_body, _signed.Signature, _signed.Timestamp).IsValid;

    [Benchmark]
    public bool Forged() => _one.Verify(_body.AsSpan(1), _signed.Signature, _signed.Timestamp).IsValid;
}
