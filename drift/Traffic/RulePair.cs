using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Traffic;

/// <summary>The rules of one kind of mismatch in both halves of a call: <c>request-wrong-type</c> and <c>response-wrong-type</c>.</summary>
internal sealed class RulePair(string suffix, Severity request, Severity response, string requestSummary, string responseSummary)
{
    public Rule Request { get; } = new($"request-{suffix}", request, Direction.Request, requestSummary);

    public Rule Response { get; } = new($"response-{suffix}", response, Direction.Response, responseSummary);

    public Rule At(Direction direction) => direction == Direction.Request ? Request : Response;
}
