using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Where a parameter is sent, and what it is called where that only names its place.</summary>
internal sealed class ParameterMovedCheck : IOperationCheck
{
    private static readonly Rule Moved = new("request-parameter-moved", Severity.Breaking, Direction.Request, "A parameter is sent elsewhere, such as in a header instead of the query: deployed clients send it where it is not read.");
    private static readonly Rule Renamed = new("path-parameter-renamed", Severity.Warning, Direction.Request, "A path parameter has another name: nothing changes on the wire, but calls with named arguments may no longer compile.");

    public IEnumerable<Rule> Rules => [Moved, Renamed];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var method = findings.Names.Method(operations.New);
        foreach (var (before, after) in operations.Parameters.Relocated)
            findings.Add(Moved, after.Pointer, $"{method} sends {after.Name} in the {after.In} instead of the {before.In}: deployed clients send it where it is not read.", before.In, after.In);
        foreach (var (before, after) in operations.Parameters.Same.Where(pair => pair.New.In == "path" && pair.Old.Name != pair.New.Name))
            findings.Add(Renamed, after.Pointer, $"{method} calls its path parameter {after.Name} instead of {before.Name}: the wire is the same, named arguments in C# may not be.", before.Name, after.Name);
    }
}
