using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the name of an operation: <c>x-method</c>, or else the operationId.</summary>
internal sealed class OperationIdCheck : IOperationCheck
{
    private const string MethodKey = "x-method";
    private static readonly Rule Renamed = new(
        "operation-renamed",
        Severity.Breaking,
        RuleGroup.Operations,
        "An operation was renamed: its C# method is renamed, and code that calls it no longer compiles.",
        Breaks.CSharp
    );
    private static readonly Rule Reassigned = new(
        "operation-id-reassigned",
        Severity.Breaking,
        RuleGroup.Operations,
        "An operationId now names another operation, and the old operation has a new one: the method of that name calls another path.",
        Breaks.Both
    );
    private static readonly Rule IdChanged = new(
        "operation-id-changed",
        Severity.Warning,
        RuleGroup.Operations,
        "The operationId of an operation changed, but x-method keeps its C# name: emulator faults and telemetry use the new operationId."
    );
    private static readonly Rule Removed = new(
        "api-operation-id-removed",
        Severity.Warning,
        RuleGroup.Operations,
        "The operationId of an operation was removed: it cannot be recognized when it moves. A method that was named after it is renamed."
    );
    private static readonly Rule Added = new(
        "api-operation-id-added",
        Severity.Info,
        RuleGroup.Operations,
        "An operationId was added to an operation. A method that was named after the path is renamed."
    );

    public IEnumerable<Rule> Rules => [Renamed, Reassigned, IdChanged, Removed, Added];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var (before, after) = (operations.Old.OperationId, operations.New.OperationId);
        var (oldMethod, newMethod) = (operations.Old.Text(MethodKey), operations.New.Text(MethodKey));
        var (was, name) = (findings.Names.Method(operations.Old), findings.Names.Method(operations.New));
        var pointer = $"{operations.New.Pointer}/operationId";

        var elsewhere =
            before is null || before == after
                ? null
                : operations.New.Document.Operations.FirstOrDefault(operation => operation.OperationId == before);
        if (elsewhere is not null)
        {
            findings.Add(
                Reassigned,
                pointer,
                $"{findings.Names.Method(elsewhere)} now calls {elsewhere.Name}; {operations.New.Name} is now {name}.",
                before,
                after
            );
        }
        else if (oldMethod is not null && newMethod is not null && oldMethod != newMethod)
        {
            findings.Add(Renamed, $"{operations.New.Pointer}/{MethodKey}", $"{was} is renamed to {name}.", oldMethod, newMethod);
        }
        else if (before is not null && after is not null && before != after && oldMethod is not null && oldMethod == newMethod)
        {
            findings.Add(
                IdChanged,
                pointer,
                $"{name} keeps its name, but its operationId is now {after} instead of {before}.",
                before,
                after
            );
        }
        else if (before is not null && after is not null && before != after)
        {
            findings.Add(Renamed, pointer, Says(was, name, operations.New), before, after);
        }
        else if (before != after && was != name)
        {
            findings.Add(Renamed, operations.New.Pointer, $"{was} is renamed to {name}.", before, after);
        }

        if (before is not null && after is null)
        {
            findings.AddRemoved(
                Removed,
                $"{operations.Old.Pointer}/operationId",
                $"{name} no longer has the operationId {before}.",
                before
            );
        }
        else if (before is null && after is not null)
        {
            findings.Add(Added, pointer, $"{name} now has the operationId {after}.", null, after);
        }

        // Without x-method, a method is named after the operationId, or else after the path.
        if ((before is null) != (after is null) && was != name)
        {
            findings.Add(Renamed, operations.New.Pointer, $"{was} is renamed to {name}.", was, name);
        }
    }

    // Our own contract may name the operation, independent of the compared documents.
    private static string Says(string was, string name, ApiOperation operation) =>
        was == name
            ? $"{name} now has the operationId {operation.OperationId} in this document: a client that is generated from it gets another "
                + "method name."
            : $"{was} is renamed to {name}.";
}
