namespace ClickFunnels.Core;

/// <summary>The access token does not cover the request (403).</summary>
public sealed class ApiForbiddenException : ApiStatusException
{
    internal ApiForbiddenException(ErrorResponse response)
        : base(response, "the access token does not cover this request.") { }
}
