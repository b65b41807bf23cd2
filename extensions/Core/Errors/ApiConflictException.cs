using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>The record is not in a state that allows the call (409), for example when an archived record is archived again.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiConflictException : ApiStatusException
{
    internal ApiConflictException(ErrorResponse response)
        : base(response, "the record is not in a state that allows this.") { }
}
