using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>Extension methods for contacts and their tags.</summary>
public static class ContactExtensions
{
    private const int Created = 201;

    /// <summary>
    /// Creates a contact, or updates the one that has the same e-mail address, like <see cref="ContactsClient.UpsertAsync" />, and tells
    /// if it was created.
    /// </summary>
    /// <remarks>
    /// <c>POST /workspaces/{workspace_id}/contacts/upsert</c>: 201 for a new contact, 200 for an updated one (documented).
    /// </remarks>
    /// <param name="contacts">The contacts of a workspace: <c>client.Contacts</c>.</param>
    /// <param name="contact">The record to send. Null and empty lists are refused, because the service ignores them.</param>
    /// <param name="options">Query parameters and further options; null for none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public static async Task<ContactUpsertResult> CreateOrUpdateAsync(
        this ContactsClient contacts,
        ContactUpsert contact,
        ContactsUpsertOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        if (contacts is null)
        {
            throw new ArgumentNullException(nameof(contacts));
        }

        var status = 0;
        var observed = options is null ? new ContactsUpsertOptions() : (ContactsUpsertOptions)options.Copy();
        observed.OnResponse += response => status = response.StatusCode;
        var record = await contacts.UpsertAsync(contact, observed, cancellationToken).ConfigureAwait(false);
        return new ContactUpsertResult(record, status == Created);
    }

    /// <summary>Returns the tag with a name, and creates it when the workspace has none.</summary>
    /// <remarks>
    /// Uses <c>GET</c> and <c>POST /workspaces/{workspace_id}/contacts/tags</c>. When another program creates the tag at the same time, its
    /// tag is returned.
    /// </remarks>
    /// <param name="tags">The tags of a workspace: <c>client.Contacts.Tags</c>.</param>
    /// <param name="name">The name of the tag; it must match exactly.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    /// <exception cref="ApiException">A call failed; the derived type says how.</exception>
    public static async Task<ContactTag> EnsureAsync(
        this ContactTagsClient tags,
        string name,
        CancellationToken cancellationToken = default
    )
    {
        if (tags is null)
        {
            throw new ArgumentNullException(nameof(tags));
        }

        CheckName(name, nameof(name));
        if (await FindAsync(tags, name, cancellationToken).ConfigureAwait(false) is { } tag)
        {
            return tag;
        }

        try
        {
            return await tags.CreateAsync(new ContactTagCreate { Name = name }, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ApiValidationException)
        {
            // "Name has already been taken": the response does not hold the id of the other tag.
            if (await FindAsync(tags, name, cancellationToken).ConfigureAwait(false) is { } other)
            {
                return other;
            }

            throw;
        }
    }

    /// <summary>
    /// Applies tags to a contact by name, and creates those that the workspace does not have. The other tags of the contact stay.
    /// </summary>
    /// <remarks>
    /// Uses <see cref="EnsureAsync" /> and <c>POST /contacts/{contact_id}/applied_tags</c> for each tag that the contact does not have.
    /// </remarks>
    /// <param name="contacts">The contacts of a workspace: <c>client.Contacts</c>.</param>
    /// <param name="contactId">Id of the contact.</param>
    /// <param name="names">The names of the tags; they must match exactly.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The tags, in the order of their names.</returns>
    /// <exception cref="ArgumentException">A name is blank.</exception>
    /// <exception cref="ApiException">A call failed; the derived type says how. Tags that were applied before stay.</exception>
    public static async Task<IReadOnlyList<ContactTag>> ApplyTagsAsync(
        this ContactsClient contacts,
        ResourceId contactId,
        IEnumerable<string> names,
        CancellationToken cancellationToken = default
    )
    {
        var wanted = Names(contacts, names);
        var applied = await AppliedAsync(contacts, contactId, cancellationToken).ConfigureAwait(false);
        var tags = new List<ContactTag>(wanted.Count);
        foreach (var name in wanted)
        {
            var tag = await contacts.Tags.EnsureAsync(name, cancellationToken).ConfigureAwait(false);
            if (!applied.Any(entry => entry.TagId == tag.Id))
            {
                await contacts
                    .AppliedTags.CreateAsync(
                        contactId,
                        new ContactAppliedTagCreate { TagId = tag.Id },
                        cancellationToken: cancellationToken
                    )
                    .ConfigureAwait(false);
            }

            tags.Add(tag);
        }

        return tags;
    }

    /// <summary>Removes tags from a contact by name. Tags that it does not have are ignored; the tags themselves stay.</summary>
    /// <remarks>
    /// Uses <c>GET /contacts/{contact_id}/applied_tags</c>, <c>GET /workspaces/{workspace_id}/contacts/tags</c> and
    /// <c>DELETE /contacts/applied_tags/{id}</c>.
    /// </remarks>
    /// <param name="contacts">The contacts of a workspace: <c>client.Contacts</c>.</param>
    /// <param name="contactId">Id of the contact.</param>
    /// <param name="names">The names of the tags; they must match exactly.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The number of tags that were removed.</returns>
    /// <exception cref="ArgumentException">A name is blank.</exception>
    /// <exception cref="ApiException">A call failed; the derived type says how. Tags that were removed before stay removed.</exception>
    public static async Task<int> RemoveTagsAsync(
        this ContactsClient contacts,
        ResourceId contactId,
        IEnumerable<string> names,
        CancellationToken cancellationToken = default
    )
    {
        var wanted = Names(contacts, names);
        var applied = await AppliedAsync(contacts, contactId, cancellationToken).ConfigureAwait(false);
        var removed = 0;
        foreach (var name in wanted)
        {
            if (await FindAsync(contacts.Tags, name, cancellationToken).ConfigureAwait(false) is not { } tag)
            {
                continue;
            }

            foreach (var entry in applied.Where(entry => entry.TagId == tag.Id))
            {
                await contacts.AppliedTags.DeleteAsync(entry.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
                removed++;
            }
        }

        return removed;
    }

    private static async Task<IReadOnlyList<ContactAppliedTag>> AppliedAsync(
        ContactsClient contacts,
        ResourceId contactId,
        CancellationToken cancellationToken
    ) =>
        await contacts
            .AppliedTags.ListAsync(contactId, cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);

    private static async Task<ContactTag?> FindAsync(ContactTagsClient tags, string name, CancellationToken cancellationToken)
    {
        // A comma would separate two names in the filter.
        var options = name.IndexOf(',') >= 0 ? null : new ContactTagsListOptions { Filter = new ContactTagFilter { Name = name } };
        await foreach (var tag in tags.ListAsync(options, cancellationToken).ConfigureAwait(false))
        {
            if (tag.Name == name)
            {
                return tag;
            }
        }

        return null;
    }

    private static List<string> Names(ContactsClient contacts, IEnumerable<string> names)
    {
        if (contacts is null)
        {
            throw new ArgumentNullException(nameof(contacts));
        }

        var list = (names ?? throw new ArgumentNullException(nameof(names))).Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in list)
        {
            CheckName(name, nameof(names));
        }

        return list;
    }

    private static void CheckName(string name, string parameter)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException("The name of a tag is blank.", parameter);
        }
    }
}
