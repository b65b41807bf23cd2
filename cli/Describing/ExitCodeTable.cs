using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Describing;

/// <summary>An exit code with its meaning.</summary>
/// <param name="Code">The number.</param>
/// <param name="Name">The <c>code</c> of an error in JSON, as far as there is one.</param>
/// <param name="Meaning">The meaning, as a sentence.</param>
internal sealed record ExitCodeRow(int Code, string Name, string Meaning);

/// <summary>The exit codes with their meanings, for the documentation and <c>--describe</c>.</summary>
internal static class ExitCodeTable
{
    public static IReadOnlyList<ExitCodeRow> Rows { get; } =
    [
        new(ExitCodes.Success, "success", "Everything was done."),
        new(ExitCodes.Negative, "negative", "The command ran. What it checked is not as it should be, or a part of its work failed."),
        new(ExitCodes.Usage, "usage", "The arguments are wrong."),
        new(ExitCodes.Input, "input", "A file, or the data in it, cannot be used."),
        new(ExitCodes.NotConfirmed, "not_confirmed", "The command was not confirmed. It needs `--yes`."),
        new(ExitCodes.Account, "account", "There is no account to use, or its settings are wrong."),
        new(ExitCodes.Unauthorized, "unauthorized", "The service did not accept the token (401)."),
        new(ExitCodes.Forbidden, "forbidden", "The token may not do this (403)."),
        new(ExitCodes.NotFound, "not_found", "The record does not exist (404)."),
        new(ExitCodes.Refused, "refused", "The service refused the request (400, 422 and other statuses below 500)."),
        new(ExitCodes.Conflict, "conflict", "The request conflicts with the state of the record (409)."),
        new(ExitCodes.RateLimit, "rate_limit", "There were too many requests (429)."),
        new(ExitCodes.Service, "service", "The service failed (5xx)."),
        new(ExitCodes.Connection, "connection", "The service could not be reached."),
        new(ExitCodes.Timeout, "timeout", "The call took too long."),
        new(ExitCodes.Response, "response", "The response of the service could not be read."),
        new(ExitCodes.Internal, "internal", "A mistake in this program."),
        new(ExitCodes.Canceled, "canceled", "The user or a signal stopped the command."),
    ];
}
