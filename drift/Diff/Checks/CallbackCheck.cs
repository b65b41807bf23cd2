using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the callbacks of an operation.</summary>
internal sealed class CallbackCheck : IOperationCheck
{
    private static readonly DeliveryRules Callbacks = new(
        "callback",
        "The service sends a new request because of an operation.",
        "The service no longer sends a request because of an operation: code that waits for it never runs."
    );
    private static readonly Rule AddressChanged = Callbacks.Breaking(
        "address-changed",
        "The service takes the address of a callback from another place: a deployed client sets the old one."
    );

    public IEnumerable<Rule> Rules => [.. Callbacks.All, AddressChanged];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        Callbacks.Compare(operations.Callbacks, delivery => delivery.Operation.Pointer, findings);
        foreach (var pair in operations.Callbacks.Pairs)
        {
            Callbacks.Compare(pair, findings);
            if (pair.Old.Address != pair.New.Address)
            {
                findings.Add(
                    AddressChanged,
                    pair.New.Operation.Pointer,
                    $"The address of the callback {pair.New.Name} is {pair.New.Address} instead of {pair.Old.Address}.",
                    pair.Old.Address,
                    pair.New.Address
                );
            }
        }
    }
}
