using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>Opens the journal of a plan, and refuses one of another plan or workspace.</summary>
internal static class JournalReader
{
    public static async Task<JournalDocument> OpenAsync(
        IProductWorkflowJournal journal,
        PreparedPlan plan,
        string workspace,
        bool acceptAmendedPlan,
        CancellationToken cancellationToken
    )
    {
        if (await journal.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } text)
        {
            return new JournalDocument(plan.Fingerprint, plan.Key, workspace);
        }

        var document = JournalDocument.Parse(text);
        if (AreDifferent(document.Workspace, workspace))
        {
            throw new ProductWorkflowJournalException(
                $"The journal belongs to the workspace {document.Workspace}, but the client is bound to {workspace}. Use a "
                    + "separate journal for each workspace."
            );
        }

        if (document.Plan != plan.Fingerprint)
        {
            if (!acceptAmendedPlan)
            {
                throw new ProductWorkflowJournalException(
                    "The journal belongs to another plan, or to this one before it was changed. Use a separate journal for "
                        + "each plan, or set ProductWorkflowOptions.AcceptAmendedPlan if the change only corrects parts that were "
                        + "not created yet."
                );
            }

            RefuseChangesOfWhatExists(document, plan.Steps(document.Key));
            document.Plan = plan.Fingerprint;
        }

        return document;
    }

    private static void RefuseChangesOfWhatExists(JournalDocument document, IReadOnlyList<PlanStep> steps)
    {
        var digests = steps.ToDictionary(static step => step.Name, PreparedPlan.Digest, StringComparer.Ordinal);
        var changed = document
            .Entries.Where(entry => !digests.TryGetValue(entry.Step, out var digest) || digest != entry.Digest)
            .Select(static entry => entry.Step)
            .ToList();
        if (changed.Count > 0)
        {
            throw new ProductWorkflowJournalException(
                $"The plan was changed in parts that were created already, or may have been: {string.Join("; ", changed)}. "
                    + "Undo these changes; make them in ClickFunnels after the plan is applied."
            );
        }
    }

    /// <summary>A client that has the public id first may have the numeric one later; the two cannot be compared.</summary>
    private static bool AreDifferent(string one, string other) => one != other && IsNumber(one) == IsNumber(other);

    private static bool IsNumber(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
