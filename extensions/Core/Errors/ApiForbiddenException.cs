using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>The access token does not cover the request (403).</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiForbiddenException : ApiStatusException
{
    internal ApiForbiddenException(ErrorResponse response)
        : base(response, "the access token does not cover this request.") { }
}
