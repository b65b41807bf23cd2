using ClickFunnels.Core;

namespace ClickFunnels.Migration;

/// <summary>
/// Creates and completes contacts. Those who opted out of email come first, and no other contact is sent before ClickFunnels shows each of
/// them as unsubscribed.
/// </summary>
internal sealed class ContactStep(ApplyRun run, ContactRules rules)
{
    private const int UnsubscribeBatchSize = 100;
    private IReadOnlyDictionary<string, long> _tags = new Dictionary<string, long>();

    public async Task RunAsync(IReadOnlyList<MappedContact> contacts)
    {
        if (contacts.Count == 0)
        {
            return;
        }

        _tags = await TagStep.ContactTagsAsync(run, contacts.SelectMany(contact => contact.Tags)).ConfigureAwait(false);
        var optedOut = contacts.Where(contact => contact.OptedOut).ToList();
        await SendAsync(optedOut).ConfigureAwait(false);
        if (run.Unfinished.Count(record => record.Kind == ShopRecordKind.Contact) is > 0 and var unfinished)
        {
            throw new MigrationException(
                $"{unfinished} contacts who opted out of email could not be sent. No further contacts were sent. Run the migration again. "
                    + $"The first failure: {run.Unfinished.First(record => record.Kind == ShopRecordKind.Contact).Reason}"
            );
        }

        await UnsubscribeAsync(optedOut).ConfigureAwait(false);
        await SendAsync([.. contacts.Where(contact => !contact.OptedOut)]).ConfigureAwait(false);
    }

    private Task SendAsync(IReadOnlyList<MappedContact> contacts)
    {
        var open = contacts.Where(contact => run.Journal.Find(JournalKind.Contact, contact.Key)?.Id is null).ToList();
        return run.EachAsync(
            MigrationPhase.Contacts,
            ShopRecordKind.Contact,
            [.. open.Chunk(ContactLookup.BatchSize)],
            batch => batch[0].Key,
            SendAsync
        );
    }

    private async Task SendAsync(IReadOnlyList<MappedContact> batch, CancellationToken cancellationToken)
    {
        // A failed lookup concerns each contact of the batch.
        var started = StartAsync(batch, cancellationToken);
        await Task.WhenAll(
                batch.Select(contact =>
                    run.TryAsync(
                        ShopRecordKind.Contact,
                        contact.Key,
                        async () =>
                        {
                            var existing = await started.ConfigureAwait(false);
                            await SendAsync(contact, existing.GetValueOrDefault(contact.Email), cancellationToken).ConfigureAwait(false);
                        }
                    )
                )
            )
            .ConfigureAwait(false);
    }

    // The first note says if the contact is new. After a lost response, the contact exists, but is new all the same.
    private async Task<Dictionary<string, Contact>> StartAsync(IReadOnlyList<MappedContact> batch, CancellationToken cancellationToken)
    {
        var existing = await ContactLookup
            .BatchAsync(run.Client, batch.Select(contact => contact.Email), cancellationToken)
            .ConfigureAwait(false);
        run.Journal.Start([
            .. batch
                .Where(contact => run.Journal.Find(JournalKind.Contact, contact.Key) is null)
                .Select(contact => new MigrationEntry(JournalKind.Contact, contact.Key)
                {
                    IsNew = !existing.ContainsKey(contact.Email),
                    Since = run.Options.TimeProvider.GetUtcNow(),
                }),
        ]);
        return existing;
    }

    private async Task SendAsync(MappedContact contact, Contact? existing, CancellationToken cancellationToken)
    {
        var entry = run.Journal.Find(JournalKind.Contact, contact.Key)!;
        long id;
        if (existing is null || entry.IsNew)
        {
            id = await UpsertAsync(contact, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            id = existing.Id;
            await CompleteAsync(contact, existing, cancellationToken).ConfigureAwait(false);
        }

        run.Journal.Finish(entry with { Id = id });
    }

    private async Task<long> UpsertAsync(MappedContact contact, CancellationToken cancellationToken)
    {
        try
        {
            return (await run.Client.Contacts.UpsertAsync(New(contact), cancellationToken: cancellationToken).ConfigureAwait(false)).Id;
        }
        catch (ApiValidationException)
        {
            // It does not exist, so an undo must not delete a contact that somebody else creates later.
            run.Journal.Remove(JournalKind.Contact, contact.Key);
            throw;
        }
    }

    private ContactUpsert New(MappedContact contact)
    {
        var create = new ContactUpsert { EmailAddress = contact.Email };
        if (contact.FirstName is { } first)
        {
            create.FirstName = first;
        }

        if (contact.LastName is { } last)
        {
            create.LastName = last;
        }

        if (contact.Phone is { } phone)
        {
            create.PhoneNumber = phone;
        }

        if (contact.Tags.Count > 0)
        {
            create.ReplaceTags(contact.Tags.Select(name => _tags[name]));
        }

        if (contact.Attributes.Count > 0)
        {
            create.CustomAttributes = contact.Attributes.ToDictionary(pair => pair.Key, string? (pair) => pair.Value);
        }

        return create;
    }

    private async Task CompleteAsync(MappedContact contact, Contact existing, CancellationToken cancellationToken)
    {
        if (ExpectedContact.Update(contact, existing, rules.Existing) is { } update)
        {
            await run.Client.Contacts.UpdateAsync(existing.Id, update, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        // A write of tag_ids would replace the tags that the contact has.
        var applied = (existing.Tags ?? []).Select(tag => tag.Id).ToHashSet();
        foreach (var tag in contact.Tags.Select(name => _tags[name]).Where(tag => !applied.Contains(tag)))
        {
            await ApplyAsync(existing.Id, tag, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ApplyAsync(long contactId, long tagId, CancellationToken cancellationToken)
    {
        for (var repeats = 0; ; repeats++)
        {
            try
            {
                await run
                    .Client.Contacts.AppliedTags.CreateAsync(
                        contactId,
                        new ContactAppliedTagCreate { TagId = tagId },
                        cancellationToken: cancellationToken
                    )
                    .ConfigureAwait(false);
                return;
            }
            catch (ApiException exception)
                when (exception is ApiValidationException || (exception.MayHaveBeenCarriedOut && repeats < run.Options.MaxRepeats))
            {
                if (await IsAppliedAsync(contactId, tagId, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                if (exception is ApiValidationException)
                {
                    throw;
                }
            }
        }
    }

    private async Task<bool> IsAppliedAsync(long contactId, long tagId, CancellationToken cancellationToken)
    {
        var applied = run.Client.Contacts.AppliedTags.ListAsync(contactId, cancellationToken: cancellationToken);
        await foreach (var tag in applied.ConfigureAwait(false))
        {
            if (tag.TagId == tagId)
            {
                return true;
            }
        }

        return false;
    }

    private async Task UnsubscribeAsync(IReadOnlyList<MappedContact> optedOut)
    {
        var open = await StillSubscribedAsync(optedOut).ConfigureAwait(false);
        for (var attempt = 0; open.Count > 0 && attempt < run.Options.OptOutAttempts; attempt++)
        {
            await run.EachAsync(
                    MigrationPhase.OptOuts,
                    ShopRecordKind.Contact,
                    [.. open.Chunk(UnsubscribeBatchSize)],
                    batch => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{batch.Length} opt-outs"),
                    UnsubscribeAsync
                )
                .ConfigureAwait(false);
            open = await StillSubscribedAsync(optedOut).ConfigureAwait(false);
        }

        if (open.Count > 0)
        {
            throw new MigrationException(
                $"{open.Count} contacts who opted out of email are still subscribed in ClickFunnels after {run.Options.OptOutAttempts} "
                    + "attempts. No further contacts were sent. Run the migration again before any email is sent from the workspace."
            );
        }
    }

    // An action whose response was lost does no harm when it is repeated.
    private async Task UnsubscribeAsync(IReadOnlyList<Contact> batch, CancellationToken cancellationToken)
    {
        var actions = run.Client.Contacts.UnsubscribeActions;
        var action = await actions
            .CreateAsync(new ContactUnsubscribeActionCreate(ContactTarget.Contacts(batch)), cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        await actions
            .WaitForCompletionAsync(
                action.Id,
                new PollingOptions { FirstDelay = TimeSpan.FromMilliseconds(200), LongestDelay = TimeSpan.FromSeconds(5) },
                cancellationToken: cancellationToken
            )
            .ConfigureAwait(false);
    }

    // Contacts that the service refused to create do not exist, and receive no email.
    private async Task<IReadOnlyList<Contact>> StillSubscribedAsync(IReadOnlyList<MappedContact> optedOut) =>
        [.. (await ContactLookup.AllAsync(run, optedOut).ConfigureAwait(false)).Values.Where(contact => contact.UnsubscribedAt is null)];
}
