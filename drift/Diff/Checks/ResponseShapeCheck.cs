using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Whether an operation answers with a list or with one record. A list that went into an envelope is told by <see cref="EnvelopeCheck"/>.
/// </summary>
internal sealed class ResponseShapeCheck : IOperationCheck
{
    private static readonly Rule BecameList = new(
        "response-became-list",
        Severity.Breaking,
        Direction.Response,
        "An answer is a list where it was one record: the method gets another return type, and deployed clients cannot read it.",
        Breaks.Both
    );
    private static readonly Rule BecameSingle = new(
        "response-became-single",
        Severity.Breaking,
        Direction.Response,
        "An answer is one record where it was a list: the method gets another return type, and deployed clients cannot read it.",
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
                $"{method} returns a list where it returned one record.",
                before.Describe(),
                after.Describe()
            );
        }
        else if (was == "array" && now == "object")
        {
            findings.Add(
                BecameSingle,
                after.UsePointer,
                $"{method} returns one record where it returned a list.",
                before.Describe(),
                after.Describe()
            );
        }
    }
}
