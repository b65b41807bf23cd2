using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// The edge in front of the service blocked the request with a page or plain text (403). The usual cause is a missing or unwelcome
/// User-Agent.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiBlockedException : ApiStatusException
{
    internal ApiBlockedException(ErrorResponse response)
        : base(response, "the edge in front of the service blocked the request; the usual cause is the User-Agent.") { }
}
