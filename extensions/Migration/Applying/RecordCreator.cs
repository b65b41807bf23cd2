using ClickFunnels.Core;

namespace ClickFunnels.Migration;

/// <summary>
/// Creates a record so that it is never created twice: the intent is written before the request and the id after it, and a record whose
/// response was lost is looked up before the request is repeated.
/// </summary>
internal sealed class RecordCreator(MigrationJournal journal, MigrationOptions options)
{
    /// <summary>Returns the id of the record, which may have been created by an earlier run.</summary>
    /// <param name="kind">Kind of the record.</param>
    /// <param name="key">Its key.</param>
    /// <param name="findAsync">Returns the id of the record that an earlier request may have created.</param>
    /// <param name="createAsync">Sends the request and returns the new id.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task<long> CreateAsync(
        JournalKind kind,
        string key,
        Func<CancellationToken, Task<long?>> findAsync,
        Func<CancellationToken, Task<long>> createAsync,
        CancellationToken cancellationToken
    )
    {
        var entry = journal.Find(kind, key);
        if (entry?.Id is { } known)
        {
            return known;
        }

        if (entry is not null && await LookUpAsync(entry, findAsync, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return Finish(entry, found);
        }

        for (var repeats = 0; ; repeats++)
        {
            var mayExist = entry is not null;
            entry = new MigrationEntry(kind, key) { IsNew = true, Since = options.TimeProvider.GetUtcNow() };
            journal.Start(entry);
            try
            {
                return Finish(entry, await createAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (ApiException exception) when (!exception.MayHaveBeenCarriedOut)
            {
                if (!mayExist)
                {
                    journal.Remove(kind, key);
                }

                throw;
            }
            catch (ApiException) when (!cancellationToken.IsCancellationRequested)
            {
                if (await LookUpAsync(entry, findAsync, cancellationToken).ConfigureAwait(false) is { } created)
                {
                    return Finish(entry, created);
                }

                if (repeats >= options.MaxRepeats)
                {
                    throw;
                }
            }
        }
    }

    private long Finish(MigrationEntry entry, long id)
    {
        journal.Finish(entry with { Id = id });
        return id;
    }

    private async Task<long?> LookUpAsync(
        MigrationEntry entry,
        Func<CancellationToken, Task<long?>> findAsync,
        CancellationToken cancellationToken
    )
    {
        if (await findAsync(cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        var rest = entry.Since + options.SettleDelay - options.TimeProvider.GetUtcNow();
        if (rest <= TimeSpan.Zero)
        {
            return null;
        }

        // A clock that was set back must not extend the wait.
        var wait = rest < options.SettleDelay ? rest : options.SettleDelay;
        await Task.Delay(wait, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        return await findAsync(cancellationToken).ConfigureAwait(false);
    }
}
