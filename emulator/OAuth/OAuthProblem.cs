using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.OAuth;

/// <summary>Ends a request to the token or revocation endpoint with an error of RFC 6749.</summary>
internal sealed class OAuthProblem(string error, string description, int status = 400) : Exception($"The request fails with {error}.")
{
    private static readonly KeyValuePair<string, string>[] NoHeaders = [];

    public string Error { get; } = error;

    public string Description { get; } = description;

    [Behavior(
        "Errors are the codes of RFC 6749 as JSON with error and error_description",
        Evidence.Assumed,
        "the service follows the RFC; no error is published"
    )]
    public EmulatorResponse ToResponse()
    {
        var body = new JsonObject { ["error"] = Error, ["error_description"] = Description };
        return new EmulatorResponse(status, Encoding.UTF8.GetBytes(body.ToJsonString()), EmulatorResponse.Json)
        {
            Headers =
            [
                KeyValuePair.Create("Cache-Control", "no-store"),
                .. status == 401 ? [KeyValuePair.Create("WWW-Authenticate", "Basic realm=\"ClickFunnels emulator\"")] : NoHeaders,
            ],
        };
    }
}
