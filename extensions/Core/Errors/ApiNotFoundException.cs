using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// The record does not exist for this token (404). A service may also hide a record behind this status when its state does not allow the
/// call.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiNotFoundException : ApiStatusException
{
    internal ApiNotFoundException(ErrorResponse response, bool isPage)
        : base(
            response,
            isPage
                ? "the host returned a page instead of JSON: it has no such API. Check the address, such as the subdomain of the workspace."
                : "the record does not exist for this token, or its state does not allow the call."
        ) { }
}
