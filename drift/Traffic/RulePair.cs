using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Traffic;

/// <summary>The rules of one kind of mismatch in both halves of a call: <c>request-wrong-type</c> and <c>response-wrong-type</c>.</summary>
/// <param name="suffix">The end of the rule ids: <c>wrong-type</c>.</param>
/// <param name="request">Severity in requests.</param>
/// <param name="response">Severity in responses.</param>
/// <param name="requestSummary">The effect of a mismatch in a request.</param>
/// <param name="responseSummary">The effect of a mismatch in a response.</param>
/// <param name="isBody">True if the rules concern a body as a whole, and not a value in it.</param>
internal sealed class RulePair(
    string suffix,
    Severity request,
    Severity response,
    string requestSummary,
    string responseSummary,
    bool isBody = false
)
{
    public Rule Request { get; } =
        new($"request-{suffix}", request, isBody ? RuleGroup.RequestBodies : RuleGroup.RequestProperties, requestSummary);

    public Rule Response { get; } =
        new($"response-{suffix}", response, isBody ? RuleGroup.Responses : RuleGroup.ResponseProperties, responseSummary);

    public Rule At(Direction direction) => direction == Direction.Request ? Request : Response;
}
