using System;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.OAuth;

/// <summary>
/// The customer or the authorization server refused, or its response could not be used. Messages contain no code, token or secret.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class OAuthException : ApiException
{
    private readonly bool _isTransient;

    /// <summary>Creates an exception; for tests of code that handles it.</summary>
    /// <param name="message">What is wrong and how to fix it, without a code, token or secret.</param>
    /// <param name="error">The error of RFC 6749, such as <c>access_denied</c>; null when there is none.</param>
    /// <param name="description">The server's description of the error.</param>
    /// <param name="statusCode">HTTP status of the response; null if there was none.</param>
    /// <param name="isTransient">True if trying again later can help.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public OAuthException(
        string message,
        string? error = null,
        string? description = null,
        int? statusCode = null,
        bool isTransient = false,
        Exception? innerException = null
    )
        : base(message, innerException)
    {
        Error = error;
        Description = description;
        StatusCode = statusCode;
        _isTransient = isTransient;
    }

    /// <summary>The error of RFC 6749, such as <c>access_denied</c> or <c>invalid_grant</c>; null when there is none.</summary>
    public string? Error { get; }

    /// <summary>
    /// The server's description of the error, cut at 500 characters. Never show it unescaped: anyone can write a callback address.
    /// </summary>
    public string? Description { get; }

    /// <summary>HTTP status of the response; null if there was none.</summary>
    public int? StatusCode { get; }

    /// <inheritdoc />
    public override bool IsTransient => _isTransient;
}
