using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Checks whether an operation returns a list or one record. <see cref="EnvelopeCheck"/> reports a list that moved into an envelope.
/// </summary>
internal sealed class ResponseShapeCheck : IOperationCheck
{
    private static readonly Rule BecameList = new(
        "response-became-list",
        Severity.Breaking,
        RuleGroup.Responses,
        "A response is now a list instead of one record: the method gets another return type, and deployed clients cannot read it.",
        Breaks.Both
    );
    private static readonly Rule BecameSingle = new(
        "response-became-single",
        Severity.Breaking,
        RuleGroup.Responses,
        "A response is now one record instead of a list: the method gets another return type, and deployed clients cannot read it.",
        Breaks.Both
    );

    public IEnumerable<Rule> Rules => [BecameList, BecameSingle];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        if (
            Envelopes.Success(operations.Old) is not { Types: [var was] } before
            || Envelopes.Success(operations.New) is not { Types: [var now] } after
            || Envelopes.OfResponse(operations.Old) != Envelopes.OfResponse(operations.New)
        )
        {
            return;
        }

        var method = findings.Names.Method(operations.New);
        if (was == "object" && now == "array")
        {
            findings.Add(
                BecameList,
                after.UsePointer,
                $"{method} now returns a list instead of one record.",
                before.Describe(),
                after.Describe()
            );
        }
        else if (was == "array" && now == "object")
        {
            findings.Add(
                BecameSingle,
                after.UsePointer,
                $"{method} now returns one record instead of a list.",
                before.Describe(),
                after.Describe()
            );
        }
    }
}
