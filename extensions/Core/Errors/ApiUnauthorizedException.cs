using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>The access token is missing or invalid (401).</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiUnauthorizedException : ApiStatusException
{
    internal ApiUnauthorizedException(ErrorResponse response)
        : base(response, "the access token is missing or invalid.") { }
}
