using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Http;

/// <summary>Ends the handling of a call with an error response.</summary>
internal sealed class ApiProblem(int status, JsonObject body) : Exception($"The call fails with status {status}.")
{
    public int Status { get; } = status;

    public JsonObject Body { get; } = body;

    [Behavior(
        "A request that cannot be understood returns 400 with {\"error\": \"Bad request: …\"}",
        Evidence.Documented,
        "published spec 2026-08"
    )]
    public static ApiProblem BadRequest(string message) => Error(400, $"Bad request: {message}");

    [Behavior("A missing or wrong token returns 401 with a JSON error", Evidence.Documented, "published spec 2025-06")]
    public static ApiProblem Unauthorized() => Error(401, "API key missing or invalid");

    [Behavior("A record that does not exist, or that the token does not cover, returns 404", Evidence.Documented, "published spec 2025-06")]
    public static ApiProblem NotFound() => Error(404, "Not found: Record missing");

    [Behavior(
        "An unknown route, also a member route below its workspace, returns 404",
        Evidence.Observed,
        "vendor skill, contacts, 2026-08"
    )]
    public static ApiProblem NoRoute() => Error(404, "No such route");

    [Behavior("A state that forbids the action returns 409", Evidence.Documented, "published spec 2025-06")]
    [Behavior("409 carries the common error body", Evidence.Assumed, "the published spec gives 409 no body")]
    public static ApiProblem Conflict(string message) => Error(409, $"Conflict: {message}");

    [Behavior("A body over the size limit returns 413", Evidence.Assumed, "the service's limit is not published")]
    public static ApiProblem TooLarge() => Error(413, "Request body is too large");

    [Behavior("Failed validation returns 422 with the messages joined by \"; \"", Evidence.Observed, "vendor skill, products, 2026-08")]
    public static ApiProblem Unprocessable(string messages) => Error(422, $"Request unprocessable: {messages}");

    [Behavior("A change that cannot be written to the change log returns 503", Evidence.Assumed, "the emulator's own rule")]
    public static ApiProblem NotSaved() =>
        Error(503, "The emulator cannot write its change log, so the change was not saved. Free space on its disk, then send it again");

    /// <summary>422 whose error is a bare code or sentence.</summary>
    public static ApiProblem Refused(string error) => Error(422, error);

    public static ApiProblem Error(int status, string error) => new(status, new JsonObject { ["error"] = error });
}
