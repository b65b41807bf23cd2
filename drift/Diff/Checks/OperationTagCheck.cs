using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks tags. The first determines the client class of an operation, all others only group the documentation.</summary>
internal sealed class OperationTagCheck : IOperationCheck
{
    private static readonly Rule Moved = new(
        "operation-group-changed",
        Severity.Breaking,
        RuleGroup.Operations,
        "The first tag of an operation changed: its method moves to another client class.",
        Breaks.CSharp
    );
    private static readonly Rule Removed = new(
        "api-tag-removed",
        Severity.Info,
        RuleGroup.Operations,
        "A tag that does not determine the client class was removed from an operation."
    );
    private static readonly Rule Added = new(
        "api-tag-added",
        Severity.Info,
        RuleGroup.Operations,
        "A tag that does not determine the client class was added to an operation."
    );

    public IEnumerable<Rule> Rules => [Moved, Removed, Added];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var (before, after) = (operations.Old.Tags, operations.New.Tags);
        var (was, name) = (findings.Names.Method(operations.Old), findings.Names.Method(operations.New));
        bool Same(string one, string other) => one == other || Vendor(operations.Old, one) == Vendor(operations.New, other);

        var (oldFirst, newFirst) = (before.Count > 0 ? before[0] : null, after.Count > 0 ? after[0] : null);
        if (oldFirst is null != newFirst is null || oldFirst is not null && !Same(oldFirst, newFirst!))
        {
            findings.Add(
                Moved,
                $"{operations.New.Pointer}/tags",
                was == name
                    ? $"{name} now has the tag {newFirst ?? "(none)"} instead of {oldFirst ?? "(none)"}: a client that is generated from "
                        + "this document gets another client class."
                    : $"{was} is now {name}.",
                oldFirst,
                newFirst
            );
        }

        foreach (var tag in before.Skip(1).Where(tag => !after.Any(other => Same(tag, other))))
        {
            findings.AddRemoved(Removed, $"{operations.Old.Pointer}/tags", $"{name} is no longer documented under {tag}.", tag);
        }

        foreach (var tag in after.Skip(1).Where(tag => !before.Any(other => Same(other, tag))))
        {
            findings.Add(Added, $"{operations.New.Pointer}/tags", $"{name} is also documented under {tag}.", null, tag);
        }
    }

    // Our own contract maps the vendor's tag names to ours.
    private static string Vendor(ApiOperation operation, string tag) =>
        (operation.Document.Root["tags"] as JsonArray)
            ?.OfType<JsonObject>()
            .FirstOrDefault(entry => entry["name"]?.ToString() == tag)
            .Get("x-vendor-tag")
            ?.ToString()
        ?? tag;
}
