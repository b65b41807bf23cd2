using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>
/// Runs a step so that nothing is created twice: the intent is written before each POST and the id after it, and a record whose
/// response was lost is looked up before the POST is repeated.
/// </summary>
internal sealed class StepRunner(JournalDocument journal, ProductWorkflowOptions options)
{
    private readonly TimeProvider _clock = options.TimeProvider;

    public async Task<ProductWorkflowOutcome> RunAsync(PlanStep step, StepRun run)
    {
        var entry = journal.Find(step.Name);
        var outcome = ProductWorkflowOutcome.Resumed;
        StepRecord? record = null;
        if (entry?.Id is null)
        {
            if (entry is not null)
            {
                // An earlier run wrote its intent and ended before it knew the result.
                outcome = ProductWorkflowOutcome.Recovered;
                record = await LookUpAsync(step, run, entry).ConfigureAwait(false);
            }
            else
            {
                entry = new JournalEntry(step.Name, PreparedPlan.Digest(step));
                outcome = step.EnsureOutcome;
                record = step.Ensure is null ? null : await step.Ensure(run).ConfigureAwait(false);
            }

            if (record is null)
            {
                (record, outcome) = await CreateAsync(step, run, entry).ConfigureAwait(false);
            }

            entry.Id = record.Id;
            entry.Since = entry.Since == default ? _clock.GetUtcNow() : entry.Since;
            entry.Add(record.Ids);

            // Cannot be canceled: existing records must be in the journal.
            await journal.SaveAsync(entry, CancellationToken.None).ConfigureAwait(false);
        }

        run.Publish(entry);
        if (!step.NeededIds.All(run.Ids.Contains))
        {
            await FetchNeededIdsAsync(step, run, entry).ConfigureAwait(false);
        }

        return outcome;
    }

    private async Task<(StepRecord Record, ProductWorkflowOutcome Outcome)> CreateAsync(PlanStep step, StepRun run, JournalEntry entry)
    {
        // After a lost response, a later refusal does not prove that nothing was created.
        var mayExist = journal.Find(step.Name) is not null;
        if (!mayExist && step.Baseline is not null)
        {
            entry.Baseline = await step.Baseline(run).ConfigureAwait(false);
        }

        for (var repeats = 0; ; repeats++)
        {
            entry.Since = _clock.GetUtcNow();
            await journal.SaveAsync(entry, run.Token).ConfigureAwait(false);
            try
            {
                if (await step.Create!(run).ConfigureAwait(false) is not { Id: > 0 } record)
                {
                    throw new ApiResponseException($"{step.OperationId} returned a success status, but no id.");
                }

                step.Check?.Invoke(record);
                return (record, ProductWorkflowOutcome.Created);
            }
            catch (ApiException exception) when (!exception.MayHaveBeenCarriedOut)
            {
                if (!mayExist)
                {
                    await journal.RemoveAsync(entry).ConfigureAwait(false);
                }

                throw;
            }
            catch (ApiException) when (!run.Token.IsCancellationRequested)
            {
                mayExist = true;
                if (await LookUpAsync(step, run, entry).ConfigureAwait(false) is { } found)
                {
                    return (found, ProductWorkflowOutcome.Recovered);
                }

                if (repeats >= options.MaxRepeats)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Looks the record up, and if there is none yet, again after the service had time to finish.</summary>
    private async Task<StepRecord?> LookUpAsync(PlanStep step, StepRun run, JournalEntry entry)
    {
        if (await FindAsync(step, run, entry).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        var rest = entry.Since + options.SettleDelay - _clock.GetUtcNow();
        if (rest <= TimeSpan.Zero)
        {
            return null;
        }

        // A clock that was set back must not extend the wait.
        var wait = rest < options.SettleDelay ? rest : options.SettleDelay;
#if NET
        await Task.Delay(wait, _clock, run.Token).ConfigureAwait(false);
#else
        await _clock.Delay(wait, run.Token).ConfigureAwait(false);
#endif
        return await FindAsync(step, run, entry).ConfigureAwait(false);
    }

    private static async Task<StepRecord?> FindAsync(PlanStep step, StepRun run, JournalEntry entry)
    {
        var found = await step.LookUp!(run, entry.Baseline ?? 0).ConfigureAwait(false);
        if (found is not null)
        {
            step.Check?.Invoke(found);
        }

        return found;
    }

    private async Task FetchNeededIdsAsync(PlanStep step, StepRun run, JournalEntry entry)
    {
        if (await step.Get!(run, entry.Id!.Value).ConfigureAwait(false) is { } record)
        {
            entry.Add(record.Ids);
            run.Publish(entry);
        }

        if (step.NeededIds.FirstOrDefault(name => !run.Ids.Contains(name)) is { } missing)
        {
            throw new StepFailureException($"the service does not return the id {missing}, which later steps need.");
        }

        await journal.SaveAsync(entry, CancellationToken.None).ConfigureAwait(false);
    }
}
