using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>What an operation is called: <c>x-method</c>, and the operationId where there is none.</summary>
internal sealed class OperationIdCheck : IOperationCheck
{
    private const string MethodKey = "x-method";
    private static readonly Rule Renamed = new(
        "operation-renamed",
        Severity.Breaking,
        Direction.None,
        "An operation has another name: its method in C# is renamed, and code that calls it no longer compiles.",
        Breaks.CSharp
    );
    private static readonly Rule Reassigned = new(
        "operation-id-reassigned",
        Severity.Breaking,
        Direction.None,
        "An operationId names another operation, while the old one goes on under a new name: the method of that name calls another path.",
        Breaks.Both
    );
    private static readonly Rule IdChanged = new(
        "operation-id-changed",
        Severity.Warning,
        Direction.None,
        "An operation has another operationId while x-method keeps its C# name: faults of the emulator and telemetry name it otherwise."
    );
    private static readonly Rule Removed = new(
        "api-operation-id-removed",
        Severity.Warning,
        Direction.None,
        "An operation lost its operationId: if it moves, nothing recognises it. A method that was named after it is renamed, too."
    );
    private static readonly Rule Added = new(
        "api-operation-id-added",
        Severity.Info,
        Direction.None,
        "An operation got an operationId. A method that had its name from the path is renamed, too."
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
                $"{findings.Names.Method(elsewhere)} calls {elsewhere.Name} now; {operations.New.Name} goes on as {name}.",
                before,
                after
            );
        }
        else if (oldMethod is not null && newMethod is not null && oldMethod != newMethod)
        {
            findings.Add(Renamed, $"{operations.New.Pointer}/{MethodKey}", $"{was} is called {name} now.", oldMethod, newMethod);
        }
        else if (before is not null && after is not null && before != after && oldMethod is not null && oldMethod == newMethod)
        {
            findings.Add(
                IdChanged,
                pointer,
                $"{name} keeps its name, but its operationId is {after} instead of {before} now.",
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
            findings.Add(Renamed, operations.New.Pointer, $"{was} is called {name} now.", before, after);
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
            findings.Add(Added, pointer, $"{name} has the operationId {after} now.", null, after);
        }

        // Without x-method, a method has its name from the operationId, or else from the path.
        if ((before is null) != (after is null) && was != name)
        {
            findings.Add(Renamed, operations.New.Pointer, $"{was} is called {name} now.", was, name);
        }
    }

    // Our own contract may name the operation, whatever the compared documents call it.
    private static string Says(string was, string name, ApiOperation operation) =>
        was == name
            ? $"{name} has the operationId {operation.OperationId} in this document now: what is generated from it gets another "
                + "method name."
            : $"{was} is called {name} now.";
}
