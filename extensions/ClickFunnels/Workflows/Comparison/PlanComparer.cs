using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ClickFunnels.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Workflows;

/// <summary>
/// Compares the steps of a plan with the workspace. It uses the same descriptions as a run, but only those of their calls that read.
/// </summary>
internal sealed class PlanComparer(PreparedPlan plan, JournalDocument journal, StepRun run)
{
    /// <summary>The ids for bodies. Unlike those of the run, they include ids of records that were deleted.</summary>
    private readonly KnownValues _ids = new(TimeProvider.System);
    private readonly Dictionary<string, ProductPlanStepState> _states = new(StringComparer.Ordinal);

    public async Task<ProductPlanComparison> CompareAsync()
    {
        foreach (var entry in journal.Entries.Where(static entry => entry.Id is not null))
        {
            Remember([new(StepNames.Id(entry.Step), entry.Id!.Value), .. entry.Ids]);
        }

        var results = new List<ProductPlanStepComparison>();
        foreach (var step in plan.Steps(journal.Key))
        {
            run.Token.ThrowIfCancellationRequested();
            var result = await CompareAsync(step).ConfigureAwait(false);
            _states[step.Name] = result.State;
            results.Add(result);
        }

        results.AddRange(
            journal
                .Entries.Where(entry => !_states.ContainsKey(entry.Step))
                .Select(entry => new ProductPlanStepComparison(
                    entry.Step,
                    ProductPlanStepState.Unplanned,
                    entry.Id,
                    reason: entry.Id is null ? "The journal does not know whether the record was created." : null
                ))
        );
        return new ProductPlanComparison(plan.Fingerprint, results, journal.Plan == plan.Fingerprint);
    }

    private async Task<ProductPlanStepComparison> CompareAsync(PlanStep step)
    {
        var entry = journal.Find(step.Name);
        if (entry?.Id is null && Blocked(step) is { } blocked)
        {
            return blocked;
        }

        StepRecord? found = null;
        try
        {
            found = entry?.Id is { } id
                ? await step.Get!(run, id).ConfigureAwait(false)
                : await step.LookUp!(run, entry?.Baseline ?? 0).ConfigureAwait(false);
        }
        catch (ApiNotFoundException)
        {
            // The record, or the one that it belongs to, was deleted.
        }
        catch (ApiForbiddenException)
        {
            return new(step.Name, ProductPlanStepState.Unknown, entry?.Id, reason: "The token may not read the record (403).");
        }
        catch (StepFailureException exception) when (exception.Candidates is { } candidates)
        {
            return new(step.Name, ProductPlanStepState.Unknown, reason: $"Several records could be the one of the step: {candidates}.");
        }

        return found is null ? NotFound(step, entry) : Found(step, entry, found);
    }

    /// <summary>Returns the result of a step whose record cannot be looked up, because one that it belongs to has no known id.</summary>
    private ProductPlanStepComparison? Blocked(PlanStep step)
    {
        var owners = step.LookUpIds.Where(id => !run.Ids.Contains(id)).Select(id => (Id: id, State: Owner(id))).ToList();
        if (owners.Count == 0)
        {
            return null;
        }

        return owners.Find(static owner => owner.State != ProductPlanStepState.New) is { Id: { } unknown }
            ? new(step.Name, ProductPlanStepState.Unknown, reason: $"The id {unknown} is not known, which is needed to find the record.")
            : new(step.Name, ProductPlanStepState.New, expectedOutcome: OutcomeOfNew(step));
    }

    /// <summary>Returns the state of the step that an id comes from. The product step provides the id of the default variant.</summary>
    private ProductPlanStepState Owner(string id)
    {
        var names = _states.Keys.Where(step => id.StartsWith(step + ".", StringComparison.Ordinal));
        return _states[names.OrderByDescending(static step => step.Length).FirstOrDefault() ?? StepNames.Product];
    }

    private static ProductPlanStepComparison NotFound(PlanStep step, JournalEntry? entry) =>
        entry?.Id is { } id
            ? new(
                step.Name,
                ProductPlanStepState.Missing,
                id,
                expectedOutcome: ProductWorkflowOutcome.Resumed,
                reason: "The record of the journal was deleted or canceled. The workflow does not create it again."
            )
        : OutcomeOfNew(step) is { } outcome ? new(step.Name, ProductPlanStepState.New, expectedOutcome: outcome)
        : new(step.Name, ProductPlanStepState.Missing, reason: "The record must exist before the plan is applied.");

    private ProductPlanStepComparison Found(PlanStep step, JournalEntry? entry, StepRecord found)
    {
        run.Publish(step.Name, found.Id, entry is null ? found.Ids : [.. entry.Ids, .. found.Ids]);
        Remember(run.Ids.All);
        var comparison = Compare(step, found);
        var state =
            comparison.Differences.Count > 0 ? ProductPlanStepState.Differs
            : entry?.Id is not null ? ProductPlanStepState.Done
            : ProductPlanStepState.Exists;
        var outcome =
            entry?.Id is not null ? ProductWorkflowOutcome.Resumed
            : entry is not null ? ProductWorkflowOutcome.Recovered
            : step.Ensure is not null ? step.EnsureOutcome
            : ProductWorkflowOutcome.Created;
        var unread = comparison.Unread.Count == 0 ? null : $"The service does not return: {string.Join(", ", comparison.Unread)}.";
        return comparison is { Compared: 0, Unread.Count: > 0 }
            ? new(step.Name, ProductPlanStepState.Unknown, found.Id, expectedOutcome: outcome, reason: unread)
            : new(step.Name, state, found.Id, comparison.Differences, outcome, unread);
    }

    private FieldComparison Compare(PlanStep step, StepRecord found)
    {
        var values = new PlaceholderValues(_ids);
        var comparison = new FieldComparison(values);
        if (found.Model is null || step.Requests[step.Requests.Count - 1].Body is not { } write)
        {
            return comparison;
        }

        var body = PlaceholderValues.Read(write(values), FloatParseHandling.Decimal);
        var record = PlaceholderValues.Read(found.Model, FloatParseHandling.Decimal);
        foreach (var name in step.DerivedFields)
        {
            body.Remove(name);
        }

        foreach (var field in step.UnsentFields)
        {
            body[field.Key] = field.Value;
        }

        // No look-up finds an archived record, so a step whose record was archived is not done.
        if (record["archived"] is JValue { Value: true })
        {
            body["archived"] = false;
        }

        comparison.Compare(body, record);
        return comparison;
    }

    private void Remember(IEnumerable<KeyValuePair<string, long>> ids)
    {
        foreach (var pair in ids)
        {
            _ids.Set(pair.Key, pair.Value);
        }
    }

    private static ProductWorkflowOutcome? OutcomeOfNew(PlanStep step) =>
        step.Create is not null ? ProductWorkflowOutcome.Created
        : step.EnsureOutcome == ProductWorkflowOutcome.Updated ? ProductWorkflowOutcome.Updated
        : null;
}
