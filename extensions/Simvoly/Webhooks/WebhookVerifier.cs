using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace Simvoly.Webhooks;

/// <summary>Verifies that the bodies of deliveries come from the service. Thread-safe; create one per webhook and keep it.</summary>
/// <remarks>
/// Pass the raw bytes of the body: a body that was parsed and written again has another signature. The service signs the body alone, and
/// sends neither a time nor an id of the delivery. So a delivery that someone recorded stays valid for as long as the secret, also with
/// another topic. Receive deliveries only over https, treat an event as a hint, and fetch the record before you act on it.
/// </remarks>
[DebuggerDisplay("WebhookVerifier")]
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class WebhookVerifier
{
    private readonly byte[][]? _keys;

    /// <summary>Creates a verifier.</summary>
    /// <param name="secret">The secret of the webhook.</param>
    /// <param name="furtherSecrets">Further secrets, such as the previous one while the webhook is being replaced; at most 9.</param>
    /// <exception cref="ApiConfigurationException">
    /// A secret is empty, or has a space or a line end around it, or there are too many; the message names all problems, but no secret.
    /// </exception>
    public WebhookVerifier(string secret, params string[] furtherSecrets)
    {
        string[] secrets = [secret, .. furtherSecrets ?? []];
        var problems = new List<string>();
        SecretChecks.CheckAll("Secrets", secrets, "the secret that the webhook was created with", problems);
        if (problems.Count > 0)
        {
            throw new ApiConfigurationException(problems);
        }

        _keys = Array.ConvertAll(secrets, Encoding.UTF8.GetBytes);
    }

    /// <summary>
    /// Creates an instance without settings, for mocking. Members that are not overridden throw <see cref="NotSupportedException" />.
    /// </summary>
    protected WebhookVerifier() { }

    /// <summary>Verifies the body of a delivery. It never throws, whatever the sender sent.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="signature">Value of <see cref="WebhookHeaders.Signature" />; null when the header is missing.</param>
    public virtual WebhookVerification Verify(ReadOnlySpan<byte> body, string? signature)
    {
        var keys =
            _keys
            ?? throw new NotSupportedException(
                $"This {GetType().Name} was created for mocking and has no settings: override the member that was called."
            );
        if (string.IsNullOrEmpty(signature))
        {
            return new WebhookVerification(WebhookVerificationResult.SignatureMissing, -1);
        }

        Span<byte> given = stackalloc byte[WebhookSignature.HashLength];
        if (!HmacSignature.TryParse(signature, given))
        {
            return new WebhookVerification(WebhookVerificationResult.SignatureMalformed, -1);
        }

        var key = HmacSignature.IndexOfKey(HashAlgorithmName.SHA512, keys, string.Empty, body, given);
        return new WebhookVerification(key < 0 ? WebhookVerificationResult.SignatureMismatch : WebhookVerificationResult.Valid, key);
    }
}
