using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;

namespace ClickFunnels.Emulator.Http;

/// <summary>
/// Responses that no service gives: <c>{"emulator", "error", "operation", "violations": [{"where", "message"}]}</c>. <c>emulator</c> is the
/// kind of the problem.
/// </summary>
internal static class OwnResponse
{
    /// <summary>The response of strict mode: 404 if the route is unknown, else 400.</summary>
    public static EmulatorResponse Of(IReadOnlyList<ContractViolation> violations, ContractOperation? operation) =>
        Of(
            operation is null ? 404 : 400,
            "contract_violation",
            "The emulator refused the request, because it is strict and the request breaks the contract",
            operation?.Id,
            violations
        );

    /// <param name="status">The status.</param>
    /// <param name="kind">The kind of the problem, for programs.</param>
    /// <param name="problem">The problem as a sentence without a full stop; the list of violations follows it.</param>
    /// <param name="operation">Id of the operation; null if there is none.</param>
    /// <param name="violations">The differences.</param>
    public static EmulatorResponse Of(
        int status,
        string kind,
        string problem,
        string? operation,
        IReadOnlyList<ContractViolation> violations
    )
    {
        var text = string.Join(" ", violations.Select(one => $"{one.Where}: {one.Message}"));
        return EmulatorResponse.Of(
            status,
            new JsonObject
            {
                ["emulator"] = kind,
                ["error"] = text.Length > 0 ? $"{problem}. {text}" : problem + ".",
                ["operation"] = operation,
                ["violations"] = new JsonArray([
                    .. violations.Select(one => new JsonObject { ["where"] = one.Where, ["message"] = one.Message }),
                ]),
            }
        ) with
        {
            IsOwn = true,
        };
    }
}
