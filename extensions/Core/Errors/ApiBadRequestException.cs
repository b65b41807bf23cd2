using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>The request was malformed (400), for example because of an unknown filter attribute.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiBadRequestException : ApiStatusException
{
    internal ApiBadRequestException(ErrorResponse response)
        : base(response, "the request is malformed.") { }
}
