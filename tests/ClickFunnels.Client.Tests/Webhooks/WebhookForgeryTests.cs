using System.Globalization;
using ClickFunnels.Webhooks;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Tests.Webhooks;

/// <summary>100,000 deliveries that were changed after they were signed: none is accepted.</summary>
public sealed class WebhookForgeryTests
{
    private const string Secret = "whsec-current";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly WebhookVerifier Verifier = new(
        new WebhookVerifierOptions { Secrets = [Secret], TimeProvider = new FixedClock(Now) }
    );

    private sealed record Delivery(byte[] Body, string Signature, string Timestamp);

    [Test]
    public void Nothing_that_was_changed_is_accepted() =>
        Check(Forged(), static forged => !Verifier.Verify(forged.Body, forged.Signature, forged.Timestamp).IsValid, 100_000);

    /// <summary>The other half: without it, a verifier that refuses everything would pass.</summary>
    [Test]
    public void Everything_that_was_left_alone_is_accepted() =>
        Check(Genuine(), static delivery => Verifier.Verify(delivery.Body, delivery.Signature, delivery.Timestamp).IsValid, 2_000);

    private static Gen<Delivery> Genuine() =>
        from body in Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf()
        from offset in Gen.Choose(-600, 600)
        let signed = WebhookSignature.Sign(body, Secret, Now.AddSeconds(offset))
        select new Delivery(body, signed.Signature, signed.Timestamp);

    private static Gen<Delivery> Forged() =>
        Genuine().SelectMany(static delivery => Gen.OneOf(Body(delivery), Signature(delivery), Timestamp(delivery), Shifted(delivery)));

    private static Gen<Delivery> Body(Delivery delivery) =>
        Gen.OneOf(
            Gen.Choose(0, 255).Select(value => delivery with { Body = [.. delivery.Body, (byte)value] }),
            Gen.Choose(0, 255).Select(value => delivery with { Body = [(byte)value, .. delivery.Body] }),
            from index in Gen.Choose(0, int.MaxValue)
            from flip in Gen.Choose(1, 255)
            select delivery.Body.Length == 0 ? delivery with { Body = [0] } : delivery with { Body = Flip(delivery.Body, index, flip) },
            Gen.Choose(0, int.MaxValue)
                .Select(index =>
                    delivery.Body.Length == 0
                        ? delivery with
                        {
                            Body = [1],
                        }
                        : delivery with
                        {
                            Body = delivery.Body[..(index % delivery.Body.Length)],
                        }
                )
        );

    private static Gen<Delivery> Signature(Delivery delivery) =>
        Gen.OneOf(
            from index in Gen.Choose(0, 63)
            from digit in Gen.Elements("0123456789abcdefABCDEFg \0".ToCharArray())
            where delivery.Signature[index] != digit
            select delivery with
            {
                Signature = delivery.Signature[..index] + digit + delivery.Signature[(index + 1)..],
            },
            Gen.Choose(0, 63).Select(length => delivery with { Signature = delivery.Signature[..length] }),
            Gen.Elements(" ", "0", "\n", ",").Select(more => delivery with { Signature = delivery.Signature + more }),
            Gen.Constant(delivery with { Signature = "sha256=" + delivery.Signature })
        );

    private static Gen<Delivery> Timestamp(Delivery delivery) =>
        Gen.OneOf(
            from seconds in Gen.Choose(-600, 600)
            let other = (Now.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture)
            where other != delivery.Timestamp
            select delivery with
            {
                Timestamp = other,
            },
            Gen.Elements("0", "+", " ", "-").Select(before => delivery with { Timestamp = before + delivery.Timestamp }),
            Gen.Elements(".", " ", ".0", "0").Select(after => delivery with { Timestamp = delivery.Timestamp + after })
        );

    /// <summary>The same bytes under the hash, cut elsewhere: the dot must not be movable.</summary>
    private static Gen<Delivery> Shifted(Delivery delivery) =>
        Gen.Constant(
            delivery with
            {
                Body = [(byte)delivery.Timestamp[^1], (byte)'.', .. delivery.Body],
                Timestamp = delivery.Timestamp[..^1],
            }
        );

    private static byte[] Flip(byte[] body, int index, int flip)
    {
        var changed = (byte[])body.Clone();
        changed[index % body.Length] ^= (byte)flip;
        return changed;
    }

    private static void Check(Gen<Delivery> deliveries, Func<Delivery, bool> holds, int count) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithEndSize(64), Prop.ForAll(deliveries.ToArbitrary(), holds));
}
