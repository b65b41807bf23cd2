namespace Simvoly.Webhooks;

/// <summary>
/// Result of the verification of a delivery. For your log, not for the sender: respond to every failure with the same 401.
/// </summary>
public enum WebhookVerificationResult
{
    /// <summary>The body was signed with one of the secrets.</summary>
    Valid,

    /// <summary>There is no signature header.</summary>
    SignatureMissing,

    /// <summary>The signature is not 128 lower-case hexadecimal digits.</summary>
    SignatureMalformed,

    /// <summary>No secret gives this signature: the secret is another one, or the body was changed.</summary>
    SignatureMismatch,
}

/// <summary>The outcome of <see cref="WebhookVerifier.Verify" />.</summary>
/// <param name="Result">The result: valid, or the reason why not.</param>
/// <param name="SecretIndex">Index of the secret of the signature, or -1. It shows when an old secret is no longer used.</param>
public readonly record struct WebhookVerification(WebhookVerificationResult Result, int SecretIndex)
{
    /// <summary>True if the body can be trusted.</summary>
    public bool IsValid => Result == WebhookVerificationResult.Valid;
}
