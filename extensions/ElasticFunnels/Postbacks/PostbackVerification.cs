using System;

namespace ElasticFunnels;

/// <summary>
/// Result of the verification of a postback. For your log, not for the sender: respond to every failure with the same 401.
/// </summary>
public enum PostbackVerificationResult
{
    /// <summary>The postback was signed with one of the secrets, within the tolerance.</summary>
    Valid,

    /// <summary>There is no signature header.</summary>
    SignatureMissing,

    /// <summary>There is no timestamp header.</summary>
    TimestampMissing,

    /// <summary>The timestamp is not a number of seconds.</summary>
    TimestampMalformed,

    /// <summary>The signature is older than the tolerance allows: a replay, or a wrong clock.</summary>
    TimestampTooOld,

    /// <summary>The signature is further in the future than the tolerance allows: a wrong clock.</summary>
    TimestampTooNew,

    /// <summary>The signature is not <c>sha256=</c> and 64 lower-case hexadecimal digits.</summary>
    SignatureMalformed,

    /// <summary>No secret gives this signature: the secret is another one, or the body or the timestamp was changed.</summary>
    SignatureMismatch,
}

/// <summary>The outcome of <see cref="PostbackVerifier.Verify" />.</summary>
/// <param name="Result">The result: valid, or the reason why not.</param>
/// <param name="SignedAt">Time of the signature; null if the timestamp cannot be read.</param>
/// <param name="SecretIndex">Index of the secret of the signature, or -1. It shows when an old secret is no longer used.</param>
public readonly record struct PostbackVerification(PostbackVerificationResult Result, DateTimeOffset? SignedAt, int SecretIndex)
{
    /// <summary>True if the postback can be trusted.</summary>
    public bool IsValid => Result == PostbackVerificationResult.Valid;
}
