using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks removed operations and paths, announced or not.</summary>
internal sealed class EndpointRemovedCheck : IDocumentCheck
{
    private static readonly Rule PathSudden = new(
        "api-path-removed-without-deprecation",
        Severity.Breaking,
        RuleGroup.Operations,
        "A path that was not deprecated was removed: its methods get 404 and are removed from the client.",
        Breaks.Both
    );
    private static readonly Rule PathAnnounced = new(
        "api-path-removed-with-deprecation",
        Severity.Breaking,
        RuleGroup.Operations,
        "A deprecated path was removed: its [Obsolete] methods get 404 and are removed from the client.",
        Breaks.Both
    );
    private static readonly Rule PathEarly = new(
        "api-path-removed-before-sunset",
        Severity.Breaking,
        RuleGroup.Operations,
        "A deprecated path was removed before its announced date.",
        Breaks.Both
    );
    private static readonly Rule Sudden = new(
        "api-removed-without-deprecation",
        Severity.Breaking,
        RuleGroup.Operations,
        "An operation that was not deprecated was removed: its method fails and is removed from the client.",
        Breaks.Both
    );
    private static readonly Rule Announced = new(
        "api-removed-with-deprecation",
        Severity.Breaking,
        RuleGroup.Operations,
        "A deprecated operation was removed: its [Obsolete] method fails and is removed from the client.",
        Breaks.Both
    );
    private static readonly Rule Early = new(
        "api-removed-before-sunset",
        Severity.Breaking,
        RuleGroup.Operations,
        "A deprecated operation was removed before its announced date.",
        Breaks.Both
    );
    private static readonly Rule Unreadable = new(
        "api-path-sunset-parse",
        Severity.Warning,
        RuleGroup.Operations,
        "The x-sunset of a removed operation is not a date."
    );

    public IEnumerable<Rule> Rules => [PathSudden, PathAnnounced, PathEarly, Sudden, Announced, Early, Unreadable];

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        var routes = documents.New.Operations.Select(operation => operation.Route).ToHashSet(StringComparer.Ordinal);
        foreach (var operation in documents.Removed)
        {
            findings.Operations = [operation.Name];
            Removed(operation, routes.Contains(operation.Route), findings);
        }
    }

    private static void Removed(ApiOperation operation, bool pathStays, DiffFindings findings)
    {
        var method = findings.Names.Method(operation);
        var status = pathStays ? "404 or 405" : "404";
        var sunset = Sunset.Of(operation.Node);
        if (sunset.IsInvalid)
        {
            findings.AddRemoved(
                Unreadable,
                $"{operation.Pointer}/{Sunset.Key}",
                $"{method} was removed; its x-sunset \"{sunset.Text}\" is not a date.",
                sunset.Text
            );
        }

        if (!operation.Deprecated && sunset.IsMissing)
        {
            findings.AddRemoved(
                pathStays ? Sudden : PathSudden,
                operation.Pointer,
                $"{method} was removed without notice: deployed clients that call {operation.Name} get {status}.",
                operation.Name
            );
        }
        else if (sunset.Date >= findings.Today)
        {
            findings.AddRemoved(
                pathStays ? Early : PathEarly,
                operation.Pointer,
                $"{method} was removed, although {operation.Name} was announced until {sunset.Text}: deployed clients get {status}.",
                operation.Name
            );
        }
        else
        {
            findings.AddRemoved(
                pathStays ? Announced : PathAnnounced,
                operation.Pointer,
                $"{method} was [Obsolete] and was removed: deployed clients that call {operation.Name} get {status}.",
                operation.Name
            );
        }
    }
}
