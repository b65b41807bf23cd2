using System;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Webhooks;

/// <summary>Verifies that deliveries come from the service and are recent. Thread-safe; create one per endpoint and keep it.</summary>
/// <remarks>
/// Pass the raw bytes of the body: a body that was parsed and written again has another signature. A valid delivery can be replayed
/// within the tolerance; handle each <see cref="WebhookNotification.EventId" /> once.
/// </remarks>
[DebuggerDisplay("WebhookVerifier")]
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class WebhookVerifier
{
    // Twelve digits reach the year 33658.
    private const int MaximumDigits = 12;

    private readonly byte[][]? _keys;
    private readonly long _tolerance;
    private readonly TimeProvider _clock = TimeProvider.System;

    /// <summary>Creates a verifier with the given secrets, the documented tolerance of 600 seconds and the system's clock.</summary>
    /// <param name="secret">The secret of the endpoint.</param>
    /// <param name="furtherSecrets">Further secrets, such as the previous one while the secret is being changed.</param>
    /// <exception cref="ApiConfigurationException">A secret is empty, or has a space or a line end around it.</exception>
    public WebhookVerifier(string secret, params string[] furtherSecrets)
        : this(new WebhookVerifierOptions { Secrets = [secret, .. furtherSecrets ?? []] }) { }

    /// <summary>Creates a verifier with the given settings.</summary>
    /// <param name="options">The settings; they are copied.</param>
    /// <exception cref="ApiConfigurationException">Settings are missing or wrong; the message names all of them, but no secret.</exception>
    public WebhookVerifier(WebhookVerifierOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        SettingChecks.ThrowIfAny(options.Validate());
        _keys = new byte[options.Secrets.Count][];
        for (var index = 0; index < _keys.Length; index++)
        {
            _keys[index] = Encoding.UTF8.GetBytes(options.Secrets[index]);
        }

        _tolerance = (long)options.Tolerance.TotalSeconds;
        _clock = options.TimeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// Creates an instance without settings, for mocking. Members that are not overridden throw <see cref="NotSupportedException" />.
    /// </summary>
    protected WebhookVerifier() { }

    /// <summary>Verifies a delivery. It never throws, whatever the sender sent.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="signature">Value of <see cref="WebhookHeaders.Signature" />; null when the header is missing.</param>
    /// <param name="timestamp">Value of <see cref="WebhookHeaders.Timestamp" />; null when the header is missing.</param>
    public virtual WebhookVerification Verify(ReadOnlySpan<byte> body, string? signature, string? timestamp)
    {
        var keys = Mocking.Required(_keys, this);
        if (string.IsNullOrEmpty(signature))
        {
            return Failed(WebhookVerificationResult.SignatureMissing);
        }

        if (string.IsNullOrEmpty(timestamp))
        {
            return Failed(WebhookVerificationResult.TimestampMissing);
        }

        if (!TryParse(timestamp!, out var seconds))
        {
            return Failed(WebhookVerificationResult.TimestampMalformed);
        }

        // Before the expensive part, so that a flood of old deliveries stays cheap.
        var signedAt = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var age = _clock.GetUtcNow().ToUnixTimeSeconds() - seconds;
        if (age > _tolerance)
        {
            return Failed(WebhookVerificationResult.TimestampTooOld, signedAt);
        }

        if (age < -_tolerance)
        {
            return Failed(WebhookVerificationResult.TimestampTooNew, signedAt);
        }

        Span<byte> given = stackalloc byte[WebhookSignature.HashLength];
        if (!HmacSignature.TryParse(signature, given))
        {
            return Failed(WebhookVerificationResult.SignatureMalformed, signedAt);
        }

        var key = HmacSignature.IndexOfKey(HashAlgorithmName.SHA256, keys, timestamp + ".", body, given);
        return key < 0
            ? Failed(WebhookVerificationResult.SignatureMismatch, signedAt)
            : new WebhookVerification(WebhookVerificationResult.Valid, signedAt, key);
    }

    private static WebhookVerification Failed(WebhookVerificationResult result, DateTimeOffset? signedAt = null) =>
        new(result, signedAt, -1);

    private static bool TryParse(string timestamp, out long seconds)
    {
        seconds = 0;
        return timestamp.Length <= MaximumDigits
            && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
    }
}
