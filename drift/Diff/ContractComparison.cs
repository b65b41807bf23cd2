using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>Compares two documents by all rules.</summary>
internal static class ContractComparison
{
    /// <param name="before">The old document.</param>
    /// <param name="after">The new document.</param>
    /// <param name="clock">The clock to compare sunset dates with; the system clock if null.</param>
    /// <exception cref="InputException">The documents have no operation in common.</exception>
    public static Report Compare(ApiDocument before, ApiDocument after, TimeProvider? clock = null)
    {
        var documents = OperationMatcher.Match(before, after);
        if (documents.Operations.Count == 0 && documents.Webhooks.Pairs.Count == 0)
        {
            throw new InputException(
                after.File.Name,
                null,
                $"No operation of it is in {before.File.Name}, so there is nothing to compare. Are both the same API, with "
                    + "the same base path?"
            );
        }

        var findings = new DiffFindings(before, after, clock);
        foreach (var check in DiffRules.Checks.OfType<IDocumentCheck>())
        {
            findings.Operations = [];
            check.Check(documents, findings);
        }

        var graph = new SchemaGraph();
        foreach (var pair in documents.Operations)
        {
            findings.Operations = [pair.New.Name];
            foreach (var check in DiffRules.Checks.OfType<IOperationCheck>())
            {
                check.Check(pair, findings);
            }

            foreach (var root in OperationSchemas.Of(pair))
            {
                graph.Add(root, pair.New.Name);
            }

            foreach (var callback in pair.Callbacks.Pairs)
            {
                foreach (var root in OperationSchemas.Of(callback, $"the callback {callback.New.Name}"))
                {
                    graph.Add(root, pair.New.Name);
                }
            }
        }

        foreach (var webhook in documents.Webhooks.Pairs)
        {
            foreach (var root in OperationSchemas.Of(webhook, $"the webhook {webhook.New.Name}"))
            {
                graph.Add(root, $"webhook {webhook.New.Name}");
            }
        }

        var schemaChecks = DiffRules.Checks.OfType<ISchemaCheck>().ToList();
        foreach (var (schemas, operations) in graph.Pairs)
        {
            findings.Operations = operations;
            foreach (var check in schemaChecks)
            {
                check.Check(schemas, findings);
            }
        }

        findings.Operations = [];
        foreach (var check in DiffRules.Checks.OfType<IConclusionCheck>())
        {
            check.Check(documents, findings);
        }

        var list = findings.ToList();
        var (compared, unit) =
            documents.Operations.Count > 0 ? (documents.Operations.Count, "operations") : (documents.Webhooks.Pairs.Count, "webhooks");
        return new Report($"{before.File.Name} → {after.File.Name}", list, compared, unit)
        {
            OldDocument = before.File,
            NewDocument = after.File,
            Step = list.Count == 0 ? VersionStep.None : list.Max(finding => finding.Rule.Step),
        };
    }
}
