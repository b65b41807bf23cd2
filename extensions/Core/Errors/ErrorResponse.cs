using System;
using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>A response with an error status, as far as it could be read.</summary>
internal sealed class ErrorResponse(
    Operation operation,
    ApiResponse response,
    ErrorBodyKind kind,
    string? body,
    IReadOnlyList<ApiError> errors,
    TimeSpan? retryAfter,
    string redirectAdvice = "",
    string? advice = null
)
{
    public const int RequestTimeout = 408;

    public Operation Operation { get; } = operation;

    public ApiResponse Response { get; } = response;

    public int Status => Response.StatusCode;

    public string? Body { get; } = body;

    public IReadOnlyList<ApiError> Errors { get; } = errors;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Says how to fix the error; null when that depends on the messages.</summary>
    public string? Advice { get; } = advice;

    public ApiStatusException ToException() =>
        Status switch
        {
            429 => new ApiRateLimitException(this),
            >= 500 => new ApiServerException(this),
            403 when kind is ErrorBodyKind.Html or ErrorBodyKind.Text => new ApiBlockedException(this),
            400 => new ApiBadRequestException(this),
            401 => new ApiUnauthorizedException(this),
            403 => new ApiForbiddenException(this),
            404 => new ApiNotFoundException(this, kind == ErrorBodyKind.Html),
            409 => new ApiConflictException(this),
            422 => new ApiValidationException(this),
            301 or 302 or 303 or 307 or 308 => new ApiStatusException(
                this,
                "redirects are not followed, as they would carry the token to another address."
                    + (redirectAdvice.Length == 0 ? string.Empty : " " + redirectAdvice)
            ),
            RequestTimeout => new ApiStatusException(this, "the server did not receive the request in time."),
            _ => new ApiStatusException(this, "an undocumented status."),
        };
}

/// <summary>The form of the body of an error.</summary>
internal enum ErrorBodyKind
{
    /// <summary>There is no body, or it could not be read.</summary>
    None,

    /// <summary>JSON, which the API itself writes.</summary>
    Json,

    /// <summary>A page, which comes from the edge in front of the API or from a host without an API.</summary>
    Html,

    /// <summary>Plain text, which comes from the edge in front of the API.</summary>
    Text,
}
