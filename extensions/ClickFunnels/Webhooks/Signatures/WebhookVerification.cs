using System;

namespace ClickFunnels.Webhooks;

/// <summary>How the verification of a delivery ended. For your log, not for the caller: answer every failure alike, with 401.</summary>
public enum WebhookVerificationResult
{
    /// <summary>The delivery was signed with one of the secrets, within the tolerance.</summary>
    Valid,

    /// <summary>There is no signature header.</summary>
    SignatureMissing,

    /// <summary>There is no timestamp header.</summary>
    TimestampMissing,

    /// <summary>The timestamp is not a number of seconds.</summary>
    TimestampMalformed,

    /// <summary>It was signed longer ago than the tolerance allows: a replay, or a clock that is wrong.</summary>
    TimestampTooOld,

    /// <summary>It was signed further in the future than the tolerance allows: a clock is wrong.</summary>
    TimestampTooNew,

    /// <summary>The signature is not 64 lower-case hexadecimal digits.</summary>
    SignatureMalformed,

    /// <summary>No secret gives this signature: another secret, or body or timestamp were changed.</summary>
    SignatureMismatch,
}

/// <summary>The outcome of <see cref="WebhookVerifier.Verify" />.</summary>
/// <param name="Result">Whether it is valid, or else why not.</param>
/// <param name="SignedAt">When it was signed; null when the timestamp cannot be read.</param>
/// <param name="SecretIndex">Index of the secret that it was signed with, -1 when with none; tells when an old secret is out of use.</param>
public readonly record struct WebhookVerification(WebhookVerificationResult Result, DateTimeOffset? SignedAt, int SecretIndex)
{
    /// <summary>Whether the delivery may be trusted.</summary>
    public bool IsValid => Result == WebhookVerificationResult.Valid;
}
