using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Checks the envelope: the key under which requests and responses carry their record. The client hides it, so a caller only sees that
/// </summary>
internal sealed class EnvelopeCheck : IOperationCheck
{
    private static readonly Rule RequestChanged = new(
        "request-envelope-changed",
        Severity.Breaking,
        RuleGroup.RequestBodies,
        "The envelope of a request changed: the service does not find the record that deployed clients send."
    );
    private static readonly Rule RequestAdded = new(
        "request-envelope-added",
        Severity.Breaking,
        RuleGroup.RequestBodies,
        "A request now has an envelope: the service does not find the record that deployed clients send without one."
    );
    private static readonly Rule RequestRemoved = new(
        "request-envelope-removed",
        Severity.Breaking,
        RuleGroup.RequestBodies,
        "A request no longer has an envelope: the service does not find the record that deployed clients send in one."
    );
    private static readonly Rule ResponseChanged = new(
        "response-envelope-changed",
        Severity.Breaking,
        RuleGroup.Responses,
        "The envelope of a response changed: deployed clients do not find the record."
    );
    private static readonly Rule ResponseAdded = new(
        "response-envelope-added",
        Severity.Breaking,
        RuleGroup.Responses,
        "A response now has an envelope: deployed clients do not find the record in it."
    );
    private static readonly Rule ResponseRemoved = new(
        "response-envelope-removed",
        Severity.Breaking,
        RuleGroup.Responses,
        "A response no longer has an envelope: deployed clients do not find the record."
    );

    public IEnumerable<Rule> Rules => [RequestChanged, RequestAdded, RequestRemoved, ResponseChanged, ResponseAdded, ResponseRemoved];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var method = findings.Names.Method(operations.New);
        if (Envelopes.RequestMove(operations) is { } move)
        {
            var pointer = Envelopes.RequestBody(operations.New)!.UsePointer;
            if (move is (not null, not null))
            {
                findings.Add(
                    RequestChanged,
                    pointer,
                    $"{method} now sends its record in the envelope {move.New} instead of {move.Old}: the service does not find the record "
                        + "that "
                        + "deployed clients send.",
                    move.Old,
                    move.New
                );
            }
            else if (move.Old is null)
            {
                findings.Add(
                    RequestAdded,
                    pointer,
                    $"{method} now sends its record in the envelope {move.New}: the service does not find the record that deployed clients "
                        + "send without one.",
                    null,
                    move.New
                );
            }
            else
            {
                findings.Add(
                    RequestRemoved,
                    pointer,
                    $"{method} now sends its record without an envelope: the service does not find the record "
                        + $"that deployed clients send in {move.Old}.",
                    move.Old
                );
            }
        }

        if (Envelopes.Success(operations.Old) is { } oldAnswer && Envelopes.Success(operations.New) is { } newAnswer)
        {
            var (was, now) = (Envelopes.OfResponse(operations.Old), Envelopes.OfResponse(operations.New));
            if (was is not null && now is not null && was != now)
            {
                findings.Add(
                    ResponseChanged,
                    newAnswer.UsePointer,
                    $"{method} now gets its record in the envelope {now} instead of {was}: deployed clients do not find it.",
                    was,
                    now
                );
            }
            else if (
                was is null
                && now is not null
                && !oldAnswer.Properties.ContainsKey(now)
                && (oldAnswer.Properties.Count > 0 || oldAnswer.Types is ["array"])
            )
            {
                findings.Add(
                    ResponseAdded,
                    newAnswer.UsePointer,
                    $"{method} now gets its record in the envelope {now}: deployed clients do not find it.",
                    null,
                    now
                );
            }
            else if (
                was is not null
                && now is null
                && !newAnswer.Properties.ContainsKey(was)
                && (newAnswer.Properties.Count > 0 || newAnswer.Types is ["array"])
            )
            {
                findings.Add(
                    ResponseRemoved,
                    newAnswer.UsePointer,
                    $"{method} now gets its record without the envelope {was}: deployed clients do not find it.",
                    was
                );
            }
        }
    }
}
