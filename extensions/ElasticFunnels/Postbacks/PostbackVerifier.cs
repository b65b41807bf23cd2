using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ElasticFunnels;

/// <summary>Verifies that postbacks come from the service and are recent. Thread-safe; create one per address and keep it.</summary>
/// <remarks>
/// Pass the raw bytes of the body: a body that was parsed and written again has another signature. A valid postback can be replayed within
/// the tolerance; handle each <see cref="Postback.EventId" /> once. The other headers are not signed: compare the event, the brand and the
/// merchant of the body.
/// </remarks>
[DebuggerDisplay("PostbackVerifier")]
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class PostbackVerifier
{
    // Twelve digits reach the year 33658.
    private const int MaximumDigits = 12;

    private readonly byte[][]? _keys;
    private readonly long _tolerance;
    private readonly TimeProvider _clock = TimeProvider.System;

    /// <summary>Creates a verifier with the given secrets, the documented tolerance of 5 minutes and the system's clock.</summary>
    /// <param name="secret">The signing secret of the merchant.</param>
    /// <param name="furtherSecrets">Further secrets, such as the previous one while the secret is being changed; at most 9.</param>
    /// <exception cref="ApiConfigurationException">A secret is empty, or has a space or a line end around it.</exception>
    public PostbackVerifier(string secret, params string[] furtherSecrets)
        : this(new PostbackVerifierOptions { Secrets = [secret, .. furtherSecrets ?? []] }) { }

    /// <summary>Creates a verifier with the given settings.</summary>
    /// <param name="options">The settings; they are copied.</param>
    /// <exception cref="ApiConfigurationException">Settings are missing or wrong; the message names all of them, but no secret.</exception>
    public PostbackVerifier(PostbackVerifierOptions options)
    {
        var problems = (options ?? throw new ArgumentNullException(nameof(options))).Validate();
        if (problems.Count > 0)
        {
            throw new ApiConfigurationException(problems);
        }

        _keys = [.. options.Secrets.Select(Encoding.UTF8.GetBytes)];
        _tolerance = (long)options.Tolerance.TotalSeconds;
        _clock = options.TimeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// Creates an instance without settings, for mocking. Members that are not overridden throw <see cref="NotSupportedException" />.
    /// </summary>
    protected PostbackVerifier() { }

    /// <summary>Verifies a postback. It never throws, whatever the sender sent.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="signature">Value of <see cref="PostbackHeaders.Signature" />; null when the header is missing.</param>
    /// <param name="timestamp">Value of <see cref="PostbackHeaders.Timestamp" />; null when the header is missing.</param>
    public virtual PostbackVerification Verify(ReadOnlySpan<byte> body, string? signature, string? timestamp)
    {
        var keys =
            _keys
            ?? throw new NotSupportedException(
                $"This {GetType().Name} was created for mocking and has no settings: override the member that was called."
            );
        if (string.IsNullOrEmpty(signature))
        {
            return Failed(PostbackVerificationResult.SignatureMissing);
        }

        if (string.IsNullOrEmpty(timestamp))
        {
            return Failed(PostbackVerificationResult.TimestampMissing);
        }

        if (!TryParse(timestamp!, out var seconds))
        {
            return Failed(PostbackVerificationResult.TimestampMalformed);
        }

        // Before the expensive part, so that a flood of old postbacks stays cheap.
        var signedAt = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var age = _clock.GetUtcNow().ToUnixTimeSeconds() - seconds;
        if (Math.Abs(age) > _tolerance)
        {
            return Failed(age > 0 ? PostbackVerificationResult.TimestampTooOld : PostbackVerificationResult.TimestampTooNew, signedAt);
        }

        Span<byte> given = stackalloc byte[PostbackSignature.HashLength];
        if (!PostbackSignature.TryParse(signature!, given))
        {
            return Failed(PostbackVerificationResult.SignatureMalformed, signedAt);
        }

        var key = HmacSignature.IndexOfKey(HashAlgorithmName.SHA256, keys, timestamp + ".", body, given);
        return key < 0
            ? Failed(PostbackVerificationResult.SignatureMismatch, signedAt)
            : new PostbackVerification(PostbackVerificationResult.Valid, signedAt, key);
    }

    private static PostbackVerification Failed(PostbackVerificationResult result, DateTimeOffset? signedAt = null) =>
        new(result, signedAt, -1);

    private static bool TryParse(string timestamp, out long seconds)
    {
        seconds = 0;
        return timestamp.Length <= MaximumDigits
            && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
    }
}
