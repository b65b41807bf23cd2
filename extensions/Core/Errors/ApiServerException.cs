using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>The service failed (5xx). The body may be HTML.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiServerException : ApiStatusException
{
    internal ApiServerException(ErrorResponse response)
        : base(response, "the service failed.") { }

    /// <inheritdoc />
    public override bool IsTransient => true;
}
