using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>
/// Runs steps so that nothing is created twice: the intent is written before each POST and the id after it, and a record whose
/// response was lost is looked up before the POST is repeated.
/// </summary>
internal sealed class StepRunner(ClickFunnelsClient client, ProductWorkflowOptions options, JournalWriter journal, KnownValues values)
{
    private readonly TimeProvider _clock = options.TimeProvider;

    /// <summary>Runs a step that only reads.</summary>
    public async Task<ProductWorkflowOutcome> FindAsync(
        PlanStep step,
        Func<ClickFunnelsClient, CancellationToken, Task<long>> find,
        CancellationToken cancellationToken
    )
    {
        if (Resume(step))
        {
            return ProductWorkflowOutcome.Resumed;
        }

        var id = await find(client, cancellationToken).ConfigureAwait(false);
        await DoneAsync(NewEntry(step), id).ConfigureAwait(false);
        return ProductWorkflowOutcome.Found;
    }

    /// <summary>Runs a step that is safe to repeat.</summary>
    public async Task<ProductWorkflowOutcome> UpdateAsync(
        PlanStep step,
        string idName,
        Func<ClickFunnelsClient, long, KnownValues, CancellationToken, Task> update,
        CancellationToken cancellationToken
    )
    {
        if (Resume(step))
        {
            return ProductWorkflowOutcome.Resumed;
        }

        var id = values[idName];
        await update(client, id, values, cancellationToken).ConfigureAwait(false);
        await DoneAsync(NewEntry(step), id).ConfigureAwait(false);
        return ProductWorkflowOutcome.Updated;
    }

    /// <summary>Runs a step that must not be carried out twice.</summary>
    public async Task<ProductWorkflowOutcome> CreateAsync<TRecord, TBody>(
        CreationStep<TRecord, TBody> step,
        CancellationToken cancellationToken
    )
        where TRecord : Model
        where TBody : Model
    {
        var entry = journal.Find(step.Name);
        if (entry?.Id is not null)
        {
            Resume(step);
            await CompleteAsync(step, entry, null, cancellationToken).ConfigureAwait(false);
            return ProductWorkflowOutcome.Resumed;
        }

        TRecord? record;
        var outcome = ProductWorkflowOutcome.Created;
        if (entry is not null)
        {
            record = await LookUpAsync(step, entry, cancellationToken).ConfigureAwait(false);
            outcome = ProductWorkflowOutcome.Recovered;
        }
        else
        {
            entry = NewEntry(step);
            record = await step.FindAsync(client, cancellationToken).ConfigureAwait(false);
            outcome = ProductWorkflowOutcome.Found;
            if (record is null && step.NeedsBaseline)
            {
                entry.Baseline = await step.BaselineAsync(client, cancellationToken).ConfigureAwait(false);
            }
        }

        if (record is null)
        {
            (record, outcome) = await PostAsync(step, entry, cancellationToken).ConfigureAwait(false);
        }

        await CompleteAsync(step, entry, record, cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    private async Task<(TRecord Record, ProductWorkflowOutcome Outcome)> PostAsync<TRecord, TBody>(
        CreationStep<TRecord, TBody> step,
        JournalEntry entry,
        CancellationToken cancellationToken
    )
        where TRecord : Model
        where TBody : Model
    {
        // After a lost response, a later refusal does not prove that nothing was created.
        var mayExist = journal.Find(step.Name) is not null;
        for (var repeats = 0; ; repeats++)
        {
            entry.Since = _clock.GetUtcNow();
            await journal.SaveAsync(entry, cancellationToken).ConfigureAwait(false);
            try
            {
                var record = await step.CreateAsync(client, values, cancellationToken).ConfigureAwait(false);
                if (step.IdOf(record) > 0)
                {
                    return (record, ProductWorkflowOutcome.Created);
                }

                throw new ApiResponseException($"{step.OperationId} returned a success status, but no id.");
            }
            catch (ApiException exception) when (!LostResponse.Is(exception))
            {
                if (!mayExist)
                {
                    await journal.RemoveAsync(entry).ConfigureAwait(false);
                }

                throw;
            }
            catch (ApiException) when (!cancellationToken.IsCancellationRequested)
            {
                mayExist = true;
                if (await LookUpAsync(step, entry, cancellationToken).ConfigureAwait(false) is { } found)
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
    private async Task<TRecord?> LookUpAsync<TRecord, TBody>(
        CreationStep<TRecord, TBody> step,
        JournalEntry entry,
        CancellationToken cancellationToken
    )
        where TRecord : Model
        where TBody : Model
    {
        var baseline = entry.Baseline ?? 0;
        if (await step.LookUpAsync(client, values, baseline, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        var rest = entry.Since + options.SettleDelay - _clock.GetUtcNow();
        if (rest <= TimeSpan.Zero)
        {
            return null;
        }

        // A clock that was set back must not extend the wait.
        await _clock.WaitAsync(rest < options.SettleDelay ? rest : options.SettleDelay, cancellationToken).ConfigureAwait(false);
        return await step.LookUpAsync(client, values, baseline, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records the id first, then the further ids that later steps need. It fetches those that the response lacked.</summary>
    private async Task CompleteAsync<TRecord, TBody>(
        CreationStep<TRecord, TBody> step,
        JournalEntry entry,
        TRecord? record,
        CancellationToken cancellationToken
    )
        where TRecord : Model
        where TBody : Model
    {
        if (record is not null)
        {
            Read(step, entry, record);
            await DoneAsync(entry, step.IdOf(record)).ConfigureAwait(false);
        }

        if (step.NeededIds.All(name => values.Find(name) is not null))
        {
            return;
        }

        Read(step, entry, await step.GetAsync(client, entry.Id!.Value, cancellationToken).ConfigureAwait(false));
        if (step.NeededIds.FirstOrDefault(name => values.Find(name) is null) is { } missing)
        {
            throw new StepFailureException($"the service does not return the id {missing}, which later steps need.");
        }

        await journal.SaveAsync(entry, CancellationToken.None).ConfigureAwait(false);
    }

    private void Read<TRecord, TBody>(CreationStep<TRecord, TBody> step, JournalEntry entry, TRecord record)
        where TRecord : Model
        where TBody : Model
    {
        foreach (var pair in step.IdsOf(record, values).Where(static pair => pair.Value > 0))
        {
            entry.Ids[pair.Key] = pair.Value;
            values.Set(pair.Key, pair.Value);
        }
    }

    private static JournalEntry NewEntry(PlanStep step) => new(step.Name, PreparedPlan.Digest(step));

    private bool Resume(PlanStep step)
    {
        if (journal.Find(step.Name) is not { Id: { } id } entry)
        {
            return false;
        }

        values.Set(WorkflowNames.Id(step.Name), id);
        foreach (var pair in entry.Ids)
        {
            values.Set(pair.Key, pair.Value);
        }

        return true;
    }

    /// <summary>Cannot be canceled: existing records must be in the journal.</summary>
    private Task DoneAsync(JournalEntry entry, long id)
    {
        entry.Id = id;
        entry.Since = entry.Since == default ? _clock.GetUtcNow() : entry.Since;
        values.Set(WorkflowNames.Id(entry.Step), id);
        return journal.SaveAsync(entry, CancellationToken.None);
    }
}
