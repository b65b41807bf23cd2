using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>The service refused the request because there were too many (429).</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiRateLimitException : ApiStatusException
{
    internal ApiRateLimitException(ErrorResponse response)
        : base(response, "too many requests.") { }

    /// <inheritdoc />
    public override bool IsTransient => true;
}
