using System;
using System.Collections.Generic;
using System.Linq;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// The contacts that a bulk action is about: some of them, those of a filter, or all. An action takes exactly one choice, because the
/// service does not say what an action without a choice, or with two, does (documented by the guidance for agents).
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ContactTarget
{
    private ContactTarget() { }

    /// <summary>All contacts of the workspace, also those that are added before the action starts.</summary>
    public static ContactTarget Everyone { get; } = new() { IsEveryone = true };

    internal IReadOnlyList<PublicId>? Ids { get; private init; }

    internal string? SavedFilterId { get; private init; }

    internal string? StableId { get; private init; }

    internal bool IsEveryone { get; private init; }

    /// <summary>These contacts, by their public ids. Field on the wire: <c>target_ids</c>.</summary>
    /// <param name="publicIds">The public ids, at least one.</param>
    /// <exception cref="ArgumentException">The list of ids is empty.</exception>
    public static ContactTarget Contacts(params PublicId[] publicIds) => Contacts((IEnumerable<PublicId>)publicIds);

    /// <summary>These contacts, by their public ids. Field on the wire: <c>target_ids</c>.</summary>
    /// <param name="publicIds">The public ids, at least one.</param>
    /// <exception cref="ArgumentException">The list of ids is empty.</exception>
    public static ContactTarget Contacts(IEnumerable<PublicId> publicIds)
    {
        var ids = (publicIds ?? throw new ArgumentNullException(nameof(publicIds))).ToList();
        return ids.Count == 0 || ids.Exists(static id => id.Value.Length == 0)
            ? throw new ArgumentException(
                "Name at least one contact by its public id. An action without one would have no target that the service documents.",
                nameof(publicIds)
            )
            : new ContactTarget { Ids = ids };
    }

    /// <summary>These contacts. Field on the wire: <c>target_ids</c>.</summary>
    /// <param name="contacts">The contacts, at least one, as they were read.</param>
    /// <exception cref="ArgumentException">The list of contacts is empty, or one was read without its public id.</exception>
    public static ContactTarget Contacts(IEnumerable<Contact> contacts) =>
        Contacts((contacts ?? throw new ArgumentNullException(nameof(contacts))).Select(static contact => new PublicId(contact.PublicId)));

    /// <summary>The contacts that a saved filter finds when the action starts. Field on the wire: <c>stored_filter_id</c>.</summary>
    /// <param name="id">Id of the filter, numeric or public.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public static ContactTarget SavedFilter(ResourceId id) =>
        id.IsEmpty
            ? throw new ArgumentException("The id of the saved filter is empty.", nameof(id))
            : new ContactTarget { SavedFilterId = id.ToString() };

    /// <summary>The contacts that a serialized filter finds when the action starts. Field on the wire: <c>stable_id</c>.</summary>
    /// <param name="stableId">The filter, as a generated or saved filter has it in <c>stable_id</c>.</param>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public static ContactTarget Filter(string stableId) =>
        string.IsNullOrWhiteSpace(stableId)
            ? throw new ArgumentException("The serialized filter is blank.", nameof(stableId))
            : new ContactTarget { StableId = stableId };

    /// <summary>Passes the choice to the one function that takes it.</summary>
    internal static void Apply(
        ContactTarget target,
        Action<IReadOnlyList<PublicId>> ids,
        Action<string> savedFilter,
        Action<string> filter,
        Action<bool> everyone
    )
    {
        switch (target ?? throw new ArgumentNullException(nameof(target)))
        {
            case { Ids: { } chosen }:
                ids(chosen);
                break;
            case { SavedFilterId: { } id }:
                savedFilter(id);
                break;
            case { StableId: { } text }:
                filter(text);
                break;
            default:
                everyone(true);
                break;
        }
    }

    /// <summary>Returns the kind of the choice, such as <c>3 contacts</c>.</summary>
    public override string ToString() =>
        Ids is not null ? $"{Ids.Count} contacts"
        : SavedFilterId is not null ? "the contacts of a saved filter"
        : StableId is not null ? "the contacts of a filter"
        : "all contacts";
}
