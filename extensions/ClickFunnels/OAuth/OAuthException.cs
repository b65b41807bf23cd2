using System;
using ClickFunnels.Core;

namespace ClickFunnels.OAuth;

/// <summary>The customer or the authorization server refused, or its answer could not be used. Messages hold no code, token or secret.</summary>
public sealed class OAuthException : ApiException
{
    private readonly bool _isTransient;

    internal OAuthException(string message, string? error = null, string? description = null, int? statusCode = null, bool isTransient = false, Exception? innerException = null)
        : base(message, innerException)
    {
        Error = error;
        Description = description;
        StatusCode = statusCode;
        _isTransient = isTransient;
    }

    /// <summary>The error of RFC 6749, such as <c>access_denied</c> or <c>invalid_grant</c>; null when there is none.</summary>
    public string? Error { get; }

    /// <summary>What the server wrote about it, cut at 500 characters; do not show it unescaped, as anybody can write a callback address.</summary>
    public string? Description { get; }

    /// <summary>HTTP status of the answer; null when there was none.</summary>
    public int? StatusCode { get; }

    /// <inheritdoc />
    public override bool IsTransient => _isTransient;
}
