using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Checks the names of path parameters. They are not sent, but in C# they are the names of arguments, which callers may use.
/// </summary>
internal sealed class PathParameterRenamedCheck : IOperationCheck
{
    private static readonly Rule Renamed = new(
        "request-path-parameter-renamed",
        Severity.Breaking,
        RuleGroup.Parameters,
        "A path parameter was renamed: the argument of the method is renamed, so code that names it no longer compiles.",
        Breaks.CSharp
    );

    public IEnumerable<Rule> Rules => [Renamed];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        foreach (
            var (before, after) in operations.Parameters.Same.Where(pair =>
                pair.Old.In == "path" && pair.New.In == "path" && pair.Old.Name != pair.New.Name
            )
        )
        {
            findings.Add(
                Renamed,
                after.Pointer,
                $"{findings.Names.Method(operations.New)} has the path parameter {after.Name} instead of {before.Name}.",
                before.Name,
                after.Name
            );
        }
    }
}
