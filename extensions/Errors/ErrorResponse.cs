using System;
using System.Collections.Generic;

namespace ClickFunnels;

/// <summary>An answer with an error status, as far as it could be read.</summary>
internal sealed class ErrorResponse(Operation operation, int status, bool isHtml, string? body, IReadOnlyList<ClickFunnelsError> errors, TimeSpan? retryAfter)
{
    public Operation Operation { get; } = operation;

    public int Status { get; } = status;

    public string? Body { get; } = body;

    public IReadOnlyList<ClickFunnelsError> Errors { get; } = errors;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    public ClickFunnelsApiException ToException() => Status switch
    {
        429 => new ClickFunnelsRateLimitException(this),
        >= 500 => new ClickFunnelsServerException(this),
        403 when isHtml => new ClickFunnelsBlockedException(this),
        400 => new ClickFunnelsBadRequestException(this),
        401 => new ClickFunnelsUnauthorizedException(this),
        403 => new ClickFunnelsForbiddenException(this),
        404 => new ClickFunnelsNotFoundException(this),
        409 => new ClickFunnelsConflictException(this),
        422 => new ClickFunnelsValidationException(this),
        >= 300 and < 400 => new ClickFunnelsApiException(this, "redirects are not followed, as they would carry the token to another address."),
        _ => new ClickFunnelsApiException(this, "an undocumented status."),
    };
}
