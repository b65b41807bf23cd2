using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// The key that requests and answers carry their record under. The client hides it, so a caller sees only that calls fail.
/// </summary>
internal sealed class EnvelopeCheck : IOperationCheck
{
    private static readonly Rule RequestChanged = new(
        "request-envelope-changed",
        Severity.Breaking,
        Direction.Request,
        "The record of a request is sent under another key: the server does not find what deployed clients send."
    );
    private static readonly Rule RequestAdded = new(
        "request-envelope-added",
        Severity.Breaking,
        Direction.Request,
        "The record of a request is sent under a key: the server does not find what deployed clients send bare."
    );
    private static readonly Rule RequestRemoved = new(
        "request-envelope-removed",
        Severity.Breaking,
        Direction.Request,
        "The record of a request is sent bare: the server does not find what deployed clients send under a key."
    );
    private static readonly Rule ResponseChanged = new(
        "response-envelope-changed",
        Severity.Breaking,
        Direction.Response,
        "The record of an answer comes under another key: deployed clients find nothing."
    );
    private static readonly Rule ResponseAdded = new(
        "response-envelope-added",
        Severity.Breaking,
        Direction.Response,
        "The record of an answer comes under a key: deployed clients find nothing at the top."
    );
    private static readonly Rule ResponseRemoved = new(
        "response-envelope-removed",
        Severity.Breaking,
        Direction.Response,
        "The record of an answer comes bare: deployed clients find nothing under the key."
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
                    $"{method} sends its record under {move.New} instead of {move.Old}: the server does not find what "
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
                    $"{method} sends its record under {move.New}: the server does not find what deployed clients send bare.",
                    null,
                    move.New
                );
            }
            else
            {
                findings.Add(
                    RequestRemoved,
                    pointer,
                    $"{method} sends its record bare: the server does not find what deployed clients send under {move.Old}.",
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
                    $"{method} gets its answer under {now} instead of {was}: deployed clients find nothing.",
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
                    $"{method} gets its answer under {now}: deployed clients find nothing at the top.",
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
                    $"{method} gets its answer bare: deployed clients find nothing under {was}.",
                    was
                );
            }
        }
    }
}
