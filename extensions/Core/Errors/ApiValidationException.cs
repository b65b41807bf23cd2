using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// The request was understood but refused by a validation (422). <see cref="ApiStatusException.Errors" /> holds the messages, by field
/// where the service names one.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiValidationException : ApiStatusException
{
    internal ApiValidationException(ErrorResponse response)
        : base(response, "the service refused the values.") { }
}
